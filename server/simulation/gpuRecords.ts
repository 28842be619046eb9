// What a GPU remembers of its errors: memory rows replaced, a replacement pending or failed, errors on its NVLinks.
import { NO_CODE, NO_VALUE } from '../contract/noValue.ts';
import { draw, streamOf, unit } from './random.ts';
import type { Twin } from './twin.ts';

export interface GpuRecords {
  /** A memory row is replaced, or could not be. */
  noteRow(gpu: number, row: 'correctable' | 'uncorrectable' | 'failed'): void;
  addNvlinkErrors(gpu: number, errors: number): void;
  /** A reset carries pending replacements out and clears the counters of the links. */
  reset(gpu: number): void;
  /** Another part stands there: no scars. */
  replace(gpu: number): void;
  /** Links that err now and then. */
  step(second: number, dtS: number): void;
}

/** Rows live with the part, through every reset (InfoROM); most GPUs have none and no entry. */
interface Rows {
  correctable: number;
  uncorrectable: number;
  pending: number;
  failed: number;
}

const NONE: Readonly<Rows> = { correctable: 0, uncorrectable: 0, pending: 0, failed: 0 };
const S_PER_H = 3_600;

export function createGpuRecords(twin: Twin): GpuRecords {
  const { gpuNvlinkErrors, gpuRowRemapFailure, gpuPartCount } = twin.columns;
  const memory = { rows: oldScars(twin) };
  twin.memory.keep('gpuRecords', memory);
  const flawed = flawedLinks(twin);
  const show = (gpu: number): void => showRows(twin, gpu, memory.rows.get(gpu) ?? NONE);
  return {
    noteRow(gpu, row) {
      const rows = memory.rows.get(gpu) ?? { ...NONE };
      memory.rows.set(gpu, rows);
      if (row === 'failed') rows.failed = 1;
      else {
        rows[row]++;
        rows.pending = 1;
      }
      // Out of service it reports nothing until it is back.
      if (gpuRowRemapFailure[gpu] !== NO_CODE) show(gpu);
    },
    addNvlinkErrors(gpu, errors) {
      gpuNvlinkErrors[gpu] = (gpuNvlinkErrors[gpu] as number) + errors;
    },
    reset(gpu) {
      const rows = memory.rows.get(gpu);
      if (rows) rows.pending = 0;
      gpuNvlinkErrors[gpu] = 0;
      show(gpu);
    },
    replace: (gpu) => void memory.rows.delete(gpu),
    step(second, dtS) {
      for (const { gpu, perS, phase } of flawed) {
        // A part that was swapped in has sound links.
        if (gpuPartCount[gpu] !== 1) continue;
        const before = Math.floor((second - dtS) * perS + phase);
        const errors = Math.floor(second * perS + phase) - before;
        if (errors > 0) gpuNvlinkErrors[gpu] = (gpuNvlinkErrors[gpu] ?? NO_VALUE) + errors;
      }
    },
  };
}

function showRows({ columns }: Twin, gpu: number, rows: Readonly<Rows>): void {
  columns.gpuCorrectableRemappedRows[gpu] = rows.correctable;
  columns.gpuUncorrectableRemappedRows[gpu] = rows.uncorrectable;
  columns.gpuRowRemapPending[gpu] = rows.pending;
  columns.gpuRowRemapFailure[gpu] = rows.failed;
}

/** Rows that were replaced before the first second: a few GPUs carry old scars. */
function oldScars({ gpus, seed, hardware }: Twin): Map<number, Rows> {
  const { correctableRows, uncorrectableRows } = hardware.faults;
  const stream = streamOf(seed, 'flaws');
  const scars = new Map<number, Rows>();
  const count = (gpu: number, kind: number, { share, most }: typeof correctableRows): number =>
    unit(draw(stream, gpu, kind)) < share ? 1 + (draw(stream, gpu, kind + 8) % most) : 0;
  for (let gpu = 0; gpu < gpus; gpu++) {
    const uncorrectable = count(gpu, 0, uncorrectableRows);
    const correctable = count(gpu, 1, correctableRows);
    if (uncorrectable + correctable > 0) scars.set(gpu, { ...NONE, correctable, uncorrectable });
  }
  return scars;
}

/** GPUs with a weak link: a steady trickle at a rate of their own, up to three times as fast or slow. */
function flawedLinks({ gpus, seed, hardware }: Twin) {
  const { flawedShare, errorsPerH } = hardware.faults.nvlink;
  const stream = streamOf(seed, 'nvlinkFlaws');
  const flawed: { gpu: number; perS: number; phase: number }[] = [];
  for (let gpu = 0; gpu < gpus; gpu++) {
    if (unit(draw(stream, gpu)) >= flawedShare) continue;
    const pace = 3 ** (2 * unit(draw(stream, gpu, 1)) - 1);
    flawed.push({ gpu, perS: (errorsPerH * pace) / S_PER_H, phase: unit(draw(stream, gpu, 2)) });
  }
  return flawed;
}

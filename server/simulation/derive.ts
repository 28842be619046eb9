// GPU metrics that are not in a tick: computed when asked for, as pure functions of the tick's columns and the seed.
import type { HardwareFile } from '../contract/hardware.ts';
import type { ReadMetricId } from '../contract/metrics.ts';
import { NO_VALUE } from '../contract/noValue.ts';
import type { Site } from '../contract/site.ts';
import type { Source } from '../contract/source.ts';
import { codeOf } from '../contract/state.ts';
import type { TickColumns } from '../contract/tick.ts';
import type { WorkloadFile } from '../contract/workload.ts';
import { draw, streamOf, unit } from './random.ts';

interface DeriveInput {
  readonly site: Site;
  readonly hardware: HardwareFile;
  readonly workload: WorkloadFile;
  readonly seed: number;
}

type Derive = NonNullable<Source['derive']>;
/** Value of one GPU in service; `slot` is that of its job, or -1. */
type Reading = (columns: TickColumns, gpu: number, slot: number) => number;

const OUT = codeOf('gpu', 'out');
const CHECKPOINT = codeOf('phase', 'checkpoint');

export function createDerive(input: DeriveInput): Derive {
  const readings = readingsOf(input);
  return ({ columns }, metric, from, to, out) => {
    const reading = readings[metric];
    let job = Number.NaN;
    let slot = -1;
    for (let gpu = from; gpu < to; gpu++) {
      if (columns.gpuState[gpu] === OUT) {
        out[gpu - from] = NO_VALUE;
        continue;
      }
      const held = columns.gpuJob[gpu] as number;
      if (held !== job) {
        job = held;
        slot = held > 0 ? columns.jobId.indexOf(held) : -1;
      }
      out[gpu - from] = reading(columns, gpu, slot);
    }
  };
}

function readingsOf({ hardware, seed }: DeriveInput): Record<ReadMetricId, Reading> {
  const { gpu: spec, limits } = hardware;
  const memory = memoryOf(hardware, seed);
  const link = pcieOf(seed);
  const flaws = flawsOf(seed);
  return {
    gpuMemClockMHz: () => spec.memClockMHz,
    gpuGrActiveRatio: (columns, gpu) => 0.0099 * (columns.gpuUtilPct[gpu] as number),
    gpuMemCopyUtilPct: (columns, gpu) =>
      Math.round(100 * (columns.gpuDramActiveRatio[gpu] as number)),
    gpuEncUtilPct: () => 0,
    gpuDecUtilPct: () => 0,
    gpuFbReservedMiB: () => spec.reservedMiB,
    gpuFbUsedMiB: memory,
    gpuFbFreeMiB: (columns, gpu, slot) =>
      limits.gpuMemoryMiB - spec.reservedMiB - memory(columns, gpu, slot),
    gpuPcieTxBps: (columns, gpu, slot) => link(columns, gpu, slot, 0),
    gpuPcieRxBps: (columns, gpu, slot) => link(columns, gpu, slot, 1),
    gpuPcieReplayCount: (_, gpu) => flaws(gpu, 2, 0.004, 6),
    gpuVgpuLicense: () => 0,
  };
}

/** Device memory in use: what an idle driver holds, or the share that the job has taken, a little apart by GPU. */
function memoryOf({ gpu: spec, limits }: HardwareFile, seed: number): Reading {
  const stream = streamOf(seed, 'memory');
  return (columns, gpu, slot) => {
    if (slot < 0) return IDLE_MIB;
    const job = columns.jobId[slot] as number;
    const share = 0.55 + 0.38 * unit(draw(stream, job)) + 0.02 * unit(draw(stream, job, gpu + 1));
    return Math.floor(share * (limits.gpuMemoryMiB - spec.reservedMiB));
  };
}
/** NVIDIA k8s-test-infra, idle GB200: 313 MiB beside the reserved part. */
const IDLE_MIB = 313;

/** PCIe carries control, data loading and checkpoints; Grace and GPU talk over C2C. Assumed levels. */
function pcieOf(seed: number) {
  const stream = streamOf(seed, 'pcie');
  return (columns: TickColumns, gpu: number, slot: number, direction: 0 | 1): number => {
    const own = 0.9 + 0.2 * unit(draw(stream, gpu, direction));
    if (slot < 0) return Math.round(QUIET_BPS * own);
    if (columns.jobPhase[slot] === CHECKPOINT && direction === 0) {
      return Math.round(CHECKPOINT_BPS * own);
    }
    const busy = columns.gpuSmActiveRatio[gpu] as number;
    return Math.round((QUIET_BPS + BUSY_BPS * busy) * own);
  };
}
const QUIET_BPS = 2e5;
const BUSY_BPS = 9e8;
const CHECKPOINT_BPS = 6e9;

/** A few parts carry old scars: a share of the GPUs, each with 1 to `most`. */
function flawsOf(seed: number) {
  const stream = streamOf(seed, 'flaws');
  return (gpu: number, kind: number, share: number, most: number): number =>
    unit(draw(stream, gpu, kind)) < share ? 1 + (draw(stream, gpu, kind + 8) % most) : 0;
}

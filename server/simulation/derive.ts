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
type Reading = (columns: TickColumns, gpu: number, slot: number, timeMs: number) => number;

const OUT = codeOf('gpu', 'out');
const CHECKPOINT = codeOf('phase', 'checkpoint');

export function createDerive(input: DeriveInput): Derive {
  const readings = readingsOf(input);
  return ({ timeMs, columns }, metric, from, to, out) => {
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
      out[gpu - from] = reading(columns, gpu, slot, timeMs);
    }
  };
}

function readingsOf(input: DeriveInput): Record<ReadMetricId, Reading> {
  const { hardware, seed } = input;
  const { gpu: spec, limits } = hardware;
  const memory = memoryOf(hardware, seed);
  const link = pcieOf(seed);
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
    gpuPcieReplayCount: replaysOf(input),
    gpuVgpuLicense: () => 0,
  };
}

/** Device memory in use: what an idle driver holds, or the share that the job has taken, a little apart by GPU. */
function memoryOf(
  { gpu: spec, limits }: HardwareFile,
  seed: number,
): (columns: TickColumns, gpu: number, slot: number) => number {
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

/** Retries of a few links since the site was built, each at a pace of its own; a part that was swapped in has none. */
function replaysOf({ hardware: { faults }, seed }: DeriveInput): Reading {
  const { flawedShare, replaysPerDay } = faults.pcie;
  const stream = streamOf(seed, 'pcieFlaws');
  return ({ gpuPartCount }, gpu, _, timeMs) => {
    if (unit(draw(stream, gpu)) >= flawedShare || (gpuPartCount[gpu] as number) > 1) return 0;
    const pace = 3 ** (2 * unit(draw(stream, gpu, 1)) - 1);
    return Math.max(0, Math.floor(((timeMs - BUILT_MS) / DAY_MS) * replaysPerDay * pace));
  };
}
const BUILT_MS = Date.UTC(2025, 0, 1);
const DAY_MS = 86_400_000;

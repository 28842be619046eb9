// The jobs on the floor: which job holds each GPU or most of each rack, and which jobs stand side by side.
import type { PlaceIds } from '../../server/contract/id.ts';
import type { GpuRange, JobView } from '../../server/contract/job.ts';
import { NO_JOB } from './jobTones.ts';

/** A running job with its GPUs by index. */
export interface PlacedJob {
  readonly id: string;
  readonly name: string;
  readonly tenant: string;
  readonly gpuCount: number;
  readonly ranges: readonly GpuRange[];
}

/** Ranges stay the same array while a job keeps its GPUs. */
const parsed = new WeakMap<JobView['gpus'], readonly GpuRange[]>();

export function placeJobs(jobs: readonly JobView[], ids: PlaceIds): PlacedJob[] {
  return jobs
    .filter((job) => job.state === 'running')
    .map((job) => ({
      id: job.id,
      name: job.name,
      tenant: job.tenant,
      gpuCount: job.gpuCount,
      ranges: rangesOf(job.gpus, ids),
    }));
}

function rangesOf(gpus: JobView['gpus'], ids: PlaceIds): readonly GpuRange[] {
  const known = parsed.get(gpus);
  if (known) return known;
  const ranges = gpus.flatMap(([first, last]): GpuRange[] => {
    const from = ids.parse(first);
    const to = ids.parse(last);
    return from?.kind === 'gpu' && to?.kind === 'gpu' ? [[from.index, to.index + 1]] : [];
  });
  parsed.set(gpus, ranges);
  return ranges;
}

export function jobOfGpu(jobs: readonly PlacedJob[], gpu: number): PlacedJob | undefined {
  return jobs.find(({ ranges }) => ranges.some(([from, to]) => gpu >= from && gpu < to));
}

/** GPUs of each job in a span of GPUs, the largest share first. */
export function jobsWithin(
  jobs: readonly PlacedJob[],
  from: number,
  to: number,
): { job: PlacedJob; gpus: number }[] {
  return jobs
    .map((job) => ({ job, gpus: overlap(job.ranges, from, to) }))
    .filter(({ gpus }) => gpus > 0)
    .sort((a, b) => b.gpus - a.gpus);
}

function overlap(ranges: readonly GpuRange[], from: number, to: number): number {
  return ranges.reduce(
    (sum, [first, end]) => sum + Math.max(0, Math.min(end, to) - Math.max(first, from)),
    0,
  );
}

/** The tone of the job that holds each of `count` blocks of `perCell` GPUs from the first block; NO_JOB where none does. */
export function jobCodes(
  jobs: readonly PlacedJob[],
  tones: ReadonlyMap<string, number>,
  firstCell: number,
  count: number,
  perCell: number,
): Uint8Array {
  const codes = new Uint8Array(count).fill(NO_JOB);
  const most = new Uint16Array(count);
  for (const { id, ranges } of jobs) {
    const tone = tones.get(id) ?? NO_JOB;
    for (const [from, to] of ranges) {
      const first = Math.max(0, Math.floor(from / perCell) - firstCell);
      const end = Math.min(count, Math.ceil(to / perCell) - firstCell);
      for (let cell = first; cell < end; cell++) {
        const start = (firstCell + cell) * perCell;
        const held = Math.min(to, start + perCell) - Math.max(from, start);
        if (held <= (most[cell] ?? 0)) continue;
        most[cell] = held;
        codes[cell] = tone;
      }
    }
  }
  return codes;
}

/** Jobs that share a rack, or hold racks side by side in a row or one row apart. */
export function jobsBeside(
  jobs: readonly PlacedJob[],
  racks: number,
  gpusPerRack: number,
  racksPerRow: number,
): Map<string, Set<string>> {
  const inRack = new Map<number, Set<string>>();
  for (const { id, ranges } of jobs) {
    for (const [from, to] of ranges) {
      for (let r = Math.floor(from / gpusPerRack); r * gpusPerRack < to; r++) {
        const known = inRack.get(r) ?? new Set<string>();
        inRack.set(r, known.add(id));
      }
    }
  }
  const beside = new Map(jobs.map(({ id }) => [id, new Set<string>()]));
  for (const [rack, ids] of inRack) {
    for (const step of [0, 1, racksPerRow]) {
      const others = rack + step < racks ? inRack.get(rack + step) : undefined;
      for (const id of ids) for (const other of others ?? []) join(beside, id, other);
    }
  }
  return beside;
}

function join(beside: Map<string, Set<string>>, one: string, other: string): void {
  if (one === other) return;
  beside.get(one)?.add(other);
  beside.get(other)?.add(one);
}

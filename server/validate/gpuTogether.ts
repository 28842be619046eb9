// How GPUs move together: correlation of 1 s power inside a job and of its differences across jobs.
import type { Job } from '../contract/job.ts';
import { codeOf } from '../contract/state.ts';
import { correlation, mean } from './statistics.ts';
import type { TwinRun, Watcher } from './twinRun.ts';

const CHECKPOINT = codeOf('phase', 'checkpoint');
const WINDOW_S = 900;
/** GPUs looked at in a job, spread evenly over it. */
const PER_JOB = 6;

export const GPU_TOGETHER_ROWS = ['gpu.corr.in', 'gpu.corr.out'];

interface Trace {
  readonly job: Job;
  readonly gpus: readonly number[];
  readonly watts: readonly number[][];
  readonly phase: number[];
}

/** Jobs of at least a rack that run when the hour begins. */
export function watchGpuTogether(run: TwinRun): Watcher {
  const { columns, running } = run;
  const traces: Trace[] = [...running.values()]
    .filter(({ gpuCount }) => gpuCount >= 72)
    .map((job) => {
      const gpus = spread(job);
      return { job, gpus, watts: gpus.map(() => []), phase: [] };
    });
  return {
    see() {
      for (const { job, gpus, watts, phase } of traces) {
        for (const [i, gpu] of gpus.entries()) watts[i]?.push(columns.gpuPowerW[gpu] as number);
        // A job that ends leaves its slot to another; its trace is then dropped.
        phase.push(running.has(job.id) ? (columns.jobPhase[job.slot] as number) : Number.NaN);
      }
    },
    found() {
      const whole = traces.filter(
        ({ phase, watts }) => phase.every(known) && watts.flat().every(known),
      );
      return { 'gpu.corr.in': inside(run, whole), 'gpu.corr.out': across(whole) };
    },
  };
}

const known = (value: number): boolean => !Number.isNaN(value);

function spread({ gpuRanges, gpuCount }: Job): number[] {
  return Array.from({ length: PER_JOB }, (_, i) => {
    let left = Math.floor(((i + 0.5) / PER_JOB) * gpuCount);
    for (const [from, to] of gpuRanges) {
      if (left < to - from) return from + left;
      left -= to - from;
    }
    return gpuRanges[0]?.[0] ?? 0;
  });
}

/** Pairs of GPUs of one pretraining job with iterations of 3 s or more, 15 min around its first checkpoint. */
function inside({ parts }: TwinRun, traces: readonly Trace[]): number {
  const { programmes, profiles } = parts.workload;
  const slow = (job: Job): boolean => {
    const programme = programmes.find(({ name }) => job.name.startsWith(`${name}-`));
    const profile = programme && profiles[programme.profile];
    return profile?.pattern === 'iterate' && profile.iterationS[0] >= 3;
  };
  const all = traces
    .filter(({ job }) => job.kind === 'pretraining' && slow(job))
    .flatMap(({ watts, phase }) => {
      const at = phase.indexOf(CHECKPOINT);
      if (at < 0) return [];
      const from = Math.min(Math.max(0, at - WINDOW_S / 2), phase.length - WINDOW_S);
      return pairs(watts.map((series) => series.slice(from, from + WINDOW_S)));
    });
  return mean(all.map(([a, b]) => correlation(a, b)));
}

/** First GPU of each job against that of each other, over the first 15 min. */
function across(traces: readonly Trace[]): number {
  const steps = traces.map(({ watts }) => differences((watts[0] ?? []).slice(0, WINDOW_S)));
  return mean(pairs(steps).map(([a, b]) => Math.abs(correlation(a, b))));
}

function differences(series: readonly number[]): number[] {
  return series.slice(1).map((watts, i) => watts - (series[i] as number));
}

function pairs<T>(list: readonly T[]): (readonly [T, T])[] {
  return list.flatMap((a, i) => list.slice(i + 1).map((b) => [a, b] as const));
}

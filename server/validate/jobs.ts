// Rows of the job mix over four weeks.
import type { Job } from '../contract/job.ts';
import type { Family } from './family.ts';
import { quantile } from './statistics.ts';
import type { TwinRun, Watcher } from './twinRun.ts';

const SMALL_GPUS = 8;
const LARGE_GPUS = 128;

export const JOBS: Family = {
  name: 'jobs',
  quickRows: [],
  runRows: ['jobs.small.count', 'jobs.large.time', 'jobs.eval.p50'],
  watch: { january: watchJobs },
};

/** Counts the jobs that start within the weeks, and the GPU time within them of those that run. */
function watchJobs(run: TwinRun): Watcher {
  const fromMs = run.timeMs;
  const started = new Set<number>();
  let small = 0;
  let gpuS = 0;
  let largeGpuS = 0;
  const evaluationS: number[] = [];
  const isNew = (job: Job): job is Job & { startMs: number } =>
    job.startMs !== null && job.startMs >= fromMs;
  return {
    job(job) {
      if (isNew(job) && job.state === 'running' && !started.has(job.id)) {
        started.add(job.id);
        if (job.gpuCount <= SMALL_GPUS) small++;
      }
      if (isNew(job) && job.kind === 'evaluation' && job.endMs !== null) {
        evaluationS.push((job.endMs - job.startMs) / 1_000);
      }
    },
    see(dtS) {
      for (const { gpuCount } of run.running.values()) {
        gpuS += gpuCount * dtS;
        if (gpuCount > LARGE_GPUS) largeGpuS += gpuCount * dtS;
      }
    },
    found: () => ({
      'jobs.small.count': small / started.size,
      'jobs.large.time': largeGpuS / gpuS,
      'jobs.eval.p50': quantile(evaluationS, 0.5),
    }),
  };
}

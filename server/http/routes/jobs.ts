// GET /api/jobs: jobs that are queued or running, and those of the last 24 hours that ended last; one job by its id.
import { JobsAnswer, JobsQuery } from '../../contract/api.ts';
import { JobAnswer, JobParams } from '../../contract/apiJob.ts';
import type { Job } from '../../contract/job.ts';
import { jobViewOf } from '../../telemetry/jobView.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { idsOfKind } from '../lookUp.ts';
import type { Route } from '../parts.ts';
import { HEAVY } from '../rate.ts';
import { REFUSALS, refusal } from '../refusal.ts';

/** A day has thousands; a page shows the newest. */
const ENDED_BY_DEFAULT = 200;

export const jobRoutes: Route = (app, { telemetry }, done) => {
  app.get(
    '/api/jobs',
    {
      config: HEAVY,
      schema: {
        operationId: 'getJobs',
        summary: 'Jobs and their figures',
        tags: ['records'],
        querystring: JobsQuery,
        response: { 200: JobsAnswer, ...REFUSALS },
      },
    },
    ({ query: { ids, state, limit } }) => {
      const { frame, jobs } = telemetry;
      const named = ids ? ids.map((id) => lookUpJob(id, 400, 'ids', telemetry)) : jobs.list();
      const ofState = named.filter((job) => state === undefined || job.state === state);
      const chosen = chooseJobs(ofState, limit ?? ids?.length);
      return { timeMs: frame.timeMs, jobs: chosen.map((job) => jobViewOf(job, telemetry)) };
    },
  );
  app.get(
    '/api/jobs/:jobId',
    {
      schema: {
        operationId: 'getJob',
        summary: 'One job: where it runs, what it has used and what it owes',
        tags: ['records'],
        params: JobParams,
        response: { 200: JobAnswer, ...REFUSALS },
      },
    },
    ({ params: { jobId } }) => {
      const job = lookUpJob(jobId, 404, 'jobId', telemetry);
      return {
        timeMs: telemetry.frame.timeMs,
        job: jobViewOf(job, telemetry),
        ...standingOf(job, telemetry),
      };
    },
  );
  done();
};

function lookUpJob(id: string, status: 400 | 404, field: string, { jobs }: Telemetry): Job {
  const job = /^J\d{1,15}$/.test(id) ? jobs.get(Number(id.slice(1))) : undefined;
  if (job) return job;
  throw refusal(status, `no job of now or the last 24 hours is called "${id}"`, field);
}

/** Queued and running jobs come before those that ended, the last to end first; the order of the book is kept. */
function chooseJobs(jobs: readonly Job[], limit: number | undefined): readonly Job[] {
  const ended = jobs.filter(({ state }) => state === 'ended');
  const most = limit ?? jobs.length - ended.length + ENDED_BY_DEFAULT;
  if (jobs.length <= most) return jobs;
  const living = jobs.filter(({ state }) => state !== 'ended');
  ended.sort((a, b) => (b.endMs ?? 0) - (a.endMs ?? 0));
  const chosen = new Set([...living, ...ended].slice(0, most));
  return jobs.filter((job) => chosen.has(job));
}

function standingOf(job: Job, telemetry: Telemetry): Pick<JobAnswer, 'racks' | 'wholeRacks'> {
  const { places } = telemetry;
  const rackOfGpu = places.ancestors('gpu', 'rack');
  const rackIds = idsOfKind('rack', telemetry);
  const gpusOfRack = new Map<number, number>();
  for (const [from, to] of job.gpuRanges) {
    for (let gpu = from; gpu < to; gpu++) {
      const rack = rackOfGpu[gpu] as number;
      gpusOfRack.set(rack, (gpusOfRack.get(rack) ?? 0) + 1);
    }
  }
  const racks = [...gpusOfRack].sort(([a], [b]) => a - b);
  const sizeOf = (rack: number): number => {
    const { from, to } = places.within('gpu', 'rack', rack);
    return to - from;
  };
  return {
    racks: racks.map(([rack, gpus]) => ({ id: rackIds[rack] ?? '', gpus })),
    wholeRacks: racks.filter(([rack, gpus]) => gpus === sizeOf(rack)).length,
  };
}

// GET /api/jobs: jobs that are queued or running, and those of the last 24 hours that ended last; one job by its id.
import { JobsAnswer, JobsQuery } from '../../contract/api.ts';
import { JobAnswer, JobParams } from '../../contract/apiJob.ts';
import type { Job } from '../../contract/job.ts';
import { askEndedJobs, askJobsById } from '../../telemetry/history/askJobs.ts';
import type { HistoryStore } from '../../telemetry/history/history.ts';
import { jobViewOf } from '../../telemetry/jobView.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { idsOfKind } from '../lookUp.ts';
import { readSpan } from '../moment.ts';
import { leaving, needStore } from '../needStore.ts';
import type { Route } from '../parts.ts';
import { HEAVY } from '../rate.ts';
import { REFUSALS, refusal } from '../refusal.ts';

/** A day has thousands; a page shows the newest. */
const ENDED_BY_DEFAULT = 200;

export const jobRoutes: Route = (app, { telemetry, store }, done) => {
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
    async ({ query: { ids, state, limit, from, to } }, reply) => {
      const { frame, jobs } = telemetry;
      const signal = leaving(reply);
      if (from !== undefined || to !== undefined) {
        const span = readSpan({ from: from ?? 'now-24h', to }, frame.timeMs);
        const question = { ...span, limit: limit ?? ENDED_BY_DEFAULT };
        const ended = await askEndedJobs(needStore({ store, telemetry }), question, signal);
        const chosen = ended.filter((job) => state === undefined || job.state === state);
        return { timeMs: frame.timeMs, jobs: chosen.map((job) => jobViewOf(job, telemetry)) };
      }
      const named = ids ? await lookUpJobs(ids, 400, 'ids', telemetry, store) : jobs.list();
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
    async ({ params: { jobId } }) => {
      const [job] = (await lookUpJobs([jobId], 404, 'jobId', telemetry, store)) as [Job];
      return {
        timeMs: telemetry.frame.timeMs,
        job: jobViewOf(job, telemetry),
        ...standingOf(job, telemetry),
      };
    },
  );
  done();
};

/** Of now and the last 24 hours from the book, those of longer ago from the store. */
async function lookUpJobs(
  ids: readonly string[],
  status: 400 | 404,
  field: string,
  { jobs }: Telemetry,
  store: HistoryStore | undefined,
): Promise<readonly Job[]> {
  const numbers = ids.map((id) => (/^J\d{1,9}$/.test(id) ? Number(id.slice(1)) : Number.NaN));
  const old = numbers.filter((number) => number <= (store?.maxJobId ?? 0) && !jobs.get(number));
  const kept = store ? await askJobsById(store, old) : [];
  const byId = new Map(kept.map((job) => [job.id, job]));
  return numbers.map((number, i) => {
    const job = jobs.get(number) ?? byId.get(number);
    if (job) return job;
    const known = store ? 'no job' : 'no job of now or the last 24 hours';
    throw refusal(status, `${known} is called "${ids[i]}"`, field);
  });
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

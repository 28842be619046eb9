// GET /api/jobs: jobs that are queued or running, and those of the last 24 hours that ended last; one job by its id.
import { JobsAnswer, JobsQuery } from '../../contract/api.ts';
import { JobAnswer, JobParams } from '../../contract/apiJob.ts';
import type { Job, JobView } from '../../contract/job.ts';
import { askEndedJobs, askJobsById } from '../../telemetry/history/askJobs.ts';
import type { HistoryStore } from '../../telemetry/history/history.ts';
import { jobViewOf } from '../../telemetry/jobView.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { type Cell, csvTable, csvTime, wantsCsv } from '../csv.ts';
import { idsOfKind, refuseJoined } from '../lookUp.ts';
import { readNow, readSpan } from '../moment.ts';
import { leaving, needStore } from '../needStore.ts';
import type { Route, RouteParts } from '../parts.ts';
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
    async (request, reply) => {
      const chosen = await askedJobs(request.query, { telemetry, store }, leaving(reply));
      const views = chosen.map((job) => jobViewOf(job, telemetry));
      if (wantsCsv(request.query.format, request)) {
        const about = `jobs at ${csvTime(telemetry.frame.timeMs)}; null figures are empty`;
        const head = { source: telemetry.source, about, columns: CSV_COLUMNS };
        return csvTable(reply, 'jobs', head, views, cellsOf);
      }
      return { timeMs: telemetry.frame.timeMs, jobs: views };
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

type JobParts = Pick<RouteParts, 'telemetry' | 'store'>;

async function askedJobs(
  { ids, state, limit, from, to, tz }: JobsQuery,
  { telemetry, store }: JobParts,
  signal: AbortSignal,
): Promise<readonly Job[]> {
  const isAsked = (job: Job): boolean => state === undefined || job.state === state;
  if (from !== undefined || to !== undefined) {
    const span = readSpan({ from: from ?? 'now-24h', to }, readNow(telemetry, tz));
    const question = { ...span, limit: limit ?? ENDED_BY_DEFAULT };
    return (await askEndedJobs(needStore({ store, telemetry }), question, signal)).filter(isAsked);
  }
  if (ids) refuseJoined(ids, 'ids');
  const named = ids ? await lookUpJobs(ids, 400, 'ids', telemetry, store) : telemetry.jobs.list();
  return chooseJobs(named.filter(isAsked), limit ?? ids?.length);
}

/** Figures of a job that are one number, in the order of its columns. */
const FIGURES = [
  'powerW',
  'gpuPowerW',
  'energyWh',
  'gpuEnergyWh',
  'ledgerWh',
  'facilityWh',
  'costEur',
  'co2G',
  'tokens',
  'lostTokens',
  'steps',
  'lostSteps',
  'requests',
  'restarts',
  'siteJPerToken',
  'siteJPerStep',
] as const;
const CSV_COLUMNS = [
  ...['id', 'name', 'tenant', 'kind', 'state', 'gpuCount', 'start', 'end', 'endReason'],
  ...FIGURES,
];

function cellsOf(job: JobView): readonly Cell[] {
  const { id, name, tenant, kind, state, gpuCount, startMs, endMs, endReason } = job;
  const who = [id, name, tenant, kind, state, gpuCount];
  const when = [csvTime(startMs), csvTime(endMs), endReason];
  return [...who, ...when, ...FIGURES.map((figure) => job[figure])];
}

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

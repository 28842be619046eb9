// GET /api/jobs: jobs that are queued or running, and those of the last 24 hours that ended last.
import { JobsAnswer, JobsQuery } from '../../contract/api.ts';
import type { Job } from '../../contract/job.ts';
import { jobViewOf } from '../../telemetry/jobView.ts';
import type { Route } from '../parts.ts';
import { HEAVY } from '../rate.ts';
import { REFUSALS } from '../refusal.ts';

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
    ({ query: { state, limit } }) => {
      const { frame, ids, jobs } = telemetry;
      const ofState = jobs.list().filter((job) => state === undefined || job.state === state);
      const chosen = chooseJobs(ofState, limit);
      return { timeMs: frame.timeMs, jobs: chosen.map((job) => jobViewOf(job, frame, ids)) };
    },
  );
  done();
};

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

// GET /api/jobs: jobs that are queued or running, and those that ended in the last 24 hours.
import { JobsAnswer, JobsQuery } from '../../contract/api.ts';
import { jobViewOf } from '../../telemetry/jobView.ts';
import type { Route } from '../parts.ts';
import { REFUSALS } from '../refusal.ts';

export const jobRoutes: Route = (app, { telemetry }, done) => {
  app.get(
    '/api/jobs',
    {
      schema: {
        operationId: 'getJobs',
        summary: 'Jobs and their figures',
        tags: ['records'],
        querystring: JobsQuery,
        response: { 200: JobsAnswer, ...REFUSALS },
      },
    },
    ({ query: { state } }) => {
      const { frame, ids, jobs } = telemetry;
      const chosen = jobs.list().filter((job) => state === undefined || job.state === state);
      return { timeMs: frame.timeMs, jobs: chosen.map((job) => jobViewOf(job, frame, ids)) };
    },
  );
  done();
};

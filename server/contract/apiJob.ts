// Schemas of the HTTP API about one job: where it runs, and everything that it has used and owes.
import { type Static, Type } from 'typebox';
import { JobView } from './job.ts';

export const JobParams = Type.Object({
  jobId: Type.String({ pattern: '^J[0-9]{1,15}$', description: 'J and the number of the job' }),
});

export const JobAnswer = Type.Object({
  timeMs: Type.Number(),
  job: JobView,
  racks: Type.Array(Type.Object({ id: Type.String(), gpus: Type.Integer() }), {
    description: 'where its GPUs stand, or stood when it ended, and how many in each rack',
  }),
  wholeRacks: Type.Integer({ description: 'racks that are its alone: whole NVLink domains' }),
});
export type JobAnswer = Static<typeof JobAnswer>;

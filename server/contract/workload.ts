// What the machine works on: the job mix and the load of each phase, in fixtures/workloads, in shares of the site.
import { type Static, Type } from 'typebox';
import { JobKindSchema } from './job.ts';

type Properties = Parameters<typeof Type.Object>[0];
const Part = <P extends Properties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
const Num = (minimum: number, maximum: number) => Type.Number({ minimum, maximum });
const Ratio = Num(0, 1);
const Between = (minimum: number, maximum: number) =>
  Type.Tuple([Num(minimum, maximum), Num(minimum, maximum)]);
const Key = Type.String({ pattern: '^[a-z][A-Za-z0-9]*$' });
/** Names carry no space, so that they can stand in a label. */
const JobName = Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' });

/** What one phase asks of a GPU and of the tray around it. */
export const PhaseLoad = Part({
  activity: Num(0, 1.2),
  hbm: Ratio,
  nvlink: Ratio,
  smActive: Ratio,
  tensorActive: Ratio,
  utilPct: Num(0, 100),
  grace: Ratio,
  tray: Ratio,
});
export type PhaseLoad = Static<typeof PhaseLoad>;

/** All GPUs iterate in step: compute, communicate; now and then all wait for a checkpoint. */
export const IterateProfile = Part({
  pattern: Type.Literal('iterate'),
  iterationS: Between(0.3, 60),
  communicateRatio: Between(0, 0.6),
  checkpointEveryS: Between(60, 86_400),
  checkpointS: Between(0, 600),
  compute: PhaseLoad,
  communicate: PhaseLoad,
  checkpoint: PhaseLoad,
  memoryRatio: Ratio,
  /** Trained at full pace, checkpoints apart; 0 for work that counts no tokens. */
  tokensPerGpuS: Num(0, 1e6),
  /** Share of the time of compute that scales with the clock: model/pace.ts. */
  clockSensitivity: Ratio,
});
export type IterateProfile = Static<typeof IterateProfile>;

/** Tokens of a mean request: read by prefill, written by decode. */
const Request = Part({
  prefillTokens: Num(0, 1e6),
  decodeTokens: Num(0, 1e6),
});

/** Trays serve requests: the demand follows a rhythm of the day, and each tray wanders on its own around it. */
export const ServeProfile = Part({
  pattern: Type.Literal('serve'),
  rhythm: Key,
  /** Load at the rhythm's peak; one draw a job. */
  level: Between(0, 1),
  /** How far one tray wanders from its job, standard deviation. */
  wander: Ratio,
  wanderS: Num(1, 3_600),
  /** No request at hand; and all the time in either phase. */
  low: PhaseLoad,
  prefill: PhaseLoad,
  decode: PhaseLoad,
  /** Of the busy time, with requests of mean length at the highest clock. */
  prefillRatio: Ratio,
  /** True for work from a backlog: as busy as ever at a lower clock, with fewer requests. */
  closedLoop: Type.Boolean(),
  /** Absent for work that counts no requests. */
  request: Type.Optional(Request),
  memoryRatio: Ratio,
  /** Read and written, when busy at the highest clock; 0 for work that counts none. */
  tokensPerGpuS: Num(0, 1e6),
});
export type ServeProfile = Static<typeof ServeProfile>;
export type Profile = IterateProfile | ServeProfile;

const Day = Type.Array(Ratio, { minItems: 24, maxItems: 24 });

/** A long-running job that is followed by its next run when it ends. */
const Programme = Part({
  name: JobName,
  tenant: Type.String({ minLength: 1 }),
  kind: JobKindSchema,
  profile: Key,
  /** Of the site's GPUs; whole racks when it is at least one. */
  share: Ratio,
  durationDays: Between(0.01, 400),
});
export type Programme = Static<typeof Programme>;

/** Jobs that arrive by chance: their mean share of the site sets how often. */
const Stream = Part({
  kind: JobKindSchema,
  profile: Key,
  share: Ratio,
  sizes: Type.Array(Part({ gpus: Type.Integer({ minimum: 1, maximum: 1e6 }), weight: Num(0, 1) }), {
    minItems: 1,
  }),
  durationMedianS: Num(1, 1e7),
  durationSigma: Num(0, 4),
  durationMaxS: Num(1, 1e7),
  /** Shares of jobs that their owner cancels, and that fail by themselves, at the end of their time. */
  cancelledRatio: Ratio,
  failedRatio: Ratio,
  /** May be ended to make room for a programme. */
  preemptible: Type.Boolean(),
  names: Type.Array(JobName, { minItems: 1 }),
  tenants: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
});
export type JobStream = Static<typeof Stream>;

export const WorkloadFile = Part({
  id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }),
  about: Type.String({ minLength: 1 }),
  source: Type.String({ minLength: 1 }),
  licence: Type.String({ minLength: 1 }),
  /** Load of a GPU that a job holds while it does not run: a restart, the time before and after. */
  waiting: PhaseLoad,
  /** Load of a GPU whose job hangs: all its GPUs spin in a collective that does not end. */
  stalled: PhaseLoad,
  /** Load of a GPU without a job. */
  idle: PhaseLoad,
  /** Hour by hour of local time, 1 at the peak of the week. */
  rhythms: Type.Record(Key, Part({ weekday: Day, weekend: Day })),
  profiles: Type.Record(Key, Type.Union([IterateProfile, ServeProfile])),
  programmes: Type.Array(Programme),
  streams: Type.Array(Stream),
});
export type WorkloadFile = Static<typeof WorkloadFile>;

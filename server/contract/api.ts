// Schemas of the HTTP API: one definition is validation, type and documentation.
// One file of what is asked for and answered all day, field by field: its length is the number of fields.
import { type Static, Type } from 'typebox';
import { BackfillProgress } from './backfill.ts';
import { EVENT_KINDS, EventRecord, SEVERITIES, SiteStatus } from './event.ts';
import { JOB_STATES, JobView } from './job.ts';
import { Nullable } from './nullable.ts';
import { PLACE_KINDS } from './place.ts';
import { Text } from './text.ts';

/** The one shape of every refusal. */
export const ApiError = Type.Object({
  error: Type.Object({
    code: Type.String(),
    message: Type.String(),
    field: Type.Optional(Type.String()),
  }),
});
export type ApiError = Static<typeof ApiError>;

const List = (description: string) =>
  Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
    minItems: 1,
    maxItems: 1_000,
    description,
  });

/** The one parameter set. Every route takes those it knows. */
export const PARAMETERS = {
  metric: List('metric ids, repeatable'),
  scope: Type.Enum([...PLACE_KINDS, 'job'], { description: 'kind of place' }),
  ids: List('place ids, repeatable'),
  from: Type.String({
    maxLength: 40,
    description: 'start: now-15m, now/d, now-1d/d, ISO time, date, or epoch in ms',
  }),
  to: Type.String({ maxLength: 40, description: 'end, written in the same ways; now unless told' }),
  tz: Type.String({
    minLength: 1,
    maxLength: 64,
    description: 'IANA zone of now/d, of dates and of days; that of the site unless told',
  }),
  points: Type.Integer({
    minimum: 1,
    maximum: 4_000,
    description: 'at most this many points a series',
  }),
  step: Type.Union([Type.Integer({ minimum: 1, maximum: 86_400 }), Type.Literal('day')], {
    description: 'seconds a point; day: from midnight to midnight in tz, 23 to 25 h',
  }),
  format: Type.Enum(['json', 'csv'], { description: 'json unless told, or asked by Accept' }),
} as const;

export const LatestQuery = Type.Object(
  {
    metric: Type.Optional(PARAMETERS.metric),
    scope: Type.Optional(PARAMETERS.scope),
    ids: Type.Optional(PARAMETERS.ids),
  },
  { additionalProperties: false },
);
export type LatestQuery = Static<typeof LatestQuery>;

const Values = Type.Array(Nullable(Type.Union([Type.Number(), Type.String()])));

export const LatestAnswer = Type.Object({
  timeMs: Type.Number(),
  seq: Type.Integer(),
  ids: Type.Record(Type.String(), Type.Array(Type.String()), {
    description: 'by kind of place: the ids that values follow',
  }),
  values: Type.Record(Type.String(), Values, {
    description: 'by metric: one value an id, null where not known',
  }),
  coverage: Type.Record(Type.String(), Values, {
    description: 'by rolled-up metric: share of the parts that were known, 0 to 1',
  }),
});
export type LatestAnswer = Static<typeof LatestAnswer>;

export const HistoryQuery = Type.Object(
  {
    metric: PARAMETERS.metric,
    scope: Type.Optional(PARAMETERS.scope),
    ids: Type.Optional(PARAMETERS.ids),
    from: Type.Optional(PARAMETERS.from),
    to: Type.Optional(PARAMETERS.to),
    points: Type.Optional(PARAMETERS.points),
    step: Type.Optional(PARAMETERS.step),
    tz: Type.Optional(PARAMETERS.tz),
    format: Type.Optional(PARAMETERS.format),
  },
  { additionalProperties: false },
);
export type HistoryQuery = Static<typeof HistoryQuery>;

/** How a span of the past came to be known. */
const ORIGINS = ['recorded', 'backfilled', 'modelledYear'] as const;
export const Stretch = Type.Object({
  fromMs: Type.Number(),
  toMs: Type.Number(),
  origin: Type.Enum([...ORIGINS]),
});
export const Gap = Type.Object({ fromMs: Type.Number(), toMs: Type.Number() });

/** `ring` or the name of a tier of the store, with the seconds that one of its rows covers. */
export const TierName = Type.Object({ name: Type.String(), stepS: Type.Number() });

const HistorySeries = Type.Object({
  metric: Type.String(),
  id: Type.String(),
  unit: Type.String(),
  min: Type.Array(Nullable(Type.Number())),
  mean: Type.Array(Nullable(Type.Number())),
  max: Type.Array(Nullable(Type.Number())),
  coverage: Type.Array(Type.Number({ minimum: 0, maximum: 1 })),
});
export const HistoryAnswer = Type.Object({
  fromMs: Type.Number(),
  toMs: Type.Number(),
  stepS: Type.Number({ description: '86,400 for steps of a day, whatever its length' }),
  timesMs: Type.Array(Type.Number(), { description: 'END of each step' }),
  series: Type.Array(HistorySeries),
  tier: Type.Optional(TierName),
  gaps: Type.Optional(Type.Array(Gap, { description: 'parts of the span that nobody recorded' })),
  stretches: Type.Optional(Type.Array(Stretch, { description: 'how the span came to be known' })),
  making: Type.Optional(
    Type.Literal(true, { description: 'a past is being made: older steps may come yet' }),
  ),
});
export type HistoryAnswer = Static<typeof HistoryAnswer>;

export const JobsQuery = Type.Object(
  {
    ids: Type.Optional(List('ids of jobs, repeatable')),
    state: Type.Optional(Type.Enum([...JOB_STATES])),
    from: Type.Optional(
      Type.String({ maxLength: 40, description: 'jobs that ended after this, however long ago' }),
    ),
    to: Type.Optional(
      Type.String({ maxLength: 40, description: 'and up to this; now unless told' }),
    ),
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 5_000,
        description:
          'queued and running first; without it all of these and the 200 that ended last',
      }),
    ),
    tz: Type.Optional(PARAMETERS.tz),
    format: Type.Optional(PARAMETERS.format),
  },
  { additionalProperties: false },
);
export type JobsQuery = Static<typeof JobsQuery>;
export const JobsAnswer = Type.Object({ timeMs: Type.Number(), jobs: Type.Array(JobView) });
export type JobsAnswer = Static<typeof JobsAnswer>;

export const EventsQuery = Type.Object(
  {
    severity: Type.Optional(Type.Enum([...SEVERITIES])),
    kind: Type.Optional(Type.Enum([...EVENT_KINDS])),
    code: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'as xid.94' })),
    scope: Type.Optional(Type.Enum([...PLACE_KINDS], { description: 'kind of place' })),
    ids: Type.Optional(PARAMETERS.ids),
    job: Type.Optional(
      Type.String({
        pattern: '^J\\d{1,9}$',
        description: 'events of this job, and after them what caused them, cause by cause',
      }),
    ),
    from: Type.Optional(PARAMETERS.from),
    to: Type.Optional(PARAMETERS.to),
    before: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'id of an event: those after it in this list, the next page',
      }),
    ),
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1_000, description: '200 unless told' }),
    ),
    tz: Type.Optional(PARAMETERS.tz),
    format: Type.Optional(PARAMETERS.format),
  },
  { additionalProperties: false },
);
export type EventsQuery = Static<typeof EventsQuery>;
export const EventsAnswer = Type.Object({
  status: SiteStatus,
  events: Type.Array(EventRecord, {
    description: 'newest first; those of one moment as they happened, causes before consequences',
  }),
  /** `before` of the next page; null when there is none. */
  next: Nullable(Type.Integer()),
});
export type EventsAnswer = Static<typeof EventsAnswer>;

export const MetricAnswer = Type.Object({
  id: Type.String(),
  scope: Type.String(),
  unit: Type.String(),
  kind: Type.String(),
  rollUp: Type.String(),
  overTime: Type.String(),
  origin: Type.String(),
  from: Nullable(Type.String()),
  ring: Type.Boolean(),
  range: Nullable(Type.Tuple([Type.Number(), Type.Number()])),
  states: Nullable(Type.Array(Type.String())),
  dcgm: Nullable(Type.Object({ name: Type.String(), id: Type.Integer(), unit: Type.String() })),
  name: Text,
  help: Text,
  provenance: Nullable(
    Type.Object({
      basis: Type.Enum(['measured', 'modelled', 'assumed']),
      formula: Text,
      sources: Type.Array(
        Type.Union([Type.String({ description: 'a title as it was published' }), Text]),
      ),
    }),
  ),
});
export type MetricAnswer = Static<typeof MetricAnswer>;
export const MetricsAnswer = Type.Object({ metrics: Type.Array(MetricAnswer) });

export const HealthAnswer = Type.Object({
  state: Type.Enum(['starting', 'live', 'stale', 'failed']),
  version: Type.String(),
  uptimeS: Type.Number(),
  clockMs: Type.Number({
    description: 'UTC epoch of this answer: a viewer learns by it how far its own clock is off',
  }),
  tickAgeMs: Nullable(Type.Number()),
  lateMs: Nullable(Type.Number()),
  published: Type.Integer(),
  skipped: Type.Integer({ description: 'seconds recorded but not published' }),
  overrun: Type.Integer({ description: 'ticks handed over more than a second late' }),
  gaps: Type.Integer({ description: 'stretches of time that were not recorded' }),
  clients: Type.Integer(),
  loopDelayMs: Type.Object({ p50: Type.Number(), p99: Type.Number() }),
  memory: Type.Object({ residentBytes: Type.Number(), heapBytes: Type.Number() }),
  /** null: no history is written at this speed. */
  store: Nullable(
    Type.Object({
      writing: Type.Boolean(),
      problem: Nullable(Type.String({ description: 'why nothing is written, in one sentence' })),
      bytes: Nullable(Type.Number({ description: 'null until it has been measured' })),
      bytesPerDay: Nullable(Type.Number()),
      capBytes: Nullable(Type.Number()),
    }),
  ),
  /** null: no past is made. */
  backfill: Nullable(BackfillProgress),
});
export type HealthAnswer = Static<typeof HealthAnswer>;

// Schemas of the HTTP API about the past and what is expected: history, top lists, energy by line, the floor of a moment.
import { type Static, Type } from 'typebox';
import { Gap, PARAMETERS, Stretch, TierName } from './api.ts';
import { BackfillProgress } from './backfill.ts';
import { Nullable } from './nullable.ts';

const Moment = (description: string) => Type.Number({ description });
const Values = Type.Array(Nullable(Type.Number()));

const Span = {
  from: Type.Optional(PARAMETERS.from),
  to: Type.Optional(PARAMETERS.to),
  tz: Type.Optional(PARAMETERS.tz),
};

export const TopQuery = Type.Object(
  {
    metric: Type.String({ minLength: 1, maxLength: 64, description: 'a metric that is stored' }),
    by: Type.Optional(Type.Enum(['min', 'mean', 'max'], { description: 'max unless told' })),
    order: Type.Optional(Type.Enum(['highest', 'lowest'], { description: 'highest unless told' })),
    n: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, description: '20 unless told' })),
    ...Span,
    format: Type.Optional(PARAMETERS.format),
  },
  { additionalProperties: false },
);
export type TopQuery = Static<typeof TopQuery>;
export const TopAnswer = Type.Object({
  metric: Type.String(),
  unit: Type.String(),
  fromMs: Moment('start of the rows that were read'),
  toMs: Moment('end of the rows that were read'),
  tier: TierName,
  rows: Type.Array(
    Type.Object({
      id: Type.String(),
      min: Type.Number(),
      mean: Type.Number(),
      max: Type.Number(),
      coverage: Type.Number({ minimum: 0, maximum: 1 }),
    }),
  ),
});
export type TopAnswer = Static<typeof TopAnswer>;

export const ENERGY_BY = ['rack', 'row', 'hall', 'job', 'tenant', 'line'] as const;
export const EnergyQuery = Type.Object(
  {
    by: Type.Enum([...ENERGY_BY], {
      description: 'line: all jobs, idle GPUs, GPUs out of service, network and storage racks',
    }),
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 5_000,
        description: '1,000 unless told; a row "others" stands for the rest',
      }),
    ),
    ...Span,
    format: Type.Optional(PARAMETERS.format),
  },
  { additionalProperties: false },
);
export type EnergyQuery = Static<typeof EnergyQuery>;

/** A row pays its rack-level energy times (meter energy over all rack-level energy), quarter-hour by quarter-hour. */
const EnergyFigures = {
  rackWh: Type.Number({ description: 'energy at the rack inputs' }),
  facilityWh: Nullable(Type.Number({ description: 'its share of the energy at the meters' })),
  costEur: Nullable(Type.Number({ description: 'spot price, without network and tax' })),
  co2G: Nullable(Type.Number({ description: 'location-based, production' })),
};
export const EnergyAnswer = Type.Object({
  by: Type.Enum([...ENERGY_BY]),
  fromMs: Moment('start, on a quarter-hour'),
  toMs: Moment('end, on a quarter-hour or in the running one'),
  rows: Type.Array(
    Type.Object({
      id: Type.String({ description: 'id of the place or job, name of the tenant or line' }),
      name: Type.Optional(Type.String()),
      tenant: Type.Optional(Type.String()),
      ...EnergyFigures,
    }),
  ),
  total: Type.Object(EnergyFigures),
  meter: Type.Object(
    {
      facilityWh: Nullable(Type.Number()),
      itWh: Nullable(Type.Number({ description: 'at the UPS outputs' })),
      itAtRacksWh: Nullable(Type.Number()),
      waterL: Nullable(Type.Number()),
      heatReusedWh: Nullable(Type.Number()),
      costEur: Nullable(Type.Number({ description: 'cost less credit' })),
      co2G: Nullable(Type.Number()),
    },
    { description: 'the meters of the site over the same span; null where nobody recorded it' },
  ),
  coolingWh: Nullable(
    Type.Number({ description: 'no meter: from the mean power of each quarter-hour' }),
  ),
  residualWh: Type.Number({
    description:
      'energy at the meters less that of all rows: rounding, and time that no row covers',
  }),
  coverage: Type.Number({
    minimum: 0,
    maximum: 1,
    description:
      'share of the span that the rows cover; a modelled year has no jobs, tenants and lines: it is not attributed',
  }),
  gaps: Type.Array(Gap),
});
export type EnergyAnswer = Static<typeof EnergyAnswer>;

export const FloorQuery = Type.Object(
  {
    metric: Type.String({
      minLength: 1,
      maxLength: 64,
      description: 'a stored GPU or rack metric',
    }),
    at: Type.String({ maxLength: 40, description: 'now-2h, ISO time, date, or epoch in ms' }),
    tz: Type.Optional(PARAMETERS.tz),
    hall: Type.Optional(Type.String({ maxLength: 24, description: 'one hall only' })),
  },
  { additionalProperties: false },
);
export const FloorAnswer = Type.Object({
  metric: Type.String(),
  timeMs: Moment('END of the step'),
  tier: TierName,
  range: Type.Tuple([Type.Number(), Type.Number()]),
  codes: Type.String({
    description: 'base64 of one byte a place: value = low + code * (high - low) / 254; 255 unknown',
  }),
});
export type FloorAnswer = Static<typeof FloorAnswer>;

export const ForecastQuery = Type.Object(
  {
    metric: Type.String({ minLength: 1, maxLength: 64 }),
    hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 48, description: '24 unless told' })),
  },
  { additionalProperties: false },
);
export const ForecastAnswer = Type.Object({
  metric: Type.String(),
  unit: Type.String(),
  madeMs: Moment('when it was made'),
  stepS: Type.Number({ description: 'the metric chooses it' }),
  timesMs: Type.Array(Type.Number(), { description: 'END of each step; the first holds now' }),
  values: Type.Array(Nullable(Type.Number()), { description: 'means; null: not known yet' }),
  low: Type.Array(Nullable(Type.Number()), { description: 'one deviation below' }),
  high: Type.Array(Nullable(Type.Number()), { description: 'one deviation above' }),
});
export type ForecastAnswer = Static<typeof ForecastAnswer>;

export const WaveformQuery = Type.Object(
  {
    id: Type.String({ maxLength: 24, description: 'SITE or a rack' }),
    seconds: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 60, description: '60 unless told' }),
    ),
  },
  { additionalProperties: false },
);
export const WaveformAnswer = Type.Object({
  id: Type.String(),
  unit: Type.Literal('W'),
  hz: Type.Number(),
  timesMs: Type.Array(Type.Number(), { description: 'END of each step' }),
  values: Values,
});
export type WaveformAnswer = Static<typeof WaveformAnswer>;

/** The store: where it is, what it holds, and how full it is. */
export const StoreAnswer = Type.Object({
  folder: Nullable(Type.String()),
  writing: Type.Boolean(),
  /** Why nothing is written, in one sentence. */
  problem: Nullable(Type.String()),
  bytes: Type.Number(),
  bytesPerDay: Nullable(
    Type.Number({ description: 'null: not known before the first hours have been recorded' }),
  ),
  capBytes: Type.Number(),
  tiers: Type.Array(
    Type.Object({
      name: Type.String(),
      stepS: Type.Number(),
      fromMs: Nullable(Type.Number()),
      toMs: Nullable(Type.Number()),
      keptS: Nullable(Type.Number({ description: 'null: for ever' })),
      bytes: Type.Number(),
    }),
  ),
  backfill: Nullable(BackfillProgress),
  stretches: Type.Array(Stretch),
});
export type StoreAnswer = Static<typeof StoreAnswer>;

// Schemas of a validation: each published statistic, what the twin gives, the accepted band and the verdict.
import { type Static, Type } from 'typebox';
import { Nullable } from './nullable.ts';

/** `notMeasured` is a miss too; `notRun` was left out of a quick run. */
const VERDICTS = ['pass', 'miss', 'notMeasured', 'notRun'] as const;

const AccuracyRow = Type.Object(
  {
    id: Type.String(),
    statistic: Type.String(),
    unit: Type.String(),
    population: Type.String(),
    period: Type.String(),
    real: Type.Number({ description: 'as published, or as a law demands' }),
    value: Nullable(Type.Number({ description: 'of the twin' })),
    low: Nullable(Type.Number()),
    high: Nullable(Type.Number()),
    source: Type.String({ description: 'of the real value; law: of physics or of counting' }),
    confidence: Type.String(),
    verdict: Type.Enum([...VERDICTS]),
  },
  { additionalProperties: false },
);
export type AccuracyRow = Static<typeof AccuracyRow>;

/** One run of `npm run validate -- --json`, as it lies in fixtures/accuracy.json. */
export const AccuracyRun = Type.Object(
  {
    date: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$', description: 'UTC day of the run' }),
    version: Type.String({ description: 'of the program' }),
    seed: Type.Integer(),
    quick: Type.Boolean({ description: 'only the rows that need no run of the twin' }),
    rows: Type.Array(AccuracyRow),
  },
  { additionalProperties: false },
);
export type AccuracyRun = Static<typeof AccuracyRun>;

export const AccuracyAnswer = Type.Object({
  run: Nullable(AccuracyRun),
});
export type AccuracyAnswer = Static<typeof AccuracyAnswer>;

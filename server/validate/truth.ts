// The published statistics that the twin must meet: fixtures/truth.json, one row a statistic.
import { type Static, Type } from 'typebox';
import { readFixture } from '../catalogue/fixtureFile.ts';

/** A bound, or the 95 % interval of a Poisson count whose mean is the real rate times what was observed. */
const Bound = Type.Union([Type.Number(), Type.Literal('poisson95')]);
const TruthRow = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][A-Za-z0-9.]*$' }),
    statistic: Type.String({ minLength: 1 }),
    real: Type.Number(),
    low: Bound,
    high: Bound,
    unit: Type.String(),
    population: Type.String(),
    period: Type.String(),
    source: Type.String({ minLength: 1 }),
    confidence: Type.String(),
  },
  { additionalProperties: false },
);
export type TruthRow = Static<typeof TruthRow>;

const TruthFile = Type.Object(
  { about: Type.String(), rows: Type.Array(TruthRow, { minItems: 1 }) },
  { additionalProperties: false },
);

/** Every row, in order; "same" becomes the publication named last above it (a law is none). */
export function readTruth(fixtures: string): readonly TruthRow[] {
  let source = '';
  return readFixture(fixtures, 'truth', TruthFile).rows.map((row) => {
    if (row.source === 'same') return { ...row, source };
    if (row.source !== 'law') source = row.source;
    return row;
  });
}

// The quick rows of fixtures/truth.json as tests, and the laws of the judgement itself.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readAccuracy } from '../catalogue/accuracyFile.ts';
import { FAMILIES } from './families.ts';
import { judge, poisson95 } from './judge.ts';
import { keptRun } from './kept.ts';
import { tableOf } from './table.ts';
import { readTruth, type TruthRow } from './truth.ts';
import { validate } from './validate.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const ROW: TruthRow = {
  id: 'sun.rises',
  statistic: 'mornings with a sunrise',
  real: 10,
  low: 8,
  high: 12,
  unit: '1/day',
  population: 'mornings',
  period: 'a month',
  source: 'law',
  confidence: 'published or measured',
};
const verdictOf = (row: TruthRow, value?: number, over?: number) =>
  judge(
    [row],
    new Map(value === undefined ? [] : [[row.id, { value, ...(over !== undefined && { over }) }]]),
    new Set(),
  )[0]?.says;

describe('the quick rows', () => {
  const verdicts = validate({ fixtures: FIXTURES, quick: true, say: () => undefined });
  const quick = new Set(FAMILIES.flatMap(({ quickRows }) => quickRows));

  it.each(verdicts.filter(({ row }) => quick.has(row.id)))(
    '$row.id lies in its band',
    (verdict) => {
      expect(verdict.value).toBeGreaterThanOrEqual(verdict.low);
      expect(verdict.value).toBeLessThanOrEqual(verdict.high);
    },
  );

  it('are all measured', () => {
    const measured = verdicts.filter(({ value }) => !Number.isNaN(value)).map(({ row }) => row.id);
    expect(new Set(measured)).toEqual(quick);
  });
});

describe('a judgement', () => {
  it('is a pass inside the band and on its edges, a miss outside', () => {
    expect(verdictOf(ROW, 8)).toBe('pass');
    expect(verdictOf(ROW, 12)).toBe('pass');
    expect(verdictOf(ROW, 7.99)).toBe('MISS');
    expect(verdictOf(ROW, 12.01)).toBe('MISS');
    expect(verdictOf(ROW, Number.NaN)).toBe('MISS');
  });

  it('of a row that nobody measured is a miss, and shows in the table', () => {
    expect(verdictOf(ROW)).toBe('MISS, not measured');
    expect(tableOf(judge([ROW], new Map(), new Set()))).toContain('0 in band, 1 missed');
  });

  it('refuses a measurement that no row asks for', () => {
    expect(() => judge([ROW], new Map([['moon.rises', { value: 1 }]]), new Set())).toThrow(
      'moon.rises',
    );
  });

  it('of a rate allows what chance allows, and less the longer one looks', () => {
    const rate: TruthRow = { ...ROW, low: 'poisson95', high: 'poisson95' };
    expect(verdictOf(rate, 15, 1)).toBe('pass');
    expect(verdictOf(rate, 15, 30)).toBe('MISS');
    expect(verdictOf(rate, 10.5, 30)).toBe('pass');
  });

  it('takes the Poisson quantiles of the tables', () => {
    expect(poisson95(10)).toEqual({ low: 4, high: 17 });
    expect(poisson95(100)).toEqual({ low: 81, high: 120 });
  });
});

it('each row of the truth has one family that measures it', () => {
  const rows = FAMILIES.flatMap(({ quickRows, runRows }) => [...quickRows, ...runRows]);
  expect(rows.toSorted()).toEqual(
    readTruth(FIXTURES)
      .map(({ id }) => id)
      .toSorted(),
  );
});

describe('a kept validation', () => {
  it('is of the rows of today: same statistics, same real values, each with its verdict', () => {
    const truth = readTruth(FIXTURES);
    const kept = readAccuracy(FIXTURES)?.rows ?? [];
    const shown = ({
      id,
      statistic,
      real,
      unit,
      source,
    }: Pick<TruthRow, 'id' | 'statistic' | 'real' | 'unit' | 'source'>) => ({
      id,
      statistic,
      real,
      unit,
      source,
    });
    expect(kept.map(shown)).toEqual(truth.map(shown));
  });

  it('holds no number that JSON cannot say, and no verdict that its numbers deny', () => {
    const about = { date: '2026-01-01', version: '0', seed: 1, quick: false };
    const { rows } = keptRun(
      judge([ROW], new Map([['sun.rises', { value: 13 }]]), new Set()),
      about,
    );
    expect(rows[0]).toMatchObject({ value: 13, low: 8, high: 12, verdict: 'miss' });
    expect(keptRun(judge([ROW], new Map(), new Set()), about).rows[0]).toMatchObject({
      value: null,
      verdict: 'notMeasured',
    });
    for (const { verdict, value, low, high } of readAccuracy(FIXTURES)?.rows ?? []) {
      const inside =
        value !== null && low !== null && high !== null && value >= low && value <= high;
      expect(verdict === 'pass').toBe(inside);
    }
  });
});

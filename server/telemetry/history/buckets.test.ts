// Laws of buckets: how seconds become minutes and quarter-hours, whatever is missing, restarted or moved.
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { NO_CODE, NO_ID } from '../../contract/noValue.ts';
import type { FrameColumns } from '../columns.ts';
import type { StepHead, WriteRows } from './levels.ts';
import { createScopeStream, type ScopeStream } from './scopeStream.ts';
import { BEGIN_MS, createMadeColumns, PLACES, SITE } from './testing.ts';
import { planTiers, type Tier, type TierScope } from './tiers.ts';

const TIERS = planTiers(PLACES);

function streamOf(scope: TierScope): ScopeStream {
  const find = (step: Tier['step']): Tier | undefined =>
    TIERS.find((tier) => tier.scope === scope && tier.step === step);
  const width = scope === 'job' ? SITE.jobSlots : PLACES.count(scope);
  return createScopeStream({
    scope,
    width,
    second: find('second'),
    minute: find('minute') as Tier,
    quarter: find('quarter'),
  });
}

interface Row {
  readonly tier: string;
  readonly timeMs: number;
  readonly coverS: number;
  readonly place: number;
  readonly [column: string]: number | string;
}

/** Rows as they were handed over, by column name. */
function collector(): { readonly rows: Row[]; readonly write: WriteRows } {
  const rows: Row[] = [];
  return {
    rows,
    write(tier, timeMs, coverS, count, fill, places) {
      const columns = tier.columns.map(({ name }, i) => {
        const values = new Float64Array(count);
        fill(i, values, 0, 0, count);
        return [name, values] as const;
      });
      for (let row = 0; row < count; row++) {
        const cells = columns.map(([name, values]) => [name, values[row] as number]);
        const place = places?.[row] ?? row;
        rows.push({ tier: tier.name, timeMs, coverS, place, ...Object.fromEntries(cells) });
      }
    },
  };
}

const at = (second: number, dtS = 1): StepHead => ({
  timeMs: BEGIN_MS + second * 1_000,
  dtS,
  origin: 'recorded',
});

let columns: FrameColumns;
let seen: ReturnType<typeof collector>;
beforeEach(() => {
  ({ columns } = createMadeColumns());
  seen = collector();
});

/** Seconds from..to of one value of the first place of a metric; undefined is not known. */
function run(
  stream: ScopeStream,
  metric: 'gpuTempC' | 'gpuEnergyWh' | 'gpuState' | 'gpuEventReasons',
  values: readonly (number | undefined)[],
  from = 1,
): void {
  for (const [i, value] of values.entries()) {
    const none = metric === 'gpuState' || metric === 'gpuEventReasons' ? NO_CODE : Number.NaN;
    columns[metric][0] = value ?? none;
    stream.step(at(from + i), columns, seen.write);
  }
}

const minutes = (): Row[] =>
  seen.rows.filter(({ tier, place }) => /Minute$/.test(tier) && place === 0);
const quarters = (): Row[] =>
  seen.rows.filter(({ tier, place }) => /Quarter$/.test(tier) && place === 0);

const reading = fc.option(fc.float({ min: 20, max: 90, noNaN: true }), { nil: undefined });

describe('a minute of a gauge', () => {
  it('holds mean, lowest and highest of the seconds that were known, and how many they were', () => {
    fc.assert(
      fc.property(fc.array(reading, { minLength: 60, maxLength: 60 }), (values) => {
        seen.rows.length = 0;
        run(streamOf('gpu'), 'gpuTempC', values);
        const known = values.filter((value) => value !== undefined);
        const [row] = minutes();
        expect(row?.gpuTempC_knownS).toBe(known.length);
        expect(row?.coverS).toBe(60);
        if (known.length === 0) return expect(row?.gpuTempC).toBeNaN();
        expect(row?.gpuTempC).toBeCloseTo(known.reduce((a, b) => a + b) / known.length, 6);
        expect(row?.gpuTempC_min).toBe(Math.min(...known));
        expect(row?.gpuTempC_max).toBe(Math.max(...known));
      }),
      { numRuns: 20 },
    );
  });

  it('weighs a step by its length', () => {
    const stream = streamOf('gpu');
    columns.gpuTempC[0] = 30;
    stream.step(at(10, 10), columns, seen.write);
    columns.gpuTempC[0] = 60;
    for (let second = 20; second <= 60; second += 10)
      stream.step(at(second, 10), columns, seen.write);
    expect(minutes()[0]).toMatchObject({ gpuTempC: 55, gpuTempC_min: 30, gpuTempC_knownS: 60 });
  });
});

describe('a quarter-hour', () => {
  it('is what its seconds are, not a mean of means', () => {
    const stream = streamOf('gpu');
    run(
      stream,
      'gpuTempC',
      Array.from({ length: 900 }, (_, i) => (i < 870 ? undefined : 40 + (i % 3))),
    );
    run(stream, 'gpuTempC', [50], 901);
    expect(minutes()).toHaveLength(15);
    expect(quarters()[0]).toMatchObject({ gpuTempC: 41, gpuTempC_knownS: 30, coverS: 900 });
  });

  it('of a coarse past takes each step at once and makes no minutes', () => {
    const stream = streamOf('rack');
    for (const [i, watts] of [100, 200, 600].entries()) {
      columns.rackPowerW[0] = watts;
      const head = { ...at((i + 1) * 300, 300), origin: 'backfilled' as const };
      stream.step(head, columns, seen.write);
    }
    expect(seen.rows.filter(({ place }) => place === 0)).toHaveLength(1);
    expect(quarters()[0]).toMatchObject({ rackPowerW: 300, rackPowerW_min: 100, coverS: 900 });
  });

  it('that nobody finished is written with what it had, when the next step is beyond it', () => {
    const stream = streamOf('gpu');
    run(stream, 'gpuTempC', [40, 40, 40]);
    run(stream, 'gpuTempC', [50], 2_000);
    expect(minutes()[0]).toMatchObject({ timeMs: BEGIN_MS + 60_000, coverS: 3 });
    expect(quarters()[0]).toMatchObject({ timeMs: BEGIN_MS + 900_000, coverS: 3, gpuTempC: 40 });
  });
});

describe('growth of a counter', () => {
  it('adds what was counted between two seconds that follow each other, and nothing else', () => {
    const stream = streamOf('gpu');
    run(stream, 'gpuEnergyWh', [100, 101, 103]);
    // Ten seconds that nobody recorded: the counter went on, its growth is in no bucket.
    run(stream, 'gpuEnergyWh', [150, 151], 14);
    run(stream, 'gpuEnergyWh', [152], 61);
    expect(minutes()[0]).toMatchObject({ gpuEnergyWh: 4, gpuEnergyWh_knownS: 3, coverS: 5 });
  });

  it('begins a new epoch when the counter falls or was not known', () => {
    run(streamOf('gpu'), 'gpuEnergyWh', [100, 101, 2, 3, undefined, 5, 6, ...Array(53).fill(6)]);
    expect(minutes()[0]).toMatchObject({ gpuEnergyWh: 3, gpuEnergyWh_knownS: 56 });
  });
});

describe('a row of codes', () => {
  it('holds every bit of a mask that was set, and the last state', () => {
    const stream = streamOf('gpu');
    run(stream, 'gpuEventReasons', [1, undefined, 4, ...Array(57).fill(1)]);
    expect(minutes()[0]?.gpuEventReasons).toBe(5);
    run(stream, 'gpuState', [...Array(59).fill(0), 2], 61);
    expect(minutes()[1]?.gpuState).toBe(2);
  });
});

describe('a job', () => {
  it('has one row a minute whichever slot it is in, and shares it with nobody', () => {
    const stream = streamOf('job');
    const step = (second: number, ids: readonly number[], watts: readonly number[]): void => {
      columns.jobId.fill(NO_ID);
      columns.jobPowerW.fill(Number.NaN);
      columns.jobId.set(ids);
      columns.jobPowerW.set(watts);
      stream.step(at(second), columns, seen.write);
    };
    for (let second = 1; second <= 60; second++) {
      if (second <= 20) step(second, [7, 8], [100, 500]);
      else step(second, [9, 7], [300, 200]);
    }
    const rows = new Map(seen.rows.map((row) => [row.place, row]));
    expect([...rows.keys()].sort()).toEqual([7, 8, 9]);
    expect(rows.get(7)).toMatchObject({
      jobPowerW_min: 100,
      jobPowerW_max: 200,
      jobPowerW_knownS: 60,
    });
    expect(rows.get(8)).toMatchObject({ jobPowerW: 500, jobPowerW_knownS: 20 });
    expect(rows.get(9)).toMatchObject({ jobPowerW: 300, jobPowerW_knownS: 40 });
  });
});

describe('a stream', () => {
  it('takes no second twice: steps that are kept already only tell its counters where they stood', () => {
    const stream = streamOf('gpu');
    stream.keptToMs = BEGIN_MS + 3_000;
    run(stream, 'gpuEnergyWh', [100, 101, 102, 104, ...Array(56).fill(104)]);
    expect(minutes()[0]).toMatchObject({ gpuEnergyWh: 2, gpuEnergyWh_knownS: 57, coverS: 57 });
  });
});

// Laws of the ring: what was put in comes out within one storage step, gaps are gaps, memory is flat and bounded.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRIC_IDS, type MetricId, metricOf } from '../../contract/metrics.ts';
import { NO_CODE, NO_ID } from '../../contract/noValue.ts';
import { createPlaces } from '../../contract/place.ts';
import type { Site } from '../../contract/site.ts';
import { CLOCK_EVENT } from '../../contract/state.ts';
import { handMade, START_MS, siteOf, TWO_HALLS } from '../testing.ts';
import { createRing } from './ring.ts';
import { planRing, RING_LIMIT_BYTES, ringBytes } from './ringPlan.ts';

function second(
  site: ReturnType<typeof handMade>,
  metric: MetricId,
  place: number,
  timeMs: number,
) {
  const request = { metric, places: [place], fromMs: timeMs - 1000, toMs: timeMs, stepS: 1 };
  const { series, timesMs } = site.telemetry.history.range(request);
  expect([...timesMs]).toEqual([timeMs]);
  return series[0]?.mean[0];
}

describe('the ring', () => {
  it('gives back what was put in within one storage step, negative values too', () => {
    const site = handMade();
    const step = metricOf('gpuTempC').storageStep ?? Number.NaN;
    fc.assert(
      fc.property(fc.double({ min: -50, max: 150, noNaN: true }), (tempC) => {
        site.columns.gpuTempC[7] = tempC;
        site.step();
        const kept = second(site, 'gpuTempC', 7, site.timeMs) as number;
        expect(Math.abs(kept - tempC)).toBeLessThanOrEqual(step / 2 + 1e-4);
      }),
    );
  });

  it('clamps beyond its codes, keeps power from rack up as it is, and the unknown as unknown', () => {
    const site = handMade();
    site.columns.gpuPowerW.set([1e6, -1e6, Number.NaN]);
    site.columns.rackPowerW[0] = 123_456.78;
    site.step();
    expect(second(site, 'gpuPowerW', 0, site.timeMs)).toBeCloseTo(3276.7);
    expect(second(site, 'gpuPowerW', 1, site.timeMs)).toBeCloseTo(-3276.7);
    expect(second(site, 'gpuPowerW', 2, site.timeMs)).toBeNaN();
    expect(second(site, 'rackPowerW', 0, site.timeMs)).toBe(Math.fround(123_456.78));
  });

  it('keeps what was rolled up, and the past of a start, but no coarse step', () => {
    const site = handMade();
    site.fill('gpuTempC', 40);
    site.step({ dtS: 60, newest: false });
    site.fill('gpuTempC', 50);
    site.step({ newest: false });
    expect(second(site, 'rackGpuTempMaxC', 3, site.timeMs)).toBeCloseTo(50);
    expect(second(site, 'gpuTempC', 0, site.timeMs - 1000)).toBeNaN();
    expect(site.telemetry.history.span('gpuTempC')).toEqual({
      fromMs: site.timeMs - 1000,
      toMs: site.timeMs,
      stepS: 1,
    });
  });

  it('keeps no coarse step, not even the newest', () => {
    const site = handMade();
    site.fill('gpuTempC', 40);
    site.step();
    site.step({ dtS: 10 });
    expect(site.telemetry.frame.value('gpuTempC', 0)).toBe(40);
    expect(site.telemetry.history.span('gpuTempC')?.toMs).toBe(site.timeMs - 10_000);
  });

  it('turns over: the oldest second gives way to the newest', () => {
    const site = handMade();
    for (let i = 1; i <= 75; i++) {
      site.fill('siteItPowerW', i);
      site.step();
    }
    const { history } = site.telemetry;
    expect(history.span('siteItPowerW')).toMatchObject({ fromMs: site.timeMs - 60_000 });
    expect(history.span('gpuPowerW')).toMatchObject({ fromMs: site.timeMs - 30_000 });
    expect(second(site, 'siteItPowerW', 0, site.timeMs - 59_000)).toBe(16);
    expect(second(site, 'siteItPowerW', 0, site.timeMs - 60_000)).toBeNaN();
  });

  it('leaves a gap where seconds are missing, also one longer than itself', () => {
    const site = handMade();
    site.fill('siteItPowerW', 5);
    site.seconds(60);
    site.step({ timeMs: site.timeMs + 4_000 });
    const at = (agoS: number) => second(site, 'siteItPowerW', 0, site.timeMs - agoS * 1000);
    expect([0, 1, 2, 3, 4].map(at)).toEqual([5, Number.NaN, Number.NaN, Number.NaN, 5]);
    site.step({ timeMs: site.timeMs + 3_600_000 });
    const all = site.telemetry.history.range({
      metric: 'siteItPowerW',
      places: [0],
      fromMs: site.timeMs - 60_000,
      toMs: site.timeMs,
      stepS: 60,
    });
    const knownS = all.series[0]?.coverage.reduce((sum, share) => sum + share * 60, 0);
    expect(knownS).toBeCloseTo(1);
  });

  it('forgets another time when the clock of the site goes back', () => {
    const site = handMade();
    site.fill('siteItPowerW', 5);
    site.seconds(60);
    site.step({ timeMs: site.timeMs - 30_000 });
    expect(second(site, 'siteItPowerW', 0, site.timeMs)).toBe(5);
    expect(second(site, 'siteItPowerW', 0, site.timeMs - 1_000)).toBeNaN();
    expect(second(site, 'siteItPowerW', 0, site.timeMs + 1_000)).toBeNaN();
  });
});

describe('the newest minutes of jobs', () => {
  it('follow a job by its number from slot to slot, and end with it', () => {
    const site = handMade();
    site.columns.jobId.set([7, 9]);
    site.columns.jobPowerW.set([100, 900]);
    site.step();
    site.columns.jobId.set([9, NO_ID, 7]);
    site.columns.jobPowerW.set([901, 1, 101]);
    site.step();
    site.columns.jobId[0] = NO_ID;
    site.step();
    const of = (job: number) =>
      [2, 1, 0].map((agoS) => second(site, 'jobPowerW', job, site.timeMs - agoS * 1_000));
    expect(of(7)).toEqual([100, 101, 101]);
    expect(of(9)).toEqual([900, 901, Number.NaN]);
    expect(of(8)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(site.telemetry.history.span('jobEnergyWh')).toBeUndefined();
  });
});

describe('history', () => {
  it('ends its steps on multiples of the step: lowest, mean, highest, and the share that was known', () => {
    const site = handMade();
    for (let i = 1; i <= 30; i++) {
      site.fill('siteItPowerW', i % 10 === 0 ? Number.NaN : i);
      site.step();
    }
    const fromMs = START_MS + 5_000;
    const answer = site.telemetry.history.range({
      metric: 'siteItPowerW',
      places: [0],
      fromMs,
      toMs: START_MS + 25_000,
      stepS: 10,
    });
    expect([...answer.timesMs]).toEqual([1, 2, 3].map((k) => START_MS + k * 10_000));
    expect([...(answer.series[0]?.min ?? [])]).toEqual([1, 11, 21]);
    expect([...(answer.series[0]?.mean ?? [])]).toEqual([5, 15, 25]);
    expect([...(answer.series[0]?.max ?? [])]).toEqual([9, 19, 29]);
    expect([...(answer.series[0]?.coverage ?? [])]).toEqual([0.9, 0.9, 0.9]);
  });

  it('joins the bits of a mask and covers only the seconds that were', () => {
    const site = handMade();
    for (const mask of [CLOCK_EVENT.gpuIdle, NO_CODE, CLOCK_EVENT.powerCap]) {
      site.fill('gpuEventReasons', mask);
      site.step();
    }
    const [series] = site.telemetry.history.range({
      metric: 'gpuEventReasons',
      places: [0],
      fromMs: START_MS,
      toMs: START_MS + 10_000,
      stepS: 10,
    }).series;
    expect(series?.max[0]).toBe(CLOCK_EVENT.gpuIdle | CLOCK_EVENT.powerCap);
    expect(series?.coverage[0]).toBeCloseTo(0.2);
  });

  it('refuses what is not remembered and more steps than anyone can look at', () => {
    const { history } = handMade().telemetry;
    const request = { places: [0], fromMs: 0, toMs: START_MS, stepS: 1 };
    expect(history.span('siteItEnergyWh')).toBeUndefined();
    expect(() => history.range({ ...request, metric: 'siteItEnergyWh' })).toThrow(
      'metric siteItEnergyWh is not remembered',
    );
    expect(() => history.range({ ...request, metric: 'siteItPowerW' })).toThrow('at most 20000');
  });
});

describe('the memory of the ring', () => {
  const campus = (ring: Partial<Site['ring']>) => {
    const counts = { hall: 36, row: 576, rack: 9_216, tray: 165_888, gpu: 663_552 };
    const places = Object.entries(counts).map(([kind, count], i, all) => ({
      kind: kind as keyof typeof counts,
      count,
      parents: [i === 0 ? ('site' as const) : (all[i - 1]?.[0] as keyof typeof counts)],
    }));
    return siteOf([{ kind: 'site', count: 1, parents: [] }, ...places], ring);
  };
  const FOUR = ['gpuPowerW', 'gpuTempC', 'gpuSmActiveRatio', 'gpuEventReasons'];

  it('fits a campus: four GPU fields for 45 s, rack fields for 15 minutes', () => {
    const site = campus({ seconds: 900, gpuSeconds: 45, gpuMetrics: FOUR });
    const bytes = ringBytes(planRing(site, createPlaces(site.places)));
    expect(bytes).toBeGreaterThan(663_552 * 4 * 45 * 2);
    expect(bytes).toBeLessThanOrEqual(RING_LIMIT_BYTES);
  });

  it('is refused above its bound, by the fields that would lower it', () => {
    const site = campus({ seconds: 900, gpuSeconds: 60, gpuMetrics: FOUR });
    expect(() => planRing(site, createPlaces(site.places))).toThrow(
      /site two-halls: the ring would take 435 MB, above 400 MB; lower ring.seconds \(900\), ring.gpuSeconds \(60\)/,
    );
  });

  it('is refused for a GPU metric that it cannot keep', () => {
    const site = siteOf(TWO_HALLS, { gpuMetrics: ['gpuPowerW', 'gpuEnergyWh'] });
    expect(() => planRing(site, createPlaces(site.places))).toThrow(
      'site two-halls: ring.gpuMetrics names "gpuEnergyWh"; the ring can keep gpuPowerW,',
    );
  });

  it('holds the rows that say ring and no other, with the GPU metrics of the site', () => {
    const site = siteOf(TWO_HALLS, { gpuMetrics: ['gpuPowerW'] });
    const kept = planRing(site, createPlaces(site.places)).map(({ metric }) => metric);
    const rows = METRIC_IDS.filter((id) => metricOf(id).ring);
    expect(kept).toEqual(rows.filter((id) => metricOf(id).scope !== 'gpu' || id === 'gpuPowerW'));
  });

  it('is full of "not known" from the start', () => {
    const site = siteOf(TWO_HALLS);
    const ring = createRing(planRing(site, createPlaces(site.places)));
    for (const metric of METRIC_IDS.filter((id) => metricOf(id).ring)) {
      expect(ring.column(metric)?.read(12_345, 0), metric).toBeNaN();
    }
  });
});

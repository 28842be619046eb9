// Laws of the ratios: each is one meter over another over the same time, told with its sums and what they cover.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRIC_IDS } from '../../contract/metrics.ts';
import type { RatioId } from '../../contract/ratio.ts';
import { handMade, TWO_HALLS } from '../testing.ts';
import { createDayAgo } from './dayAgo.ts';
import { RATIOS } from './ratios.ts';

const HOUR_MS = 3_600_000;
const TWO_PLANTS = TWO_HALLS.map((row) => (row.kind === 'plant' ? { ...row, count: 2 } : row));

/** A site of two plants with all its meters, at these rates an hour. */
function metered(startMs?: number) {
  const site = handMade({ places: TWO_PLANTS, ...(startMs === undefined ? {} : { startMs }) });
  const { columns } = site;
  const meters = {
    siteFacilityEnergyWh: 1_200,
    siteItEnergyWh: 1_000,
    siteItAtRacksEnergyWh: 960,
    siteCo2G: 30,
    siteCostEur: 0.1,
    siteCreditEur: 0,
    plantWaterL: 0.02,
    plantHeatReusedWh: 60,
  } as const;
  const names = Object.keys(meters) as (keyof typeof meters)[];
  for (const name of names) columns[name].fill(1e6);
  site.step();
  return {
    ...site,
    columns,
    run(seconds: number, dtS = 1, factor = 1): void {
      for (let s = 0; s < seconds; s += dtS) {
        for (const name of names) {
          for (let i = 0; i < columns[name].length; i++) {
            columns[name][i] = (columns[name][i] as number) + (meters[name] * factor * dtS) / 3_600;
          }
        }
        site.step({ dtS, newest: dtS === 1 });
      }
    },
    value: (metric: (typeof METRIC_IDS)[number]) => site.telemetry.frame.value(metric, 0),
  };
}

describe('the ratios of a day', () => {
  it('are in the units of the standards: L/kWh, kg/kWh, shares', () => {
    const site = metered();
    site.run(600);
    expect(site.value('sitePue24hRatio')).toBeCloseTo(1.2, 5);
    expect(site.value('sitePueCat3Last24hRatio')).toBeCloseTo(1.25, 5);
    // Two plants: 0.04 L on 1 kWh; 30 g on 1 kWh; 120 Wh of 1,200.
    expect(site.value('siteWue24hRatio')).toBeCloseTo(0.04, 5);
    expect(site.value('siteCue24hRatio')).toBeCloseTo(0.03, 5);
    expect(site.value('siteErf24hRatio')).toBeCloseTo(0.1, 5);
  });

  it('come with their sums and the share of the day that was metered', () => {
    const site = metered();
    site.run(3_600, 60);
    site.run(60);
    const { numerator, denominator, coverage } = site.telemetry.efficiency.sums('wue', '24h');
    expect(numerator).toBeCloseTo(0.04 * (3_660 / 3_600), 6);
    expect(denominator).toBeCloseTo(3_660 / 3.6, 6);
    expect(coverage).toBeCloseTo(3_660 / 86_400, 9);
  });

  it('wait for a meter that is not read, and take nothing across a restart of either', () => {
    const site = metered();
    site.run(100);
    const [water] = site.columns.plantWaterL;
    site.columns.plantWaterL[1] = Number.NaN;
    site.run(50);
    site.columns.plantWaterL[1] = water as number;
    site.columns.plantWaterL[0] = 3;
    site.run(1);
    site.run(100);
    expect(site.value('siteWue24hRatio')).toBeCloseTo(0.04, 5);
    expect(site.telemetry.efficiency.sums('wue', '24h').coverage).toBeCloseTo(200 / 86_400, 9);
    expect(site.telemetry.efficiency.sums('pue1', '24h').coverage).toBeCloseTo(251 / 86_400, 9);
  });

  it('are not known where the site does not meter them', () => {
    const site = handMade({ places: TWO_PLANTS });
    site.seconds(10);
    for (const ratio of Object.keys(RATIOS) as RatioId[]) {
      for (const [window, metric] of Object.entries(RATIOS[ratio].shown)) {
        expect(site.telemetry.frame.value(metric, 0)).toBeNaN();
        const sums = site.telemetry.efficiency.sums(ratio, window as '24h');
        expect(sums).toEqual({ numerator: Number.NaN, denominator: Number.NaN, coverage: 0 });
      }
    }
  });
});

describe('the ratios of twelve months', () => {
  it('are not known until someone remembers a year, and then are what is remembered', () => {
    const site = metered();
    site.run(10);
    expect(site.value('sitePue12mRatio')).toBeNaN();
    const known: Partial<Record<RatioId, { numerator: number; denominator: number }>> = {
      pue1: { numerator: 230, denominator: 200 },
      wue: { numerator: 6, denominator: 200_000 },
    };
    let coverage = 0.1;
    site.telemetry.efficiency.yearFrom({
      sums: (ratio) => known[ratio] && { ...known[ratio], coverage },
      batteryWh: () => 7,
    });
    site.run(1);
    // A few weeks are not shown as twelve months; who asks for the sums is told how much they cover.
    expect(site.value('sitePue12mRatio')).toBeNaN();
    expect(site.telemetry.efficiency.sums('pue1', '12m').coverage).toBe(0.1);
    coverage = 0.9;
    site.run(1);
    expect(site.value('sitePue12mRatio')).toBeCloseTo(1.15, 5);
    expect(site.value('siteWue12mRatio')).toBeCloseTo(0.03, 5);
    expect(site.value('siteErf12mRatio')).toBeNaN();
    expect(site.telemetry.efficiency.sums('pue1', '12m').coverage).toBe(0.9);
    expect(site.telemetry.efficiency.batteryWh('12m')).toBe(7);
  });
});

describe('the power of a day ago', () => {
  it('is the mean of the quarter-hour 24 hours before, whatever the steps', () => {
    const step = fc.constantFrom(1, 10, 60, 300, 900);
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 50 }), fc.nat(899), (steps, shiftS) => {
        const ago = createDayAgo();
        const startMs = 1_700_000_000_000 + shiftS * 1_000;
        let atMs = startMs;
        while (atMs < startMs + 2 * HOUR_MS) {
          for (const dtS of steps) {
            ago.add(atMs, atMs + dtS * 1_000, (dtS / 3_600) * 1_000);
            atMs += dtS * 1_000;
          }
        }
        expect(ago.at(startMs + 24 * HOUR_MS + HOUR_MS)).toBeCloseTo(1_000, 6);
        expect(ago.at(startMs)).toBeNaN();
      }),
      { numRuns: 30 },
    );
  });

  it('shares a step that straddles two quarter-hours by time, and says nothing of less than half of one', () => {
    const quarterMs = 900_000;
    const startMs = 1_000 * quarterMs;
    const day = 96 * quarterMs;
    const ago = createDayAgo();
    ago.add(startMs - 60_000, startMs + 600_000, 660);
    expect(ago.at(startMs + day)).toBeNaN();
    expect(ago.at(startMs + day + 1_000)).toBeCloseTo(3_600, 6);
    expect(ago.at(startMs + day + quarterMs)).toBeCloseTo(3_600, 6);
    expect(ago.at(startMs + day + quarterMs + 1)).toBeNaN();
  });
});

describe('the list of ratios', () => {
  it('names meters that only grow, of which every one is in the dictionary', () => {
    for (const { numerator, denominator, shown } of Object.values(RATIOS)) {
      for (const metric of [numerator, denominator, ...Object.values(shown)]) {
        expect(METRIC_IDS).toContain(metric);
      }
    }
  });
});

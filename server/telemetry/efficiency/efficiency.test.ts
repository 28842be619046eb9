// Laws of efficiency: ratios of metered sums, no energy out of a restart or a gap, and days of 23, 24 and 25 hours.
import { describe, expect, it } from 'vitest';
import { handMade, START_MS } from '../testing.ts';
import { createDaySum } from './daySum.ts';
import { createRollingRatio, ratioOf } from './rollingRatio.ts';

const HOUR_MS = 3_600_000;

/** A site whose meters run at these watts; `run` lets seconds pass. */
function metered(startMs = START_MS) {
  const site = handMade({ startMs });
  const { columns } = site;
  columns.siteFacilityEnergyWh[0] = 1e9;
  columns.siteItEnergyWh[0] = 5e8;
  columns.siteItAtRacksEnergyWh[0] = 4e8;
  return {
    ...site,
    columns,
    run(seconds: number, facilityW: number, itW: number, dtS = 1) {
      for (let i = 0; i < seconds; i += dtS) {
        (columns.siteFacilityEnergyWh[0] as number) += (facilityW * dtS) / 3600;
        (columns.siteItEnergyWh[0] as number) += (itW * dtS) / 3600;
        (columns.siteItAtRacksEnergyWh[0] as number) += (itW * 0.99 * dtS) / 3600;
        site.step({ dtS, newest: dtS === 1 });
      }
    },
    value: (
      metric: 'sitePue15mRatio' | 'sitePue24hRatio' | 'sitePueCat3Ratio' | 'siteTodayEnergyWh',
    ) => site.telemetry.frame.value(metric, 0),
  };
}

describe('PUE', () => {
  it('is energy over energy, not a mean of ratios', () => {
    const site = metered();
    site.run(301, 30_000, 10_000);
    site.run(300, 105_000, 100_000);
    expect(site.value('sitePue15mRatio')).toBeCloseTo((30 + 105) / (10 + 100), 4);
    expect(site.value('sitePueCat3Ratio')).toBeCloseTo((30 + 105) / (10 + 100) / 0.99, 4);
  });

  it('forgets what is older than its window', () => {
    const site = metered();
    site.run(301, 30_000, 10_000);
    site.run(900, 11_000, 10_000);
    expect(site.value('sitePue15mRatio')).toBeCloseTo(1.1, 5);
    expect(site.value('sitePue24hRatio')).toBeCloseTo((300 * 3 + 900 * 1.1) / 1200, 5);
  });

  it('counts nothing of a restarted meter, in neither sum', () => {
    const site = metered();
    site.run(101, 12_000, 10_000);
    site.columns.siteItEnergyWh[0] = 0;
    site.run(100, 12_000, 10_000);
    expect(site.value('sitePue15mRatio')).toBeCloseTo(1.2, 5);
    expect(site.value('sitePueCat3Ratio')).toBeCloseTo(1.2 / 0.99, 5);
  });

  it('counts nothing across a gap', () => {
    const site = metered();
    site.run(101, 12_000, 10_000);
    site.columns.siteFacilityEnergyWh[0] = 2e9;
    site.step({ timeMs: site.telemetry.frame.timeMs + 100_000 });
    site.run(10, 12_000, 10_000);
    expect(site.value('sitePue15mRatio')).toBeCloseTo(1.2, 5);
  });

  it('bridges a second in which a meter was not read: what it counted is there afterwards', () => {
    const site = metered();
    site.run(11, 36_000, 30_000);
    const kept = site.columns.siteFacilityEnergyWh[0] as number;
    site.columns.siteFacilityEnergyWh[0] = Number.NaN;
    site.step();
    site.columns.siteFacilityEnergyWh[0] = kept + 890;
    site.run(10, 36_000, 30_000);
    expect(site.value('siteTodayEnergyWh')).toBeCloseTo(1_090, 3);
    expect(site.value('sitePue15mRatio')).toBeCloseTo(1_090 / (20 * (30_000 / 3_600)), 4);
  });

  it('is not known before two readings, and reads coarse steps of the past too', () => {
    const site = metered();
    site.step();
    expect(site.value('sitePue15mRatio')).toBeNaN();
    site.run(3600, 12_000, 10_000, 60);
    site.run(1, 12_000, 10_000);
    expect(site.value('sitePue24hRatio')).toBeCloseTo(1.2, 5);
    expect(site.value('siteTodayEnergyWh')).toBeCloseTo(12_000, -1);
  });
});

describe('what batteries gave', () => {
  it('is told beside PUE over the same windows, and is in neither of its sums', () => {
    const site = metered();
    site.columns.siteBatteryEnergyWh[0] = 4_000;
    site.run(101, 12_000, 10_000);
    const give = (seconds: number, wh: number): void => {
      for (let i = 0; i < seconds; i++) {
        (site.columns.siteBatteryEnergyWh[0] as number) += wh / seconds;
        site.run(1, 2_000, 10_000);
      }
    };
    give(20, 44);
    const { frame, efficiency } = site.telemetry;
    expect(frame.value('siteBattery15mWh', 0)).toBeCloseTo(44, 3);
    expect(efficiency.batteryWh('24h')).toBeCloseTo(44, 6);
    expect(efficiency.batteryWh('12m')).toBeNaN();
    expect(site.value('sitePue15mRatio')).toBeCloseTo((12 * 100 + 2 * 20) / (10 * 120), 4);
    site.run(900, 12_000, 10_000);
    expect(frame.value('siteBattery15mWh', 0)).toBeCloseTo(0, 6);
    expect(frame.value('siteBattery24hWh', 0)).toBeCloseTo(44, 3);
  });

  it('is not told of a part of what PUE covers', () => {
    const site = metered();
    site.run(101, 12_000, 10_000);
    site.columns.siteBatteryEnergyWh[0] = 4_000;
    site.run(300, 12_000, 10_000);
    const { frame, efficiency } = site.telemetry;
    expect(site.value('sitePue15mRatio')).toBeCloseTo(1.2, 5);
    expect(frame.value('siteBattery15mWh', 0)).toBeNaN();
    site.run(601, 12_000, 10_000);
    expect(frame.value('siteBattery15mWh', 0)).toBe(0);
    expect(efficiency.batteryWh('24h')).toBeNaN();
  });
});

describe('carbon and cost of today', () => {
  it('are the growth of their meters; what negative prices pay back is taken off', () => {
    const site = metered();
    const { columns } = site;
    columns.siteCo2G[0] = 5_000;
    columns.siteCostEur[0] = 700;
    columns.siteCreditEur[0] = 30;
    site.step();
    columns.siteCo2G[0] = 5_400;
    columns.siteCostEur[0] = 702;
    columns.siteCreditEur[0] = 35;
    site.step();
    expect(site.telemetry.frame.value('siteTodayCo2G', 0)).toBe(400);
    expect(site.telemetry.frame.value('siteTodayCostEur', 0)).toBe(-3);
  });

  it('are not known while the source knows no grid', () => {
    const site = metered();
    site.run(20, 12_000, 10_000);
    expect(site.telemetry.frame.value('siteTodayCo2G', 0)).toBeNaN();
    expect(site.telemetry.frame.value('siteTodayCostEur', 0)).toBeNaN();
    expect(site.telemetry.frame.value('siteTodayEnergyWh', 0)).toBeGreaterThan(0);
  });
});

describe('a rolling ratio', () => {
  it('is what ended in the window, its begin left out', () => {
    const ratio = createRollingRatio(10, 1);
    const at = (timeMs: number) => ratioOf(ratio.sums(timeMs));
    ratio.add(0, 1_000, 100, 1);
    ratio.add(1_000, 2_000, 2, 1);
    expect(at(10_000)).toBe(51);
    expect(at(11_000)).toBe(2);
    expect(at(12_000)).toBeNaN();
  });
});

describe('energy today', () => {
  // Europe/Paris: 29 March 2026 has 23 hours, 25 October 2026 has 25.
  it.each([
    ['23 hours', Date.UTC(2026, 2, 28, 23), 23],
    ['24 hours', Date.UTC(2026, 5, 30, 22), 24],
    ['25 hours', Date.UTC(2026, 9, 24, 22), 25],
  ])('of a day of %s is that many hours of power', (_, midnightMs, hours) => {
    const day = createDaySum('Europe/Paris');
    for (let hour = -2; hour < hours - 1; hour++) {
      day.add(midnightMs + hour * HOUR_MS, midnightMs + (hour + 1) * HOUR_MS, 1_000);
    }
    const lastMs = midnightMs + hours * HOUR_MS;
    day.add(lastMs - HOUR_MS, lastMs - 1_000, 1_000);
    expect(day.at(lastMs - 1_000)).toBe(hours * 1_000);
    expect(day.at(lastMs)).toBe(0);
  });

  it('begins at local midnight, and shares a step that straddles it by time', () => {
    const midnightMs = Date.UTC(2026, 5, 30, 22);
    const day = createDaySum('Europe/Paris');
    expect(day.at(midnightMs - 1)).toBeNaN();
    day.add(midnightMs - 45_000, midnightMs + 15_000, 600);
    expect(day.at(midnightMs + 15_000)).toBe(150);
  });

  it('is the meter of the day, without what lies across a gap', () => {
    const site = metered(Date.UTC(2026, 5, 30, 21, 59, 0));
    site.run(60, 3_600_000, 1);
    expect(site.value('siteTodayEnergyWh')).toBe(0);
    site.run(10, 3_600_000, 1);
    expect(site.value('siteTodayEnergyWh')).toBeCloseTo(10_000);
    site.columns.siteFacilityEnergyWh[0] = 2e9;
    site.step({ timeMs: site.telemetry.frame.timeMs + 5_000 });
    expect(site.value('siteTodayEnergyWh')).toBeCloseTo(10_000);
  });
});

// Laws of the accounts: what a job owes is its own for ever, and a restart loses and invents nothing.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Job } from '../contract/job.ts';
import { NO_ID } from '../contract/noValue.ts';
import { jobViewOf } from './jobView.ts';
import type { LedgerRow } from './ledger/ledgerRow.ts';
import type { TelemetryState } from './telemetry.ts';
import { type HandMade, handMade } from './testing.ts';

/** Ten seconds before the end of a quarter-hour, and of the day in Paris. */
const START_MS = Date.UTC(2026, 5, 30, 21, 59, 50);
const TOTALS = {
  gpuEnergyWh: 60,
  tokens: 1_000,
  lostTokens: null,
  steps: 10,
  lostSteps: 0,
  requests: null,
  prefillTokens: null,
  decodeTokens: null,
  restarts: 1,
};
const CONCLUDED = [
  'sitePue15mRatio',
  'sitePue24hRatio',
  'sitePueCat3Last24hRatio',
  'siteCue24hRatio',
  'siteTodayEnergyWh',
  'siteTodayCo2G',
  'siteTodayCostEur',
  'siteFacilityDayAgoPowerW',
] as const;

function jobAt(startMs: number): Job {
  return {
    id: 7,
    name: 'aurore',
    tenant: 'lab',
    kind: 'pretraining',
    gpuRanges: [[0, 8]],
    gpuCount: 8,
    slot: 2,
    state: 'running',
    startMs,
    endMs: null,
    endReason: null,
    totals: null,
  };
}

/** A site whose meters can be set to any second: 2 Wh a second at the racks, half of them the job's. */
function metered(startMs = START_MS) {
  const site = handMade({ startMs });
  const rows: LedgerRow[] = [];
  site.telemetry.ledger.onQuarter((closed) => rows.push(...closed));
  return Object.assign(site, { rows });
}

function setMeters({ columns }: HandMade, second: number, jobRuns: boolean): void {
  columns.siteFacilityEnergyWh[0] = 1e9 + 2.5 * second;
  columns.siteItEnergyWh[0] = 9e8 + 2.1 * second;
  columns.siteItAtRacksEnergyWh[0] = 8e8 + 2 * second;
  columns.siteCo2G[0] = 1e6 + 0.0625 * second;
  columns.siteCostEur[0] = 1e4 + 0.0005 * second;
  columns.siteCreditEur[0] = 0;
  columns.siteIdleEnergyWh[0] = 1e6 + second;
  columns.jobId[2] = jobRuns ? 7 : NO_ID;
  columns.jobEnergyWh[2] = jobRuns ? second : Number.NaN;
}

/** Lets the seconds from < s <= to pass. */
function run(site: HandMade, from: number, to: number): void {
  for (let second = from + 1; second <= to; second++) {
    setMeters(site, second, true);
    site.step({ timeMs: START_MS + second * 1_000 });
  }
}

function concluded({ telemetry }: HandMade): number[] {
  return CONCLUDED.map((metric) => telemetry.frame.value(metric, 0));
}

function restored(saved: TelemetryState, startMs: number) {
  const site = metered(startMs);
  site.telemetry.restore(structuredClone(saved));
  return site;
}

function begun() {
  const site = metered();
  setMeters(site, 0, false);
  site.step({ timeMs: START_MS });
  site.telemetry.sinks.job(jobAt(START_MS + 1));
  return site;
}

describe('a job', () => {
  it('has in its view what it owes so far, at every second, and keeps it for ever after its end', () => {
    const site = begun();
    const { telemetry } = site;
    const view = () => jobViewOf(telemetry.jobs.get(7) as Job, telemetry);
    run(site, 0, 5);
    expect(view()).toMatchObject({ energyWh: 5, ledgerWh: 5, facilityWh: 6.25 });
    run(site, 5, 100);
    expect(view().facilityWh).toBeCloseTo(125, 6);
    expect(view().costEur).toBeCloseTo(0.025, 9);
    expect(view().co2G).toBeCloseTo(3.125, 6);
    const totals = { ...TOTALS, energyWh: 100.5 };
    const ended = { slot: -1, state: 'ended', endMs: START_MS + 101_000, totals } as const;
    telemetry.sinks.job({ ...jobAt(START_MS + 1), ...ended, endReason: 'completed' });
    setMeters(site, 101, false);
    site.step();
    expect(view().ledgerWh).toBe(100.5);
    const before = telemetry.jobs.version;
    for (let second = 102; second <= 911; second++) {
      setMeters(site, second, false);
      site.step();
    }
    expect(telemetry.jobs.version).toBeGreaterThan(before);
    expect(telemetry.jobs.get(7)?.account?.rackWh).toBe(100.5);
    expect(view()).toMatchObject({ ledgerWh: 100.5, steps: 10, restarts: 1 });
    const own = site.rows.filter(({ jobId }) => jobId === 7);
    expect(view().facilityWh).toBeCloseTo(
      own.reduce((sum, { facilityWh }) => sum + facilityWh, 0),
      6,
    );
    expect(view().siteJPerToken).toBeCloseTo(((view().facilityWh ?? 0) * 3_600) / 1_000, 6);
    expect(view().gpuJPerStep).toBeCloseTo((60 * 3_600) / 10, 6);
  });

  it('that had used energy before the record pays for it what it has paid on the mean since', () => {
    const site = metered();
    site.telemetry.sinks.job(jobAt(START_MS - 1e6));
    setMeters(site, 40, true);
    site.step({ timeMs: START_MS + 40_000 });
    site.columns.jobTokens[2] = 100;
    run(site, 40, 50);
    const view = jobViewOf(site.telemetry.jobs.get(7) as Job, site.telemetry);
    expect(view).toMatchObject({ energyWh: 50, ledgerWh: 10, facilityWh: 12.5 });
    expect(view.siteJPerToken).toBeCloseTo((50 * 1.25 * 3_600) / 100, 6);
  });
});

describe('a restart', () => {
  it('at any second changes no figure: ratios, day, ledger and jobs go on as if nothing had been', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        (early, late) => {
          const whole = begun();
          run(whole, 0, early);
          const again = restored(whole.telemetry.save(), whole.timeMs);
          const told = whole.rows.length;
          run(whole, early, early + late);
          run(again, early, early + late);
          expect(concluded(again)).toEqual(concluded(whole));
          expect(again.rows).toEqual(whole.rows.slice(told));
          expect(again.telemetry.ledger.quarter()).toEqual(whole.telemetry.ledger.quarter());
          expect(again.telemetry.jobs.list()).toEqual(whole.telemetry.jobs.list());
          expect(again.telemetry.counts.gaps).toBe(0);
          expect(again.telemetry.save()).toEqual(whole.telemetry.save());
        },
      ),
      { numRuns: 8 },
    );
  });

  it('from which the source steps its last seconds again counts them once', () => {
    const whole = begun();
    run(whole, 0, 30);
    const again = restored(whole.telemetry.save(), whole.timeMs);
    run(again, 25, 40);
    run(whole, 30, 40);
    expect(again.telemetry.counts.gaps).toBe(0);
    expect(again.telemetry.ledger.quarter()).toEqual(whole.telemetry.ledger.quarter());
    expect(concluded(again)).toEqual(concluded(whole));
  });

  it('after which time is missing leaves a gap: what the meters counted in it is nobody’s', () => {
    const whole = begun();
    run(whole, 0, 30);
    const again = restored(whole.telemetry.save(), whole.timeMs);
    run(again, 50, 70);
    expect(again.telemetry.counts.gaps).toBe(1);
    expect(again.telemetry.ledger.account(7)?.rackWh).toBe(30 + 19);
    expect(again.telemetry.ledger.quarter()?.coverage).toBeCloseTo(39 / 900, 9);
  });

  it('refuses what was saved by another version, or for a site of other places', () => {
    const site = begun();
    const saved = site.telemetry.save();
    const old = { ...saved, version: 0 } as unknown as TelemetryState;
    expect(() => metered().telemetry.restore(old)).toThrow(
      'telemetry was saved as version 0; this is 2',
    );
    const lines = saved.ledger.site.lines.map(() => new Float64Array(9));
    const other = { ...saved, ledger: { ...saved.ledger, site: { ...saved.ledger.site, lines } } };
    expect(() => metered().telemetry.restore(other)).toThrow('was saved with 9 meters');
  });
});

// Laws of the ledger: its lines are the meter, whatever the steps, the jobs, the restarts and the gaps.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerFigures } from '../../contract/ledger.ts';
import type { Quarter } from './ledgerBook.ts';
import { type MeteredSite, meteredSite, SLOTS, type StepWish } from './testing.ts';

const QUARTER_MS = 900_000;
/** On a quarter-hour. */
const START_MS = Date.UTC(2026, 2, 2, 9, 30);
const FIGURES = ['rackWh', 'facilityWh', 'costEur', 'co2G'] as const;

const wh = fc.integer({ min: 0, max: 5_000 });
const slots = fc.subarray([...new Array(SLOTS).keys()]);
const wish: fc.Arbitrary<StepWish> = fc.record({
  dtS: fc.constantFrom(1, 10, 60, 300, 900),
  jobsWh: fc.array(wh, { minLength: SLOTS, maxLength: SLOTS }),
  idleWh: fc.integer({ min: 1, max: 5_000 }),
  outWh: wh,
  networkWh: fc.tuple(wh, wh),
  overhead: fc.integer({ min: 100, max: 200 }).map((percent) => percent / 100),
  costEur: fc.integer({ min: -50, max: 200 }),
  co2G: fc.integer({ min: 0, max: 9_000 }),
  ends: slots,
  starts: slots,
});
const happening = fc.record({
  wish,
  /** What befalls the meters or the record in this step. */
  luck: fc.constantFrom('none', 'none', 'none', 'none', 'gap', 'racks', 'facility', 'saved'),
});
const life = fc.record({
  startS: fc.integer({ min: 0, max: 1_800 }),
  steps: fc.array(happening, { minLength: 1, maxLength: 60 }),
});

const QUIET: StepWish = {
  dtS: 1,
  jobsWh: [40, 30, 20, 10],
  idleWh: 5,
  outWh: 1,
  networkWh: [7, 8],
  overhead: 1.25,
  costEur: 0.01,
  co2G: 3,
  ends: [],
  starts: [],
};

const total = (figures: readonly LedgerFigures[], of: (typeof FIGURES)[number]): number =>
  figures.reduce((sum, figure) => sum + figure[of], 0);

/** All quarter-hours, the running one included. */
function allQuarters({ quarters, ledger }: MeteredSite): Quarter[] {
  const running = ledger.book.quarter();
  return running ? [...quarters, running] : [...quarters];
}

function seconds(site: MeteredSite, count: number, change: Partial<StepWish> = {}): void {
  for (let i = 0; i < count; i++) {
    site.happen({ ...QUIET, ...change });
    site.read();
  }
}

/** Lives a life and tells what the meters counted in the steps that can be booked. */
function live({ startS, steps }: { startS: number; steps: readonly Happening[] }) {
  const site = meteredSite(START_MS + startS * 1_000);
  const counted = { facilityWh: 0, rackWh: 0, costEur: 0, co2G: 0, ms: 0 };
  const jobWh = new Map<number, number>();
  site.read();
  for (const { wish: asked, luck } of steps) {
    const { columns } = site;
    const before = structuredClone(columns);
    const ran = new Map(site.running.flatMap((run) => (run ? [[run.job.id, run.energyWh]] : [])));
    const held = [...site.running];
    if (luck === 'saved') site.restart();
    site.happen(asked);
    if (luck === 'gap') site.timeMs += 5_000;
    if (luck === 'racks') halve(columns.siteItAtRacksEnergyWh);
    if (luck === 'facility') halve(columns.siteFacilityEnergyWh);
    site.read(luck !== 'gap');
    if (luck !== 'none' && luck !== 'saved') continue;
    const grew = (metric: 'siteFacilityEnergyWh' | 'siteItAtRacksEnergyWh' | 'siteCo2G'): number =>
      (columns[metric][0] as number) - (before[metric][0] as number);
    counted.facilityWh += grew('siteFacilityEnergyWh');
    counted.rackWh += grew('siteItAtRacksEnergyWh');
    counted.co2G += grew('siteCo2G');
    counted.costEur += asked.costEur;
    counted.ms += asked.dtS * 1_000;
    for (const run of new Set([...held, ...site.running])) {
      if (!run) continue;
      const grownWh = run.energyWh - (ran.get(run.job.id) ?? 0);
      jobWh.set(run.job.id, (jobWh.get(run.job.id) ?? 0) + grownWh);
    }
  }
  return { site, counted, jobWh };
}
/** A new meter, which begins lower than the old one stood. */
function halve(counter: Float64Array): void {
  counter[0] = (counter[0] as number) / 2;
}

type Happening = { readonly wish: StepWish; readonly luck: string };

describe('the ledger of any life', () => {
  it('has lines whose sum is the meter, in each quarter-hour and in every figure', () => {
    fc.assert(
      fc.property(life, (lived) => {
        const { site } = live(lived);
        for (const { rows, meter, unexplained } of allQuarters(site)) {
          for (const figure of FIGURES) {
            const scale = Math.max(1, Math.abs(meter[figure]));
            expect(Math.abs(total(rows, figure) - meter[figure])).toBeLessThan(1e-6 * scale);
            expect(total([...rows, unexplained], figure)).toBeCloseTo(meter[figure], 6);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('books all that the meters counted, and nothing of a gap or a restart', () => {
    fc.assert(
      fc.property(life, (lived) => {
        const { site, counted } = live(lived);
        const meters = allQuarters(site).map(({ meter }) => meter);
        for (const figure of FIGURES) {
          const booked = meters.length > 0 ? total(meters, figure) : 0;
          expect(booked).toBeCloseTo(counted[figure], 4);
        }
        const covered = allQuarters(site).reduce((sum, { coverage }) => sum + coverage, 0);
        expect(covered * QUARTER_MS).toBeCloseTo(counted.ms, 3);
      }),
      { numRuns: 100 },
    );
  });

  it('gives each job what its counter grew by, and in its account what its rows add up to', () => {
    fc.assert(
      fc.property(life, (lived) => {
        const { site, jobWh } = live(lived);
        const rows = allQuarters(site).flatMap((quarter) => quarter.rows);
        const settled = new Map(
          site.quarters.flatMap(({ ended }) => ended.map(({ jobId, account }) => [jobId, account])),
        );
        for (const [id, energyWh] of jobWh) {
          const own = rows.filter(({ jobId }) => jobId === id);
          expect(total(own, 'rackWh')).toBeCloseTo(energyWh, 4);
          const account = settled.get(id) ?? site.ledger.book.account(id);
          for (const figure of FIGURES) {
            const known = account?.[figure] ?? Number.NaN;
            expect(Number.isNaN(known) ? 0 : known).toBeCloseTo(total(own, figure), 4);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('closes each quarter-hour once, in order, on multiples of 900 s', () => {
    fc.assert(
      fc.property(life, (lived) => {
        const { site } = live(lived);
        const ends = allQuarters(site).map(({ endMs }) => endMs);
        expect(ends).toEqual([...new Set(ends)].sort((a, b) => a - b));
        for (const endMs of ends) expect(endMs % QUARTER_MS).toBe(0);
        for (const { coverage } of allQuarters(site)) {
          expect(coverage).toBeGreaterThan(0);
          expect(coverage).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('a quarter-hour', () => {
  it('is told when it is over, to the second, and never changes after', () => {
    const site = meteredSite(START_MS);
    site.read();
    seconds(site, 899, { starts: [0] });
    expect(site.quarters).toHaveLength(0);
    seconds(site, 1);
    expect(site.quarters).toHaveLength(1);
    expect(site.quarters[0]).toMatchObject({ endMs: START_MS + QUARTER_MS, coverage: 1 });
    const told = structuredClone(site.quarters[0]);
    seconds(site, 100);
    expect(site.quarters[0]).toEqual(told);
  });

  it('shares by energy at the racks: who takes a tenth there pays a tenth of site, cost and carbon', () => {
    const site = meteredSite(START_MS);
    site.read();
    const parts = { jobsWh: [10, 0, 0, 0], idleWh: 50, outWh: 20, networkWh: [15, 5] };
    for (let i = 0; i < 15; i++) {
      site.happen({ ...QUIET, ...parts, dtS: 60, starts: [0], overhead: 1.3, costEur: -2 });
      site.read();
    }
    const [job, idle, out, network] = site.quarters[0]?.rows ?? [];
    expect(job).toMatchObject({ line: 'job', jobId: 1, rackWh: 150 });
    expect(job?.facilityWh).toBeCloseTo(195, 6);
    expect(job?.costEur).toBeCloseTo(-3, 6);
    expect(job?.co2G).toBeCloseTo(4.5, 6);
    expect([idle?.rackWh, out?.rackWh, network?.rackWh]).toEqual([750, 300, 300]);
  });

  it('in which a slot changes hands has a line for each, to the last watt-hour', () => {
    const site = meteredSite(START_MS);
    site.read();
    seconds(site, 300, { starts: [2] });
    seconds(site, 1, { ends: [2] });
    seconds(site, 599, { starts: [2] });
    const jobs = site.quarters[0]?.rows.filter(({ line }) => line === 'job');
    expect(jobs?.map(({ jobId, rackWh }) => [jobId, rackWh])).toEqual([
      [1, 301 * 20],
      [2, 599 * 20],
    ]);
  });

  it('counts a job that began and ended within one long step', () => {
    const site = meteredSite(START_MS);
    site.read();
    site.happen({ ...QUIET, dtS: 900, starts: [1], ends: [1] });
    site.read();
    expect(site.quarters[0]?.rows[0]).toMatchObject({ line: 'job', jobId: 1, rackWh: 30 });
    expect(site.quarters[0]?.ended).toMatchObject([{ jobId: 1 }]);
  });
});

it('leaves what it passes over to the accounts of jobs, and in no line', () => {
  const site = meteredSite(START_MS);
  site.read();
  seconds(site, 300, { starts: [0, 1] });
  seconds(site, 1, { ends: [1] });
  site.ledger.book.passOver();
  const before = site.ledger.book.account(1)?.rackWh ?? Number.NaN;
  expect(before).toBeGreaterThan(0);
  expect(site.quarters.at(-1)?.ended).toMatchObject([{ jobId: 2 }]);
  expect(site.ledger.book.quarter()).toBeUndefined();
  seconds(site, 599);
  const { coverage, rows, meter, unexplained } = site.quarters.at(-1) as Quarter;
  expect(coverage).toBeCloseTo(599 / 900, 9);
  const job = rows.find(({ jobId }) => jobId === 1)?.rackWh ?? Number.NaN;
  expect((site.ledger.book.account(1)?.rackWh ?? Number.NaN) - before).toBeCloseTo(job, 6);
  const lines = rows.reduce((sum, { facilityWh }) => sum + facilityWh, 0);
  expect(lines + unexplained.facilityWh).toBeCloseTo(meter.facilityWh, 6);
  expect(rows.some(({ jobId }) => jobId === 2)).toBe(false);
});

describe('what is not known', () => {
  it('is what a job had used before the record began', () => {
    const site = meteredSite(START_MS);
    seconds(site, 1, { starts: [0], jobsWh: [4e6, 0, 0, 0] });
    seconds(site, 10);
    expect(site.ledger.book.account(1)?.rackWh).toBe(400);
  });

  it('stays not known where the site does not meter it, and the rest goes on', () => {
    const site = meteredSite(START_MS);
    for (const metric of ['siteFacilityEnergyWh', 'siteCo2G'] as const) {
      site.columns[metric][0] = Number.NaN;
    }
    site.read();
    seconds(site, 900, { starts: [0] });
    const [job] = site.quarters[0]?.rows ?? [];
    expect(job).toMatchObject({ rackWh: 36_000, facilityWh: Number.NaN, co2G: Number.NaN });
    expect(job?.costEur).toBeGreaterThan(0);
    expect(site.quarters[0]).toMatchObject({ coverage: 1, meter: { facilityWh: Number.NaN } });
  });

  it('shares nothing out where no meter stands at the racks', () => {
    const site = meteredSite(START_MS);
    site.columns.siteItAtRacksEnergyWh[0] = Number.NaN;
    site.read();
    seconds(site, 900, { starts: [0] });
    const [job] = site.quarters[0]?.rows ?? [];
    expect(job).toMatchObject({ rackWh: 36_000, facilityWh: Number.NaN, costEur: Number.NaN });
    expect(site.quarters[0]?.meter.facilityWh).toBeGreaterThan(0);
  });

  it('is a figure of its own where racks take more than all lines: it is not spread over them', () => {
    const site = meteredSite(START_MS);
    site.read();
    for (let i = 0; i < 900; i++) {
      site.happen({ ...QUIET, starts: [0], overhead: 1 });
      (site.columns.siteItAtRacksEnergyWh[0] as number) += 39;
      (site.columns.siteFacilityEnergyWh[0] as number) += 39;
      site.read();
    }
    const [quarter] = site.quarters;
    expect(quarter?.unexplained.rackWh).toBeCloseTo(39 * 900, 4);
    expect(quarter?.unexplained.facilityWh).toBeCloseTo(39 * 900, 4);
    expect(quarter?.rows[0]?.facilityWh).toBeCloseTo(40 * 900, 4);
  });

  it('is the step in which a counter of a job restarted: it is unexplained, and the next ones count', () => {
    const site = meteredSite(START_MS);
    site.read();
    seconds(site, 10, { starts: [0] });
    const run = site.running[0];
    if (run) run.energyWh = 0;
    seconds(site, 10);
    expect(site.ledger.book.account(1)?.rackWh).toBe(19 * 40);
    expect(site.ledger.book.quarter()?.unexplained.rackWh).toBeCloseTo(40, 4);
  });
});

describe('a meter that is not read', () => {
  it('is waited for: its next reading covers the time, over the end of a quarter-hour too', () => {
    const site = meteredSite(START_MS);
    site.read();
    seconds(site, 890, { starts: [0] });
    for (let i = 0; i < 20; i++) {
      site.happen(QUIET);
      const reading = site.columns.siteFacilityEnergyWh[0] as number;
      site.columns.siteFacilityEnergyWh[0] = Number.NaN;
      site.read();
      site.columns.siteFacilityEnergyWh[0] = reading;
    }
    expect(site.quarters).toHaveLength(0);
    seconds(site, 1);
    expect(site.quarters[0]?.coverage).toBe(1);
    expect(site.quarters[0]?.rows[0]?.rackWh).toBeCloseTo(900 * 40, 6);
    expect(site.ledger.book.quarter()?.rows[0]?.rackWh).toBeCloseTo(11 * 40, 6);
  });

  it('is not waited for longer than a minute after the end: the quarter-hour says what it covers', () => {
    const site = meteredSite(START_MS);
    site.read();
    seconds(site, 600, { starts: [0] });
    for (let i = 0; i < 600; i++) {
      site.happen(QUIET);
      const reading = site.columns.siteItAtRacksEnergyWh[0] as number;
      site.columns.siteItAtRacksEnergyWh[0] = Number.NaN;
      site.read();
      site.columns.siteItAtRacksEnergyWh[0] = reading;
    }
    expect(site.quarters).toHaveLength(1);
    expect(site.quarters[0]?.coverage).toBeCloseTo(600 / 900, 9);
    seconds(site, 1);
    expect(site.quarters).toHaveLength(1);
    const open = site.ledger.book.quarter();
    expect(open?.coverage).toBeCloseTo(301 / 900, 9);
    expect(open?.rows[0]?.rackWh).toBeCloseTo(301 * 40, 6);
  });
});

describe('after a gap', () => {
  it('nothing is booked across it, of a meter that is read a second later than the others either', () => {
    const site = meteredSite(START_MS);
    site.read();
    seconds(site, 10, { starts: [0] });
    site.happen({ ...QUIET, dtS: 60 });
    const job = site.columns.jobEnergyWh[0] as number;
    const [network] = site.columns.networkRackEnergyWh;
    site.columns.jobEnergyWh[0] = Number.NaN;
    site.columns.networkRackEnergyWh[0] = Number.NaN;
    site.read(false);
    site.columns.jobEnergyWh[0] = job;
    site.columns.networkRackEnergyWh[0] = network as number;
    seconds(site, 2);
    const rows = site.ledger.book.quarter()?.rows ?? [];
    expect(rows.map(({ line, rackWh }) => [line, rackWh])).toEqual([
      ['job', 11 * 40],
      ['idle', 12 * 5],
      ['out', 12],
      ['network', 11 * 7 + 12 * 8],
    ]);
  });
});

describe('a job that is over', () => {
  it('is known no more, though its slot still shows it', () => {
    const site = meteredSite(START_MS);
    site.read();
    seconds(site, 800, { starts: [0] });
    const energyWh = site.columns.jobEnergyWh[0] as number;
    seconds(site, 1, { ends: [0], jobsWh: [0, 0, 0, 0] });
    for (let i = 0; i < 200; i++) {
      site.happen(QUIET);
      site.columns.jobId[0] = 1;
      site.columns.jobEnergyWh[0] = energyWh;
      site.read();
    }
    expect(site.quarters[0]?.ended).toMatchObject([{ jobId: 1, account: { rackWh: 800 * 40 } }]);
    expect(site.ledger.book.account(1)).toBeUndefined();
  });
});

describe('a past without records of its jobs', () => {
  it('takes the first reading of a job as its energy of the step, unless it is more than all racks took', () => {
    const site = meteredSite(START_MS);
    const { columns, ledger } = site;
    site.read();
    for (const [id, energyWh] of [
      [7, 20],
      [8, 5e6],
    ] as const) {
      site.happen({ ...QUIET, dtS: 300 });
      columns.jobId[id - 7] = id;
      columns.jobEnergyWh[id - 7] = energyWh;
      site.read();
    }
    expect(ledger.book.account(7)?.rackWh).toBe(20);
    expect(ledger.book.account(8)?.rackWh).toBe(0);
  });
});

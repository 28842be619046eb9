// Law of a site that begins anew where another was recorded: nothing of what it did not live through is kept.
import { expect, it } from 'vitest';
import type { RecordedStep } from './history/history.ts';
import { keepHistory } from './keepHistory.ts';
import type { LedgerRow } from './ledger/ledgerRow.ts';
import { handMade, START_MS } from './testing.ts';

const RACK_W = 36_000;
const UNLIVED_S = 300;
const QUARTER_S = 900;

/** A site whose racks take the same power all the time, with no job: it makes a past up and then lives. */
function kept(lastRecordedMs: number) {
  const { telemetry, columns, step } = handMade();
  const rows: LedgerRow[] = [];
  const steps: RecordedStep[] = [];
  const stop = keepHistory(
    telemetry,
    {
      ...{ lastRecordedMs, maxEventId: 0, tiers: [] },
      record: ({ timeMs, dtS, origin }) => void steps.push({ timeMs, dtS, origin, columns: {} }),
      events: () => undefined,
      jobs: () => undefined,
      ledger: (some) => void rows.push(...some),
      query: async () => ({ rows: 0, columns: {} }),
    },
    false,
  );
  for (let second = 1; second <= QUARTER_S + 1; second++) {
    const racksWh = (columns.rackEnergyWh.length * RACK_W * second) / 3_600;
    columns.rackEnergyWh.fill((RACK_W * second) / 3_600);
    columns.networkRackEnergyWh.fill(0);
    columns.siteIdleEnergyWh[0] = racksWh;
    columns.siteOutEnergyWh[0] = 0;
    columns.siteItAtRacksEnergyWh[0] = racksWh;
    columns.siteItEnergyWh[0] = racksWh;
    columns.siteFacilityEnergyWh[0] = 1.25 * racksWh;
    for (const metric of ['siteCostEur', 'siteCreditEur', 'siteCo2G'] as const) {
      columns[metric][0] = 0;
    }
    step({ newest: second > UNLIVED_S });
  }
  stop();
  const facilityWh = rows.reduce((sum, row) => sum + (row.facilityWh ?? 0), 0);
  return { facilityWh, steps };
}

/** Of so many seconds, all racks together. */
const meterWh = (seconds: number): number => (1.25 * 4 * RACK_W * seconds) / 3_600;

it('neither steps nor lines of the ledger, of the running quarter-hour too', () => {
  const { steps, facilityWh } = kept(START_MS - 60_000);
  const livedS = QUARTER_S - UNLIVED_S;
  expect(steps[0]).toMatchObject({ timeMs: START_MS + (UNLIVED_S + 1) * 1_000 });
  expect(new Set(steps.map(({ origin }) => origin))).toEqual(new Set(['recorded']));
  // The first second that it lived ends what it passed over.
  expect(facilityWh).toBeGreaterThan(meterWh(livedS - 2));
  expect(facilityWh).toBeLessThan(meterWh(livedS + 0.5));
});

it('but all of it where nobody was before', () => {
  const { steps, facilityWh } = kept(Number.NaN);
  expect(steps[0]).toMatchObject({ timeMs: START_MS + 1_000, origin: 'backfilled' });
  expect(facilityWh).toBeGreaterThan(meterWh(QUARTER_S - 2));
});

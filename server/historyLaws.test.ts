// Laws of the stored past, read over the API and by a reader of Parquet that is not ours: one truth in every tier.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTelemetry } from './bench/benchTwin.ts';
import { HistoryAnswer } from './contract/api.ts';
import { answerOf, createTestApp, type TestApp } from './http/testApp.ts';
import type { HistoryStore } from './telemetry/history/history.ts';
import { openHistory } from './telemetry/history/openHistory.ts';
import { temporaryRoot } from './telemetry/history/testing.ts';
import { keepHistory } from './telemetry/keepHistory.ts';

/** A quarter-hour and two minutes of the twin of one rack, second by second. */
const SECONDS = 1_020;
const DAY_MS = 86_400_000;
const live = openTelemetry('one-rack');
const { telemetry } = live;
const fromMs = live.twin.simulation.timeMs;
const toMs = fromMs + SECONDS * 1_000;
const undos: (() => void)[] = [];
let store: HistoryStore;
let tested: TestApp;

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((go) => setTimeout(go, 5));
};

beforeAll(async () => {
  const root = temporaryRoot((undo) => undos.push(undo));
  const { site } = telemetry;
  const event = (): void => undefined;
  store = await openHistory({ root, site, seed: 1, nowMs: fromMs, reserveBytes: 0, event });
  keepHistory(telemetry, store, false);
  for (let second = 0; second < SECONDS; second++) {
    live.twin.simulation.step(1);
    await store.whenRoom();
    live.take();
  }
  tested = createTestApp(telemetry, { store });
});
afterAll(async () => {
  await tested.app.close();
  await store.close();
  for (const undo of undos) undo();
});

type Means = (metric: string, id?: string) => readonly (number | null)[];

async function history(
  metrics: readonly string[],
  span: string,
): Promise<{ readonly means: Means; readonly steps: number }> {
  const url = `/api/history?${metrics.map((metric) => `metric=${metric}`).join('&')}&${span}`;
  const { series, timesMs } = await answerOf<HistoryAnswer>(tested, HistoryAnswer, url);
  const found = new Map(series.map((one) => [`${one.metric} ${one.id}`, one.mean]));
  const means: Means = (metric, id = 'SITE') => found.get(`${metric} ${id}`) ?? [];
  return { means, steps: timesMs.length };
}

const RACK = ['Gpu', 'Grace', 'TrayStatic', 'Switch'].map((part) => `rack${part}PowerW`);
const FED = ['siteGridPowerW', 'siteGensetPowerW', 'siteBatteryPowerW'];
const USED = [
  ...['siteGpuPowerW', 'siteGracePowerW', 'siteTrayStaticPowerW', 'siteSwitchPowerW'],
  ...['siteShelfLossW', 'siteNetworkPowerW', 'siteBuswayLossW', 'siteUpsLossW'],
  ...['siteTransformerLossW', 'siteLineLossW', 'siteCoolingPowerW', 'siteHousePowerW'],
];

/** Whole steps of a random part of what was recorded; a meter first read is a sixtieth of the first minute without growth. */
const spans = (stepS: number) =>
  fc
    .uniqueArray(fc.integer({ min: stepS === 60 ? 1 : 0, max: Math.floor(SECONDS / stepS) }), {
      minLength: 2,
      maxLength: 2,
    })
    .map((ends) => ends.sort((a, b) => a - b).map((end) => fromMs + end * stepS * 1_000))
    .map(([from, to]) => `from=${from}&to=${to}&step=${stepS}`);

describe.each([
  ['seconds', 1, 1e-6],
  ['minutes', 60, 1e-4],
  ['quarter-hours', 900, 1e-4],
])('in %s', (_, stepS, bound) => {
  test('every watt that is fed is used, and a rack is the sum of its parts', async () => {
    await fc.assert(
      fc.asyncProperty(spans(stepS), async (span) => {
        const site = await history([...FED, ...USED], span);
        const rack = await history([...RACK, 'rackShelfLossW', 'rackPowerW'], `${span}&ids=R1`);
        const at = (means: Means, names: readonly string[], step: number, id?: string): number =>
          names.reduce((sum, name) => sum + (means(name, id)[step] ?? Number.NaN), 0);
        for (let step = 0; step < site.steps; step++) {
          const fedW = at(site.means, FED, step);
          expect(Math.abs(fedW - at(site.means, USED, step)) / fedW).toBeLessThan(bound);
          const rackW = at(rack.means, ['rackPowerW'], step, 'R1');
          const partsW = at(rack.means, [...RACK, 'rackShelfLossW'], step, 'R1');
          expect(Math.abs(rackW - partsW) / rackW).toBeLessThan(bound);
        }
      }),
      { numRuns: 4 },
    );
  });

  test('the meters are the integral of power within 0.5 %', async () => {
    await fc.assert(
      fc.asyncProperty(spans(stepS), async (span) => {
        for (const [power, energy, id] of [
          ['siteFacilityPowerW', 'siteFacilityEnergyWh', 'SITE'],
          ['rackPowerW', 'rackEnergyWh', 'R1'],
        ] as const) {
          const { means } = await history([power, energy], `${span}&ids=${id}`);
          // The first second of all has no growth: its meter was read once. It is 0.1 % of the quarter-hour.
          const counted = means(energy, id).map((wh, i) => [wh, means(power, id)[i]] as const);
          const known = counted.filter(([wh]) => wh !== null);
          const sum = (of: 0 | 1): number => known.reduce((all, pair) => all + (pair[of] ?? 0), 0);
          if (known.length > 0) expect(sum(0) / ((sum(1) * stepS) / 3_600)).toBeCloseTo(1, 2.3);
        }
      }),
      { numRuns: 4 },
    );
  });
});

/** Rows of a day, of which a tier has one file or several. */
async function readDay(
  folder: string,
  day: string,
  metric: string,
): Promise<readonly Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for (const name of readdirSync(folder).sort()) {
    if (!name.startsWith(day)) continue;
    const file = await asyncBufferFromFile(join(folder, name));
    const columns = ['time', 'place', metric];
    rows.push(...(await parquetReadObjects({ file, compressors, columns })));
  }
  return rows;
}

test('sealed files say to another reader what the API says', async () => {
  // Past midnight the day is sealed.
  const timeMs = Math.ceil(toMs / DAY_MS) * DAY_MS + 180_000;
  const { columns } = live.twin;
  telemetry.sinks.tick({ timeMs, dtS: 1, newest: true, lateMs: 0, columns });
  await until(() => existsSync(join(store.folder, 'stretches.parquet')));
  const day = new Date(fromMs).toISOString().slice(0, 10);
  for (const [tier, stepS, metric, kind, scale] of [
    ['siteSecond', 1, 'siteFacilityPowerW', 'site', 1],
    ['rackMinute', 60, 'rackPowerW', 'rack', 1],
    ['gpuMinute', 60, 'gpuTempC', 'gpu', 0.1],
    ['siteMinute', 60, 'siteFacilityEnergyWh', 'site', 1],
  ] as const) {
    const rows = await readDay(join(store.folder, 'sealed', tier), day, metric);
    const places = [0, telemetry.places.count(kind) - 1];
    for (const place of new Set(places)) {
      const own = rows.filter((row) => row.place === place);
      const id = telemetry.ids.idOf(kind, place);
      const span = `from=${fromMs}&to=${toMs}&step=${stepS}&ids=${id}`;
      const { means } = await history([metric], span);
      expect(own.map(({ time }) => Number(time))).toEqual(
        Array.from({ length: SECONDS / stepS }, (_, i) => fromMs + (i + 1) * stepS * 1_000),
      );
      const told = means(metric, id);
      for (const [i, row] of own.entries()) {
        const value = row[metric] === null ? null : Number(row[metric]) * scale;
        if (value === null) expect(told[i]).toBeNull();
        else expect(told[i]).toBeCloseTo(value, 9);
      }
    }
  }
});

// Law of a past that was made up in long steps: a chart of shorter steps has no hole, and the energy is what it was.
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { readPast } from './pastSeries.ts';
import { BEGIN_MS, openTestStore, siteWh, type TestStore, temporaryRoot } from './testing.ts';

const STEP_S = 60;
const TO_MS = BEGIN_MS + 1_800_000;

let open: TestStore | undefined;
afterEach(() => open?.store.close());

it('is drawn without holes in any shorter step, and adds up', { timeout: 60_000 }, async () => {
  open = await openTestStore(temporaryRoot(onTestFinished));
  const { store, seconds, settle } = open;
  await seconds(BEGIN_MS, TO_MS, { dtS: STEP_S, origin: 'backfilled' });
  // The first recorded second is what a question waits for, and what the made-up ones are written with.
  await seconds(TO_MS, TO_MS + 1_000);
  await settle(TO_MS + 1_000);
  const fromMs = BEGIN_MS + STEP_S * 1_000;
  for (const stepS of [4, 10, 30]) {
    const ends = (TO_MS - fromMs) / 1_000 / stepS;
    const timesMs = Float64Array.from({ length: ends }, (_, i) => fromMs + (i + 1) * stepS * 1_000);
    const axis = { timesMs, startMs: fromMs, areDays: false };
    const asked = { places: [0], fromMs, toMs: TO_MS, stepS };
    const power = await readPast(store, { ...asked, metrics: ['siteFacilityPowerW'] }, axis, TO_MS);
    expect(new Set(power?.series[0]?.[0]?.coverage)).toEqual(new Set([1]));
    const energy = await readPast(
      store,
      { ...asked, metrics: ['siteFacilityEnergyWh'] },
      axis,
      TO_MS,
    );
    const wh = energy?.series[0]?.[0]?.mean.reduce((all, each) => all + each, 0) ?? 0;
    expect(wh / siteWh(fromMs, TO_MS)).toBeCloseTo(1, 6);
  }
});

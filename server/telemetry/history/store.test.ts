// Laws of the store, with its real thread and database: what goes in comes out, once, in every tier.
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import {
  BEGIN_MS,
  gpuWh,
  openTestStore,
  PLACES,
  rackWh,
  siteWh,
  type TestStore,
  temporaryRoot,
} from './testing.ts';

const MINUTE_MS = 60_000;
const RACKS = PLACES.count('rack');
const GPUS = PLACES.count('gpu');

let open: TestStore | undefined;
afterEach(async () => {
  await open?.store.close();
  open = undefined;
});

async function openIn(root: string): Promise<TestStore> {
  open = await openTestStore(root);
  return open;
}

describe('the store', () => {
  it('keeps each second of racks and site once, each minute and quarter-hour of all as it ends', async () => {
    const { seconds, settle, ask } = await openIn(temporaryRoot(onTestFinished));
    const toMs = BEGIN_MS + 31 * MINUTE_MS + 7_000;
    await seconds(BEGIN_MS, toMs);
    await settle(toMs);
    expect(await ask('SELECT count(*) FROM {siteSecond}')).toEqual(Float64Array.of(31 * 60 + 7));
    expect(await ask('SELECT count(DISTINCT (time, place)) FROM {rackSecond}')).toEqual(
      Float64Array.of((31 * 60 + 7) * RACKS),
    );
    expect(await ask('SELECT count(DISTINCT (time, place)) FROM {gpuMinute}')).toEqual(
      Float64Array.of(31 * GPUS),
    );
    expect(await ask('SELECT count(DISTINCT (time, place)) FROM {gpuQuarter}')).toEqual(
      Float64Array.of(2 * GPUS),
    );
    expect([...(await ask('SELECT DISTINCT coverS FROM {rackQuarter}'))]).toEqual([900]);
  });
});

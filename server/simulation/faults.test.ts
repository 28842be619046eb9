// Laws of failure: published rates, trays that go out and come back anew, jobs that carry on.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import { createPlaceIds } from '../contract/id.ts';
import { codeOf } from '../contract/state.ts';
import { openTwin } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const parts = readSite(FIXTURES, 'ile-de-france');
const DAYS = 6;
const twin = openTwin(parts);
let trayOutTicks = 0;
let ticks = 0;
const shares: number[] = [];
twin.run(DAYS * 86_400, 900, () => {
  const out = twin.columns.trayState.filter((state) => state === codeOf('tray', 'out')).length;
  trayOutTicks += out;
  ticks++;
  shares.push(out);
});
const of = (code: string) => twin.events.filter((event) => event.code === code);

describe('failures', () => {
  it('come at the published rate of 8.5 a day, within four deviations', () => {
    // A failure shows an XID, a tray that goes out, or both in the same second.
    const seen = new Set(
      [...twin.events.filter(({ kind }) => kind === 'xid'), ...of('tray.out')].map(
        ({ timeMs }) => timeMs,
      ),
    );
    const expected = 8.5 * DAYS;
    expect(Math.abs(seen.size - expected)).toBeLessThan(4 * Math.sqrt(expected));
  });

  it('keep 0.8-2.5 % of the trays out of service', () => {
    const share = trayOutTicks / ticks / twin.places.count('tray');
    expect(share).toBeGreaterThan(0.008);
    expect(share).toBeLessThan(0.025);
  });

  it('bring back what they took', () => {
    const before = of('tray.back').length;
    expect(before).toBeGreaterThan(0);
    const stillOut = shares.at(-1) as number;
    expect(shares[0]).toBeGreaterThan(0);
    expect(stillOut).toBe(openTwinOut() + of('tray.out').length - before);
  });

  it('report places and times that exist', () => {
    const { ids } = placesOf();
    for (const { place, timeMs } of twin.events) {
      if (place !== null) expect(ids.parse(place)).toBeDefined();
      expect(timeMs % 1_000).toBe(0);
      expect(timeMs).toBeLessThanOrEqual(twin.simulation.timeMs);
    }
  });

  it('leave 45-90 trays out at the start of any seed', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const out = openTwin(parts, { seed }).columns.trayState.filter((state) => state === 1).length;
      expect(out).toBeGreaterThanOrEqual(45);
      expect(out).toBeLessThanOrEqual(90);
    }
  });
});

/** Trays out before the first step of the same seed. */
function openTwinOut(): number {
  return openTwin(parts).columns.trayState.filter((state) => state === codeOf('tray', 'out'))
    .length;
}

function placesOf() {
  return { ids: createPlaceIds(twin.places) };
}

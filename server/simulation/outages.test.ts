// Laws of outages: as often as the hardware file says, back by themselves, and nothing twice.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import type { SourceEvent } from '../contract/event.ts';
import { createOutages } from './outages.ts';
import { START_MS } from './testing.ts';
import { createTwin, type Twin } from './twin.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const parts = readSite(FIXTURES, 'ile-de-france');
const { outages: RATES } = parts.hardware.power;
const START_S = START_MS / 1_000;
const YEAR_S = 365.25 * 86_400;

function open() {
  const events: SourceEvent[] = [];
  const sinks = { event: (event: SourceEvent) => void events.push(event), job() {} };
  const columns = {} as Twin['columns'];
  const twin = createTwin({ ...parts, seed: 42, startMs: START_MS, columns, sinks });
  return { outages: createOutages(twin), events };
}

describe('outages by chance', () => {
  const YEARS = 400;
  const { outages, events } = open();
  while (outages.nextS < START_S + YEARS * YEAR_S) outages.apply(outages.nextS);
  const starts = (key: string): SourceEvent[] => events.filter(({ text }) => text.key === key);

  it.each([
    // All feeds together count for each of them.
    ['feed.lost', 2 * (RATES.feed.perYear + RATES.grid.perYear)],
    ['transformer.tripped', 2 * RATES.transformer.perYear],
    ['ups.failed', 20 * RATES.ups.perYear],
  ])('%s comes as often as it should, to three deviations', (key, perYear) => {
    const expected = perYear * YEARS;
    expect(Math.abs(starts(key).length - expected)).toBeLessThan(3 * Math.sqrt(expected) + 1);
  });

  it('are so rare that a week is calm nine times out of ten', () => {
    const weeks = new Set(
      events
        .filter(({ severity }) => severity !== 'info')
        .map(({ timeMs }) => Math.floor(timeMs / (7 * 86_400_000))),
    );
    expect(weeks.size / ((YEARS * YEAR_S) / (7 * 86_400))).toBeLessThan(0.1);
  });

  it('end by themselves, each part after its own repair', () => {
    const lost = starts('ups.failed').length;
    const back = starts('ups.back').length;
    expect(lost - back).toBeGreaterThanOrEqual(0);
    expect(lost - back).toBeLessThan(3);
  });
});

describe('outages by command', () => {
  it('stand until they are cleared, once each', () => {
    const { outages, events } = open();
    expect(outages.inject('feed', 1, 'lost', START_S)).toBeNull();
    expect(outages.isDown('feed', 1)).toBe(true);
    expect(outages.inject('feed', 1, 'lost', START_S)).toMatchObject({ reason: 'conflict' });
    expect(outages.inject('feed', 2, 'lost', START_S)).toMatchObject({ reason: 'unknown' });
    expect(outages.inject('feed', 0, 'trip', START_S)).toMatchObject({ reason: 'conflict' });
    expect(events.map(({ text }) => text.key)).toEqual(['feed.lost']);
    expect(outages.clear('feed', 1, START_S)).toBe(true);
    expect(outages.clear('feed', 1, START_S)).toBe(false);
    expect(outages.isDown('feed', 1)).toBe(false);
  });
});

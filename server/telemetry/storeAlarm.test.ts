// Laws of a store that cannot write: its alarm stands until it writes again, time after time, and not beyond a restart.
import { describe, expect, it } from 'vitest';
import { codeOf } from '../contract/state.ts';
import { createTelemetry } from './createTelemetry.ts';
import { storeEvent } from './history/storeEvent.ts';
import { siteWith } from './limits/testing.ts';
import { handMade } from './testing.ts';

function worked(site = siteWith()) {
  const { events, sinks, frame } = site.telemetry;
  const tell = (event: Parameters<typeof sinks.event>[0]): void => {
    sinks.event(event);
    site.step();
  };
  return {
    ...site,
    nowMs: () => frame.timeMs,
    full: () => tell(storeEvent('store.full', frame.timeMs, {})),
    failed: (reason: string) => tell(storeEvent('store.failed', frame.timeMs, { reason })),
    writing: () => tell(storeEvent('store.writing', frame.timeMs, {})),
    codes: () => events.standing().map(({ code }) => code),
    word: () => [events.status.state, events.status.critical, events.status.warning],
    siteState: () => frame.columns.siteState[0],
  };
}

describe('a store that cannot write', () => {
  it('is a critical alarm of the site from then on until it writes again, each time anew', () => {
    const site = worked();
    site.step();
    for (let i = 0; i < 3; i++) {
      expect([site.codes(), site.word()]).toEqual([[], ['normal', 0, 0]]);
      const beganMs = site.nowMs();
      site.full();
      site.seconds(5);
      const [alarm] = site.events.standing();
      expect(alarm).toMatchObject({ code: 'store.full', timeMs: beganMs, untilMs: null });
      expect(site.events.status).toMatchObject({ state: 'critical', reason: alarm?.id });
      expect(site.siteState()).toBe(codeOf('site', 'critical'));
      const { version } = site.events;
      const endedMs = site.nowMs();
      site.writing();
      const news = site.events.since(version);
      expect(news.find(({ id }) => id === alarm?.id)?.untilMs).toBe(endedMs);
      expect(news.find(({ code }) => code === 'store.writing')?.cause).toBe(alarm?.id);
      expect(site.siteState()).toBe(codeOf('site', 'normal'));
    }
    expect(site.events.list({ limit: 9 }).filter(({ untilMs }) => untilMs === null)).toEqual([]);
  });

  it('is one alarm at a time: full, then failed; and told once more it is the same one', () => {
    const site = worked();
    site.full();
    site.failed('broken');
    site.failed('its thread has ended');
    expect(site.codes()).toEqual(['store.failed']);
    expect(site.events.standing()[0]?.text.params).toEqual({ reason: 'its thread has ended' });
    expect(site.word()).toEqual(['critical', 1, 0]);
    expect(site.events.list({ limit: 9 })).toHaveLength(2);
  });

  it('stands beside what the limits find, and comes before a warning', () => {
    const site = worked(siteWith({}));
    site.supply(50, 40);
    expect(site.word()).toEqual(['degraded', 0, 1]);
    site.full();
    expect([site.codes(), site.word()]).toEqual([
      ['store.full', 'hot'],
      ['critical', 1, 1],
    ]);
    site.supply(40, 40);
    expect([site.codes(), site.word()]).toEqual([['store.full'], ['critical', 1, 0]]);
    site.telemetry.sinks.failed(new Error('worker ended'));
    expect(site.word()).toEqual(['unknown', 1, 0]);
  });

  it('that wrote its alarm down before a restart does not stand after it, until it is full again', () => {
    const { telemetry } = handMade();
    const known = { id: 4, cause: null, untilMs: null, ...storeEvent('store.full', 1_000, {}) };
    const after = createTelemetry({
      ...{ description: telemetry.source, derive: undefined, rules: [] },
      remembered: { lastId: 4, records: [known], endMs: 500 },
    });
    const standing = () => after.events.standing().map(({ id }) => id);
    const until = () => after.events.list({ limit: 9 }).map(({ id, untilMs }) => [id, untilMs]);
    expect([standing(), until()]).toEqual([[], [[4, 1_000]]]);
    after.sinks.event(storeEvent('store.full', 9_000, {}));
    expect(standing()).toEqual([5]);
    after.sinks.event(storeEvent('store.writing', 9_500, {}));
    expect([standing(), until()]).toEqual([
      [],
      [
        [6, undefined],
        [5, 9_500],
        [4, 1_000],
      ],
    ]);
  });
});

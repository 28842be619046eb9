// Events of a range: of the place and its parts or of the whole site, from record and live list, cut to the span.
import { afterEach, expect, test, vi } from 'vitest';
import type { EventRecord } from '../../server/contract/event.ts';
import { type EventScope, eventsWithin, readPages, toldWithin } from './useEvents.ts';

const SPAN = { fromMs: 100, toMs: 200 };

function event(id: number, more: Partial<EventRecord>): EventRecord {
  return { id, timeMs: 150, place: 'R118', kind: 'xid', severity: 'info', ...more } as EventRecord;
}

const idsOf = (live: readonly EventRecord[], scope: EventScope) =>
  eventsWithin([], live, scope, SPAN).map(({ id }) => id);

test('what happens in a part of a rack while one looks is an event of the rack, that of its neighbour is not', () => {
  const live = [
    event(1, { place: 'R118' }),
    event(2, { place: 'R118-T07-G2' }),
    event(3, { place: 'R119' }),
    event(4, { place: null }),
  ];
  expect(idsOf(live, ['R118'])).toEqual([1, 2]);
});

test('of a job are those that name it, wherever they happened', () => {
  const naming = (id: number, job: string | undefined, place: string | null) =>
    event(id, { place, text: { key: 'job.restarted', params: job === undefined ? {} : { job } } });
  const live = [naming(1, 'J7', 'R118'), naming(2, 'J8', 'R118'), naming(3, undefined, 'R118')];
  expect(idsOf([...live, naming(4, 'J7', null)], { job: 'J7' })).toEqual([1, 4]);
});

test('events of today are none of last week', () => {
  const live = [event(1, { timeMs: 100 }), event(2, { timeMs: 200 }), event(3, { timeMs: 201 })];
  expect(idsOf(live, ['R118'])).toEqual([2]);
});

test('of the site are warnings, alarms, plant, commands, the system and checkpoints of large jobs, not what one GPU tells', () => {
  const live = [
    event(1, { kind: 'plant' }),
    event(2, { kind: 'command' }),
    event(3, { kind: 'xid' }),
    event(4, { kind: 'xid', severity: 'warning' }),
    event(5, { kind: 'system' }),
    event(6, { kind: 'job', code: 'job.checkpoint' }),
    event(7, { kind: 'job', code: 'job.started' }),
  ];
  expect(idsOf(live, 'site')).toEqual([1, 2, 4, 5, 6]);
});

test('checkpoints, hundreds in a day, are told in ranges of up to six hours alone', () => {
  const events = [event(1, { code: 'job.checkpoint' }), event(2, { code: 'job.started' })];
  const idsIn = (hours: number) => toldWithin(events, hours * 3_600_000).map(({ id }) => id);
  expect([idsIn(6), idsIn(24)]).toEqual([[1, 2], [2]]);
});

test('an event of the record and of the live list is told once, as it is now, oldest first', () => {
  const past = [event(2, { timeMs: 160 }), event(1, { untilMs: null })];
  const now = eventsWithin(past, [event(1, { untilMs: 180 })], ['R118'], SPAN);
  expect(now.map(({ id, untilMs }) => [id, untilMs])).toEqual([
    [1, 180],
    [2, undefined],
  ]);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A server of so many events, newest first, 1,000 a page. */
function answering(total: number): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    const before = Number(new URL(path, 'http://page').searchParams.get('before') ?? total + 1);
    const ids = Array.from({ length: Math.min(1_000, before - 1) }, (_, i) => before - 1 - i);
    const next = (ids.at(-1) ?? 1) > 1 ? ids.at(-1) : null;
    return Response.json({ events: ids.map((id) => event(id, {})), next });
  });
  return asked;
}

test('a range with more events than a page is read to its end, page after page', async () => {
  const asked = answering(2_500);
  const events = await readPages({ limit: 1_000 });
  expect(events?.map(({ id }) => id)).toEqual(Array.from({ length: 2_500 }, (_, i) => 2_500 - i));
  expect(asked).toHaveLength(3);
});

test('there is an end to what is read for marks of a chart', async () => {
  const asked = answering(20_000);
  expect(await readPages({ limit: 1_000 })).toHaveLength(5_000);
  expect(asked).toHaveLength(5);
});

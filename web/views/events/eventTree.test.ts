// Laws of the tree of events: nothing lost, nothing twice, a match brings its whole tree.
import { describe, expect, test } from 'vitest';
import type { EventRecord } from '../../../server/contract/event.ts';
import {
  countUnder,
  eventTree,
  graverStanding,
  graverUnder,
  gravest,
  matching,
  openRows,
  pathTo,
  standingTree,
} from './eventTree.ts';

function event(id: number, cause: number | null, more: Partial<EventRecord> = {}): EventRecord {
  return {
    id,
    timeMs: id * 1_000,
    kind: 'fault',
    severity: 'info',
    code: `code.${id}`,
    place: null,
    cause,
    text: { key: 'x', params: {} },
    ...more,
  };
}

const EVENTS = [event(1, null), event(2, 1), event(3, 2), event(4, null), event(5, 99)];

describe('the tree of events', () => {
  test('holds every event once, newest root first', () => {
    const roots = eventTree(EVENTS);
    expect(roots.map(({ event: { id } }) => id)).toEqual([5, 4, 1]);
    expect(roots.reduce((sum, root) => sum + 1 + countUnder(root), 0)).toBe(EVENTS.length);
  });

  test('shows what lies under an open row only', () => {
    const roots = eventTree(EVENTS);
    expect(openRows(roots, new Set()).length).toBe(3);
    const rows = openRows(roots, new Set([1, 2]));
    expect(rows.map(({ node, depth }) => [node.event.id, depth])).toEqual([
      [5, 0],
      [4, 0],
      [1, 0],
      [2, 1],
      [3, 2],
    ]);
  });

  test('a match deep down brings its cause', () => {
    const roots = eventTree(EVENTS.map((one) => (one.id === 3 ? { ...one, kind: 'job' } : one)));
    const filter = { severity: undefined, kind: 'job', words: '' } as const;
    expect(matching(roots, filter, () => '').map(({ event: { id } }) => id)).toEqual([1]);
    const words = { severity: undefined, kind: undefined, words: 'CODE.4' };
    expect(matching(roots, words, ({ code }) => code).map(({ event: { id } }) => id)).toEqual([4]);
  });

  test('the way to an event begins at its root and ends with it', () => {
    const roots = eventTree(EVENTS);
    expect(pathTo(roots, 3)).toEqual([1, 2, 3]);
    expect(pathTo(roots, 4)).toEqual([4]);
    expect(pathTo(roots, 77)).toEqual([]);
  });

  test('one event, or one code, brings its tree and no other', () => {
    const roots = eventTree(EVENTS);
    const none = { severity: undefined, kind: undefined, words: '' } as const;
    const idsOf = (filter: Parameters<typeof matching>[1]) =>
      matching(roots, filter, () => '').map(({ event: { id } }) => id);
    expect(idsOf({ ...none, event: 3 })).toEqual([1]);
    expect(idsOf({ ...none, code: 'code.4' })).toEqual([4]);
    expect(idsOf({ ...none, within: () => false })).toEqual([]);
  });
});

describe('what stands', () => {
  const feed = event(1, null, { kind: 'plant', severity: 'warning' });
  const other = event(6, null);
  const critical = event(3, 1, { severity: 'critical', untilMs: null });
  const warnings = [2, 4].map((id) => event(id, 1, { severity: 'warning', untilMs: null }));
  const below = event(5, 4, { severity: 'warning', untilMs: null });
  const over = event(7, 1, { severity: 'critical', untilMs: 9 });
  const alone = event(8, null, { severity: 'warning', untilMs: null });
  const roots = standingTree([feed, other, critical, ...warnings, below, over, alone]);

  test('lies under its cause, even one that is over; the gravest comes first', () => {
    expect(roots.map(({ event: { id } }) => id)).toEqual([1, 8]);
    expect(roots.map(gravest)).toEqual([0, 1]);
    expect(roots[0]?.under.map(({ event: { id } }) => id)).toEqual([2, 3, 4]);
  });

  test('a cause says that something graver than itself followed, however deep', () => {
    const [tree] = eventTree([event(1, null), event(2, 1), event(3, 2, { severity: 'critical' })]);
    expect(tree && graverUnder(tree)).toBe('critical');
    expect(tree?.under[0] && graverUnder(tree.under[0])).toBe('critical');
    expect(roots[1] && graverUnder(roots[1])).toBeUndefined();
  });

  test('a cause that is over says how grave what stands under it is, and not what is over too', () => {
    const [feedLost, lone] = roots;
    expect(feedLost && graverStanding(feedLost)).toBe('critical');
    const calm = standingTree([feed, ...warnings, over]);
    expect(calm[0] && graverStanding(calm[0])).toBe('warning');
    expect(lone && graverStanding(lone)).toBeUndefined();
  });

  test('leaves nothing out, and holds nothing that neither stands nor led to it', () => {
    expect(roots.reduce((sum, root) => sum + 1 + countUnder(root), 0)).toBe(6);
  });
});

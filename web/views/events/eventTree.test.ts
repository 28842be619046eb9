// Laws of the tree of events: nothing lost, nothing twice, a match brings its whole tree.
import { describe, expect, test } from 'vitest';
import type { EventRecord } from '../../../server/contract/event.ts';
import { countUnder, eventTree, matching, openRows, pathTo } from './eventTree.ts';

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

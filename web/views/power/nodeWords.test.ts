// Law of a node that lets nothing through: it is drawn so, and its state says it in a word; what merely calls is whole.
import { expect, test } from 'vitest';
import type { MetricId } from '../../../server/contract/metrics.ts';
import { codeOf } from '../../../server/contract/state.ts';
import { FEED, GENSET, GROUP, type NodeKind, nodeWords, TRANSFORMER } from './nodeWords.ts';

function shownIn(of: NodeKind, code: number) {
  const read = (metric: MetricId): number => (metric === of.state ? code : 0);
  const { dead, state, level } = nodeWords(of, 0, read);
  return { dead, state, level };
}

test.each([
  ['a lost feed', FEED, codeOf('feed', 'lost')],
  ['a tripped transformer', TRANSFORMER, codeOf('transformer', 'out')],
  ['a genset out of service', GENSET, codeOf('genset', 'out')],
  ['a group that let go', GROUP, codeOf('redundancy', 'lost')],
])('%s is dead, in a word too', (_, of, code) => {
  const { dead, state, level } = shownIn(of, code);
  expect([dead, level]).toEqual([true, 'warning']);
  expect(state).not.toBe('');
});

test.each([
  [FEED, codeOf('feed', 'live')],
  [GENSET, codeOf('genset', 'running')],
  [GROUP, codeOf('redundancy', 'none')],
  [FEED, Number.NaN],
])('what lets power through, or is not known, is not', (of, code) => {
  expect(shownIn(of, code).dead).toBe(false);
});

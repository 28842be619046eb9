// A stopped CDU comes before one on a single pump; one that stands by is not named.
import { expect, test } from 'vitest';
import type { MetricId } from '../../../server/contract/metrics.ts';
import { codeOf } from '../../../server/contract/state.ts';
import { cduTroubles } from './troubles.ts';

test('names what is in trouble', () => {
  const states = ['running', 'standby', 'running', 'stopped'] as const;
  const pumps = ['both', 'both', 'a', 'b'] as const;
  const read = (metric: MetricId, i: number): number =>
    metric === 'cduState'
      ? codeOf('cdu', states[i] as (typeof states)[number])
      : codeOf('pump', pumps[i] as (typeof pumps)[number]);
  expect(cduTroubles(4, read)).toEqual([
    { index: 3, what: 'stopped' },
    { index: 2, what: 'onePump' },
  ]);
});

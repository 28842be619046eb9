// The margin is to the next limit that the rules set, never to another metric's.
import { expect, test } from 'vitest';
import type { AlarmRule } from '../../../server/contract/alarm.ts';
import { marginOf } from './margins.ts';

const rule = (metric: string, on: unknown): AlarmRule => ({ metric, on }) as unknown as AlarmRule;
const RULES = [
  rule('ringSupplyC', { above: 45 }),
  rule('ringSupplyC', { above: 42 }),
  rule('plantWarmSupplyC', { above: 40 }),
  rule('ringSupplyC', { below: 10 }),
];

test('margins to limits', () => {
  expect(marginOf(RULES, 'ringSupplyC', 38)).toEqual({ limit: 42, left: 4 });
  expect(marginOf(RULES, 'ringSupplyC', 43)).toEqual({ limit: 45, left: 2 });
  expect(marginOf(RULES, 'ringSupplyC', 46)).toEqual({ limit: 45, left: -1 });
  expect(marginOf(RULES, 'ringReturnC', 46)).toBeUndefined();
  expect(marginOf(RULES, 'ringSupplyC', Number.NaN)).toBeUndefined();
});

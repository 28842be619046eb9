import { expect, test } from 'vitest';
import { domainState, domainTotals } from './domains.ts';

const shape = { traysPerRack: 18, gpusPerTray: 4, rackPowerW: 132_000 };

test('a domain of 18 trays is usable down to 16 and broken below', () => {
  expect([0, 1, 2, 3, 18].map((out) => domainState(out, 18))).toEqual([
    'whole',
    'usable',
    'usable',
    'broken',
    'broken',
  ]);
});

test('every GPU is in a domain, out, or stranded, and never twice', () => {
  const totals = domainTotals([0, 1, 2, 3, null], shape);
  expect(totals).toMatchObject({ whole: 1, usable: 2, broken: 1, unknown: 1 });
  expect(totals.gpusOut).toBe(6 * 4);
  // One tray beyond 16 in the second, none in the third, all 15 of the fourth.
  expect(totals.gpusStranded).toBe(16 * 4);
  const inDomains = 18 * 4 + 2 * 16 * 4;
  expect(inDomains + totals.gpusOut + totals.gpusStranded).toBe(4 * 72);
  expect(totals.powerStrandedW).toBeCloseTo((22 / 18) * 132_000, 6);
  expect(totals.rows.map(({ rack }) => rack)).toEqual([3, 2, 1]);
});

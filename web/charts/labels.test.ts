// Names beside a chart stand in the order of their lines, apart, and inside it, however close the lines are.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spreadLabels } from './labels.ts';

const [TOP, BOTTOM, GAP] = [8, 200, 13];

test('names keep the order of their lines, a gap apart, within the plot', () => {
  const wanted = fc.array(fc.double({ min: TOP, max: BOTTOM, noNaN: true }), {
    minLength: 1,
    maxLength: Math.floor((BOTTOM - TOP) / GAP),
  });
  fc.assert(
    fc.property(wanted, (heights) => {
      const placed = spreadLabels(heights, GAP, TOP, BOTTOM);
      const order = heights.map((_, i) => i).sort((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0));
      for (const [rank, i] of order.entries()) {
        const at = placed[i] ?? Number.NaN;
        expect(at).toBeGreaterThanOrEqual(TOP - 1e-9);
        expect(at).toBeLessThanOrEqual(BOTTOM + 1e-9);
        const above = order[rank - 1];
        if (above === undefined || heights[above] === heights[i]) continue;
        expect(at - (placed[above] ?? 0)).toBeGreaterThanOrEqual(GAP - 1e-9);
      }
    }),
    { numRuns: 200 },
  );
});

// The words of a flow never cover each other and never leave the picture, whatever flows and however small it is.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flowOf } from '../views/overview/flow.ts';
import { placeLabels } from './sankeyLabels.ts';
import { layOutFlow } from './sankeyLayout.ts';

const LINE = 13.75;
/** Width of a letter, a little more than that of Inter at 11 px. */
const LETTER = 5.6;

/** Kilowatts of a site: IT, its losses, cooling, gensets, batteries. */
const plants = fc.tuple(
  fc.integer({ min: 1, max: 40_000 }),
  fc.integer({ min: 0, max: 3_000 }),
  fc.integer({ min: 0, max: 4_000 }),
  fc.integer({ min: 0, max: 40_000 }),
  fc.integer({ min: -3_000, max: 30_000 }),
);

function labelsOf(plant: readonly number[], width: number, height: number) {
  const [it = 0, loss = 0, cooling = 0, genset = 0, battery = 0] = plant;
  const watts: Record<string, number> = {
    siteGpuPowerW: it,
    siteGracePowerW: it / 4,
    siteShelfLossW: loss,
    siteUpsLossW: loss,
    siteCoolingPowerW: cooling,
    siteTransformerLossW: loss / 9,
    siteHousePowerW: 150,
    siteGensetPowerW: genset,
    siteBatteryPowerW: battery,
    siteGridPowerW: it,
    siteFacilityPowerW: it + cooling,
  };
  const { nodes, links } = flowOf((metric) => (watts[metric] ?? 0) * 1e3);
  const right = 27 * LETTER + 12;
  const room = { width, height: height - LINE, bar: 5, right, gap: LINE * 1.15 };
  const layout = layOutFlow(nodes, links, { ...room, innerGap: LINE * 2.2 });
  return placeLabels(layout.nodes, { line: LINE, height, gap: 6, bar: 5 }).map((label) => {
    const letters = label.node.label.length + (label.lines === 1 ? 8 : 0);
    return { ...label, width: Math.max(letters, 8) * LETTER };
  });
}

test.each([
  [328, 170],
  [342, 190],
  [590, 260],
  [580, 400],
])('no word covers another or is cut in %i x %i pixels', (width, height) => {
  fc.assert(
    fc.property(plants, (plant) => {
      const labels = labelsOf(plant, width, height);
      for (const [i, one] of labels.entries()) {
        expect(one.top).toBeGreaterThanOrEqual(-1e-9);
        expect(one.top + one.height).toBeLessThanOrEqual(height + 1e-9);
        expect(one.width).toBeLessThanOrEqual(one.room + LETTER);
        for (const other of labels.slice(i + 1)) {
          const beside = one.x + one.width <= other.x || other.x + other.width <= one.x;
          const above = one.top + one.height <= other.top + 1e-9;
          const below = other.top + other.height <= one.top + 1e-9;
          expect(beside || above || below, `${one.node.id} over ${other.node.id}`).toBe(true);
        }
      }
    }),
    { numRuns: 60 },
  );
});

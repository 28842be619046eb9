// Laws of the floor's colours: more is more contrast, one hue a metric, and no ramp looks like an alarm.
import { describe, expect, it } from 'vitest';
import type { Theme } from '../theme.ts';
import { contrast, type Rgb, rgbOfPixel } from './colour.ts';
import { HOLLOW, paletteOf } from './palette.ts';

const PAGE: Record<Theme, Rgb> = { dark: [20, 25, 32], light: [255, 255, 255] };
const THEMES: Theme[] = ['dark', 'light'];
const RAMPS = [
  { metric: 'power', range: [0, 1_200], rises: true },
  { metric: 'activity', range: [0, 1], rises: true },
  { metric: 'margin', range: [0, 60], rises: false },
] as const;

/** Hue, 0 to 360, and how strong it is, 0 to 1 (HSV). */
function hueOf([r, g, b]: Rgb): { hue: number; strength: number } {
  const max = Math.max(r, g, b);
  const span = max - Math.min(r, g, b);
  if (span === 0) return { hue: 0, strength: 0 };
  const sixth =
    max === r ? ((g - b) / span + 6) % 6 : max === g ? (b - r) / span + 2 : (r - g) / span + 4;
  return { hue: sixth * 60, strength: span / max };
}

describe.each(THEMES)('palettes on the %s page', (theme) => {
  it.each(RAMPS)('$metric: more has more contrast, code by code', ({ metric, range, rises }) => {
    for (const stale of [false, true]) {
      const palette = paletteOf(metric, theme, range, stale);
      const ratios = Array.from({ length: 255 }, (_, code) =>
        contrast(rgbOfPixel(palette[rises ? code : 254 - code] ?? 0), PAGE[theme]),
      );
      for (let i = 1; i < ratios.length; i++) {
        // One step of a byte may stand still, but never fall by more than its rounding.
        expect(ratios[i]).toBeGreaterThan((ratios[i - 1] ?? 0) - 0.035);
      }
      expect((ratios.at(-1) ?? 0) / (ratios[0] ?? 1)).toBeGreaterThan(2);
    }
  });

  it.each(RAMPS)('$metric: no red and no orange anywhere in the ramp', ({ metric, range }) => {
    const palette = paletteOf(metric, theme, range, false);
    for (let code = 0; code < 255; code++) {
      const { hue, strength } = hueOf(rgbOfPixel(palette[code] ?? 0));
      if (strength > 0.12) expect(hue > 34 && hue < 330, `code ${code} has hue ${hue}`).toBe(true);
    }
  });

  it('an idle GPU can be told from the page', () => {
    const palette = paletteOf('power', theme, [0, 1_200], false);
    const idle = rgbOfPixel(palette[Math.round((165 / 1_200) * 254)] ?? 0);
    expect(contrast(idle, PAGE[theme])).toBeGreaterThan(1.15);
  });

  it('thermal margin is neutral until 10 K from the limit', () => {
    const palette = paletteOf('margin', theme, [0, 60], false);
    for (let code = 43; code < 255; code++) {
      expect(hueOf(rgbOfPixel(palette[code] ?? 0)).strength).toBeLessThan(0.25);
    }
    expect(hueOf(rgbOfPixel(palette[20] ?? 0)).strength).toBeGreaterThan(0.3);
  });

  it('health is grey but for exceptions, and out of service is hollow', () => {
    const palette = paletteOf('health', theme, [0, 254], false);
    expect(hueOf(rgbOfPixel(palette[0] ?? 0)).strength).toBeLessThan(0.25);
    expect(hueOf(rgbOfPixel(palette[1] ?? 0)).strength).toBeGreaterThan(0.6);
    expect(hueOf(rgbOfPixel(palette[2] ?? 0)).strength).toBeGreaterThan(0.6);
    expect([palette[3], palette[255]]).toEqual([HOLLOW, HOLLOW]);
  });

  it('stale is grey in every metric', () => {
    for (const { metric, range } of RAMPS) {
      const palette = paletteOf(metric, theme, range, true);
      for (let code = 0; code < 255; code++) {
        const [r, g, b] = rgbOfPixel(palette[code] ?? 0);
        expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(16);
      }
    }
  });
});

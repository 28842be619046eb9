// Laws of the site's clock and of chance.
import { describe, expect, it } from 'vitest';
import { createCalendar, rhythmAt } from './calendar.ts';
import { bell, draw, gaussian, smoothNoise, streamOf, unit } from './random.ts';

const DAY = Array.from({ length: 24 }, (_, hour) => hour / 23);
const week = { weekday: DAY, weekend: DAY.map((value) => value / 2) };
const calendar = createCalendar('Europe/Paris');
const rhythm = (utcMs: number) => rhythmAt(week, calendar.localS(utcMs / 1_000));

describe('the calendar', () => {
  it('follows the clock on the wall through summer time', () => {
    const winter = rhythm(Date.UTC(2026, 0, 14, 14, 30));
    const summer = rhythm(Date.UTC(2026, 6, 15, 13, 30));
    expect(winter).toBeCloseTo(15 / 23, 9);
    expect(summer).toBeCloseTo(winter, 9);
  });

  it('knows a Saturday from a Friday, and passes from one to the other without a jump', () => {
    expect(rhythm(Date.UTC(2026, 0, 17, 11, 30))).toBeCloseTo(
      rhythm(Date.UTC(2026, 0, 16, 11, 30)) / 2,
      9,
    );
    const midnight = Date.UTC(2026, 0, 16, 23);
    expect(Math.abs(rhythm(midnight + 1_000) - rhythm(midnight - 1_000))).toBeLessThan(0.001);
  });
});

describe('chance', () => {
  const stream = streamOf(42, 'test');
  const many = Array.from({ length: 20_000 }, (_, i) => i);
  const moments = (values: readonly number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    return [mean, Math.sqrt(variance)] as const;
  };

  it('is even over (0, 1), and a bell of deviation 1', () => {
    const [mean, deviation] = moments(many.map((i) => unit(draw(stream, i))));
    expect(mean).toBeCloseTo(0.5, 1);
    expect(deviation).toBeCloseTo(Math.sqrt(1 / 12), 2);
    for (const values of [
      many.map((i) => bell(draw(stream, i))),
      many.map((i) => gaussian(stream, i)),
    ]) {
      const [middle, width] = moments(values);
      expect(Math.abs(middle)).toBeLessThan(0.03);
      expect(width).toBeCloseTo(1, 1);
    }
  });

  it('has a stream of its own for every label and seed', () => {
    const streams = ['a', 'b', 'ab', 'ba'].flatMap((label) => [
      streamOf(1, label),
      streamOf(2, label),
    ]);
    expect(new Set(streams).size).toBe(8);
  });

  it('passes smoothly from knot to knot, with deviation about 1', () => {
    const values = many.map((i) => smoothNoise(stream, 0, i * 7.3, 60));
    const [, width] = moments(values);
    expect(width).toBeGreaterThan(0.85);
    expect(width).toBeLessThan(1.15);
    for (let t = 0; t < 600; t++) {
      const step = smoothNoise(stream, 1, t + 1, 60) - smoothNoise(stream, 1, t, 60);
      expect(Math.abs(step)).toBeLessThan(0.3);
    }
  });
});

import { expect, test } from 'vitest';
import type { MetricId } from '../../server/contract/metrics.ts';
import type { Series } from '../time/seriesTypes.ts';
import type { Column } from '../time/stepStore.ts';
import { csvText } from '../ui/exportTable.ts';
import type { ChartSpec } from './chartTypes.ts';
import { columnMs, foldColumns } from './columns.ts';
import { pictureOf } from './picture.ts';
import { momentAt, moved, zoomed } from './plotArea.ts';
import { seriesTable } from './seriesTable.ts';

const LENGTH_MS = 900_000;
const NOW = Date.UTC(2026, 10, 22, 14, 3, 12);
const times = Array.from({ length: 900 }, (_, i) => NOW - LENGTH_MS + (i + 1) * 1000);
const wave = times.map((_, i) => 25e6 + 1e6 * Math.sin(i / 9));

function seriesOf(columns: Partial<Record<MetricId, readonly number[]>>, stepS = 1): Series {
  const column = (values: readonly number[]): Column => ({
    min: values,
    mean: values,
    max: values,
  });
  return {
    state: 'ready',
    problem: '',
    span: { fromMs: NOW - LENGTH_MS, toMs: NOW },
    stepS,
    timesMs: times,
    of: (metric) => column(columns[metric] ?? []),
    gaps: [],
    stretches: [],
    making: false,
    before: undefined,
    version: 1,
  };
}

const SPEC: ChartSpec = {
  unit: 'MW',
  lines: [
    { metric: 'siteItPowerW', label: 'IT', ink: 'compute' },
    { metric: 'siteCoolingPowerW', label: 'Cooling', ink: 'cooling' },
  ],
};

test('no more than one point a pixel, and no peak or valley is lost', () => {
  const span = { fromMs: NOW - LENGTH_MS, toMs: NOW };
  const column = { min: wave, mean: wave, max: wave };
  const folded = foldColumns(times, column, span, columnMs(span, 1, 260), 1e-6);
  expect(folded.xs.length).toBeLessThanOrEqual(261);
  expect(Math.max(...folded.highs)).toBeCloseTo(Math.max(...wave) / 1e6, 9);
  expect(Math.min(...folded.lows)).toBeCloseTo(Math.min(...wave) / 1e6, 9);
  const last = folded.xs.at(-1);
  expect(last).toBe(NOW);
});

test('a column of pixels holds the same seconds while the span slides over it', () => {
  const slide = (by: number) => {
    const span = { fromMs: NOW - 600_000 + by, toMs: NOW - 60_000 + by };
    const { xs, means } = foldColumns(times, { min: wave, mean: wave, max: wave }, span, 4_000, 1);
    return new Map(xs.slice(1, -1).map((x, i) => [x, means[i + 1]]));
  };
  const before = slide(0);
  const after = slide(1_000);
  let compared = 0;
  for (const [x, mean] of after) {
    if (!before.has(x)) continue;
    expect(mean).toBe(before.get(x));
    compared++;
  }
  expect(compared).toBeGreaterThan(100);
});

test('a gap stays a gap, also where columns are folded', () => {
  const holed = wave.map((value, i) => (i >= 300 && i < 400 ? Number.NaN : value));
  const span = { fromMs: NOW - LENGTH_MS, toMs: NOW };
  const { means } = foldColumns(times, { min: holed, mean: holed, max: holed }, span, 10_000, 1);
  const unknown = means.filter((mean) => Number.isNaN(mean)).length;
  expect(unknown).toBeGreaterThanOrEqual(9);
  expect(unknown).toBeLessThanOrEqual(10);
});

test('layers stand on one another and end at their sum', () => {
  const cooling = times.map(() => 1e6);
  const series = seriesOf({ siteItPowerW: wave, siteCoolingPowerW: cooling });
  const { lines, scale } = pictureOf(
    series,
    { ...SPEC, stacked: true, scale: 'zero' },
    300,
    undefined,
  );
  const [it, top] = lines;
  it?.means.forEach((value, i) => {
    expect((top?.means[i] ?? 0) - value).toBeCloseTo(1, 9);
  });
  expect(scale.min).toBe(0);
  expect(scale.max).toBeGreaterThanOrEqual(Math.max(...(top?.means ?? [])));
});

test('a sum with an unknown part is unknown', () => {
  const half = times.map((_, i) => (i < 450 ? 1e6 : Number.NaN));
  const series = seriesOf({ siteItPowerW: wave, siteCoolingPowerW: half });
  const spec: ChartSpec = {
    unit: 'MW',
    lines: [{ metric: ['siteItPowerW', 'siteCoolingPowerW'], label: 'Sum', ink: 'power' }],
  };
  const [sum] = pictureOf(series, spec, 900, undefined).lines;
  expect(sum?.means.slice(0, 440).some(Number.isNaN)).toBe(false);
  expect(sum?.means.slice(460).every(Number.isNaN)).toBe(true);
});

test('the table of a chart has every step of the span once, in the chart’s unit', () => {
  const series = seriesOf({ siteItPowerW: wave, siteCoolingPowerW: times.map(() => Number.NaN) });
  const table = seriesTable([{ spec: SPEC, series }]);
  expect(table.columns.map(({ name, unit }) => [name, unit])).toEqual([
    ['time', undefined],
    ['IT', 'MW'],
    ['Cooling', 'MW'],
  ]);
  expect(table.rows).toHaveLength(900);
  expect(table.rows.at(-1)).toEqual(['2026-11-22T14:03:12Z', (wave.at(-1) ?? 0) / 1e6, null]);
});

test('a CSV file quotes what it must, leaves empty what is not known and runs no formula', () => {
  const text = csvText(
    {
      columns: [{ name: 'time' }, { name: 'UPS, lines', unit: 'MW' }, { name: 'job' }],
      rows: [
        ['2026-11-22T14:03:12Z', 0.1 + 0.2, '=cmd()'],
        ['2026-11-22T14:03:13Z', null, 'a "b"'],
      ],
    },
    ['Carnot\nSynthetic data'],
  );
  expect(text.split('\r\n')).toEqual([
    '# Carnot Synthetic data',
    'time,"UPS, lines (MW)",job',
    "2026-11-22T14:03:12Z,0.3,'=cmd()",
    '2026-11-22T14:03:13Z,,"a ""b"""',
    '',
  ]);
});

const AREA = { left: 40, right: 340, top: 0, bottom: 100, fromMs: NOW - LENGTH_MS, toMs: NOW };

test('a pixel names a step of the plot, whatever lies beside it', () => {
  expect(momentAt(AREA, 0, 1)).toBe(AREA.fromMs + 1);
  expect(momentAt(AREA, 400, 1)).toBe(NOW);
  expect(momentAt(AREA, 190, 10) % 10_000).toBe(0);
  expect(Math.abs(momentAt(AREA, 190, 10) - (NOW - LENGTH_MS / 2))).toBeLessThanOrEqual(5_000);
});

test('arrows go step by step, and never out of the plot', () => {
  const left = moved('ArrowLeft', false, AREA, 1, NOW) ?? 0;
  expect(left).toBeLessThan(NOW);
  expect(moved('ArrowRight', false, AREA, 1, left)).toBe(NOW);
  expect(moved('ArrowRight', true, AREA, 1, NOW)).toBe(NOW);
  expect(moved('ArrowLeft', true, AREA, 1, AREA.fromMs + 1)).toBe(AREA.fromMs + 1);
  expect(moved('x', false, AREA, 1, NOW)).toBeUndefined();
});

test('zooming in halves the span around the cursor, and never below what a chart can show', () => {
  const [from, to] = zoomed(AREA, NOW - 450_000, 0.25);
  expect(to - from).toBe(LENGTH_MS / 2);
  expect((from + to) / 2).toBe(NOW - 450_000);
  const [least, most] = zoomed({ fromMs: 0, toMs: 12_000 }, undefined, 0.25);
  expect(most - least).toBeGreaterThanOrEqual(10_000);
});

test('a gap that no column of pixels is wholly in is seen all the same', () => {
  const gap = { fromMs: NOW - 500_000, toMs: NOW - 490_000 };
  const known = wave.map((value, i) => {
    const timeMs = times[i] ?? 0;
    return timeMs > gap.fromMs && timeMs <= gap.toMs ? Number.NaN : value;
  });
  const series = seriesOf({ siteItPowerW: known, siteCoolingPowerW: known });
  const holes = (gaps: Series['gaps'], widthPx: number): number => {
    const [line] = pictureOf({ ...series, gaps }, SPEC, widthPx, undefined).lines;
    return line?.means.filter((mean) => Number.isNaN(mean)).length ?? 0;
  };
  // Columns of 15 s: most of one is in the gap.
  expect([holes([], 60), holes([gap], 60)]).toEqual([0, 1]);
  // Columns of a minute: a sixth of one is no gap of the picture.
  expect(holes([gap], 15)).toBe(0);
});

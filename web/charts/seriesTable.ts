// The numbers of charts as one table: a row a step, a column a line, and its lowest and highest where they differ.
import { type DisplayUnit, factorOf, unitText } from '../format.ts';
import { isoOf } from '../time/range.ts';
import type { Series } from '../time/seriesTypes.ts';
import type { ExportCell, ExportColumn, ExportTable } from '../ui/exportTable.ts';
import type { ChartSpec } from './chartTypes.ts';
import { columnOf } from './picture.ts';

export interface TabledChart {
  readonly name?: string;
  readonly spec: ChartSpec;
  readonly series: Series;
}

interface Source extends ExportColumn {
  read(timeMs: number): ExportCell;
}

export function seriesTable(charts: readonly TabledChart[]): ExportTable {
  const sources = charts.flatMap(sourcesOf);
  const times = new Set<number>();
  for (const { series } of charts) {
    const { fromMs } = series.span;
    for (const timeMs of series.timesMs) if (timeMs > fromMs) times.add(timeMs);
  }
  const sorted = [...times].sort((a, b) => a - b);
  const columns = sources.map(({ name, unit = '', digits }) => ({
    name,
    unit,
    ...(digits === undefined ? {} : { digits }),
  }));
  return {
    columns: [{ name: 'time', time: true }, ...columns],
    rows: sorted.map((timeMs) => [isoOf(timeMs), ...sources.map(({ read }) => read(timeMs))]),
  };
}

function sourcesOf({ name, spec, series }: TabledChart): readonly Source[] {
  const rows = new Map(series.timesMs.map((timeMs, i) => [timeMs, i]));
  const factor = factorOf(spec.unit);
  const source = (title: string, values: readonly number[]): Source => ({
    name: title,
    unit: unitText(spec.unit),
    digits: spec.digits ?? decimalsOf(spec.unit),
    read(timeMs) {
      const value = values[rows.get(timeMs) ?? -1] ?? Number.NaN;
      return Number.isNaN(value) ? null : value * factor;
    },
  });
  return spec.lines.flatMap((line) => {
    const { min, mean, max } = columnOf(series, line);
    const title = name && spec.lines.length > 1 ? `${name}, ${line.label}` : line.label;
    if (min === mean) return [source(title, mean)];
    return [source(title, mean), source(`${title} min`, min), source(`${title} max`, max)];
  });
}

/** Enough to tell steps of the sensor apart. */
function decimalsOf(unit: DisplayUnit): number {
  return unit === 'W' || unit === 'count' || unit === 'MHz' ? 1 : 3;
}

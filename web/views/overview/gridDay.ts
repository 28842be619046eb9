// The grid of one day as steps: recorded up to now, expected from there on.
import type { HistoryAnswer } from '../../../server/contract/api.ts';
import type { ForecastAnswer } from '../../../server/contract/apiHistory.ts';
import type { DisplayUnit } from '../../format.ts';
import { PARTS_TEXTS } from '../../i18n/overviewParts.ts';
import { say } from '../../i18n.ts';
import type { ExportTable } from '../../ui/exportTable.ts';

export const GRID_METRICS = ['gridPriceEurPerMWh', 'gridCarbonGPerKWh'] as const;
type GridMetric = (typeof GRID_METRICS)[number];

export interface DayStep {
  readonly fromMs: number;
  readonly toMs: number;
  /** In the metric's unit. */
  readonly value: number;
  readonly expected: boolean;
}

export interface DayLine {
  readonly metric: GridMetric;
  readonly label: string;
  readonly unit: DisplayUnit;
  readonly ink: string;
  readonly steps: readonly DayStep[];
}

const LOOKS = {
  gridPriceEurPerMWh: { label: PARTS_TEXTS.price, unit: 'EURPerMWh', ink: 'power' },
  gridCarbonGPerKWh: { label: PARTS_TEXTS.carbon, unit: 'gPerKWh', ink: 'carbon' },
} as const;

/** Steps in order of time; what is expected begins where the record ends. */
export function dayLine(
  metric: GridMetric,
  past: HistoryAnswer | undefined,
  forecast: ForecastAnswer | undefined,
  nowMs: number,
  endMs: number,
): DayLine {
  const look = LOOKS[metric];
  const steps: DayStep[] = [];
  const means = past?.series.find((series) => series.metric === metric)?.mean ?? [];
  const stepMs = (past?.stepS ?? 0) * 1000;
  past?.timesMs.forEach((toMs, i) => {
    const value = means[i];
    if (value === null || value === undefined) return;
    steps.push({ fromMs: toMs - stepMs, toMs, value, expected: false });
  });
  const from = steps.at(-1)?.toMs ?? nowMs;
  const aheadMs = (forecast?.stepS ?? 0) * 1000;
  forecast?.timesMs.forEach((toMs, i) => {
    const value = forecast.values[i];
    if (value === null || value === undefined || toMs <= from || toMs - aheadMs >= endMs) return;
    steps.push({
      fromMs: Math.max(from, toMs - aheadMs),
      toMs: Math.min(toMs, endMs),
      value,
      expected: true,
    });
  });
  return { metric, label: say(look.label), unit: look.unit, ink: look.ink, steps };
}

/** The value at a moment; undefined where none is known. */
export function stepAt({ steps }: DayLine, timeMs: number): DayStep | undefined {
  return steps.find(({ fromMs, toMs }) => timeMs >= fromMs && timeMs < toMs);
}

export function gridDayTable(lines: readonly DayLine[]): ExportTable {
  const times = [...new Set(lines.flatMap(({ steps }) => steps.map(({ toMs }) => toMs)))];
  times.sort((a, b) => a - b);
  return {
    columns: [
      { name: say(PARTS_TEXTS.hour), time: true },
      ...lines.flatMap(({ label, metric }) => [
        {
          name: label,
          unit: metric === 'gridPriceEurPerMWh' ? '€/MWh' : 'g/kWh',
          digits: metric === 'gridPriceEurPerMWh' ? 2 : 1,
        },
        { name: `${label}: ${say(PARTS_TEXTS.basis)}` },
      ]),
    ],
    rows: times.map((timeMs) => [
      new Date(timeMs).toISOString(),
      ...lines.flatMap((line) => {
        const step = stepAt(line, timeMs - 1);
        const words = step && say(step.expected ? PARTS_TEXTS.forecast : PARTS_TEXTS.recorded);
        return [step?.value ?? null, words ?? null];
      }),
    ]),
  };
}

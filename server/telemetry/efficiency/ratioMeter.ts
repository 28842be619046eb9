// One ratio of two meters over its rolling windows: both meters count over the same time, or neither does.
import type { Column } from '../../contract/metrics.ts';
import type { RatioWindow } from '../../contract/ratio.ts';
import type { FrameColumns } from '../columns.ts';
import { createMeterStep, type MeterStepState } from './meterStep.ts';
import { type RatioRow, WINDOWS } from './ratios.ts';
import {
  createRollingRatio,
  type RatioSums,
  type RollingRatio,
  type RollingState,
  ratioOf,
} from './rollingRatio.ts';

const UNKNOWN: RatioSums = { numerator: Number.NaN, denominator: Number.NaN, coverage: 0 };

/** Plain data of structured clone. */
export interface RatioState {
  readonly step: MeterStepState;
  readonly windows: readonly RollingState[];
}

export interface RatioMeter {
  read(timeMs: number, columns: FrameColumns, continuous: boolean): void;
  /** The two meters' growth; unknown, with coverage 0, where nothing was metered. */
  sums(window: RatioWindow, timeMs: number): RatioSums;
  /** Writes the metrics that show it. */
  conclude(timeMs: number, columns: FrameColumns): void;
  save(): RatioState;
  restore(saved: RatioState): void;
}

export function createRatioMeter(row: RatioRow, year: () => RatioSums | undefined): RatioMeter {
  const { numerator, denominator, scale, shown } = row;
  const step = createMeterStep(2);
  const windows: Readonly<Partial<Record<RatioWindow, RollingRatio>>> = {
    ...(shown['15m'] && { '15m': rollingOver('15m') }),
    ...(shown['24h'] && { '24h': rollingOver('24h') }),
  };
  const rolling = Object.values(windows);

  function sums(window: RatioWindow, timeMs: number): RatioSums {
    if (window === '12m') return year() ?? UNKNOWN;
    const known = windows[window]?.sums(timeMs);
    return known && known.coverage > 0 ? known : UNKNOWN;
  }

  return {
    read(timeMs, columns, continuous) {
      const readings = [totalOf(columns, numerator), totalOf(columns, denominator)];
      if (!step.read(timeMs, readings, continuous)) return;
      const [above, below] = step.deltas as unknown as [number, number];
      for (const window of rolling) window.add(step.fromMs, timeMs, above, below);
    },
    sums,
    conclude(timeMs, columns) {
      for (const [window, metric] of Object.entries(shown)) {
        const known = sums(window as RatioWindow, timeMs);
        const told = known.coverage >= WINDOWS[window as RatioWindow].leastCoverage;
        const value = told ? ratioOf(known) * scale : Number.NaN;
        (columnOf(columns, metric) as Float32Array)[0] = value;
      }
    },
    save: () => ({ step: step.save(), windows: rolling.map((window) => window.save()) }),
    restore(saved) {
      step.restore(saved.step);
      for (const [i, state] of saved.windows.entries()) rolling[i]?.restore(state);
    },
  };
}

function rollingOver(window: RatioWindow): RollingRatio {
  const { windowS, bucketS } = WINDOWS[window];
  return createRollingRatio(windowS, bucketS);
}

/** Sum of a meter over its places; unknown while one of them is. */
function totalOf(columns: FrameColumns, metric: string): number {
  const column = columnOf(columns, metric);
  if (!column || column.length === 0) return Number.NaN;
  let total = 0;
  for (const reading of column) total += reading;
  return total;
}

function columnOf(columns: FrameColumns, metric: string): Column | undefined {
  return (columns as Readonly<Record<string, Column>>)[metric];
}

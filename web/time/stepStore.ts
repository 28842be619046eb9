// Some series over one axis of steps: history fills it, live seconds extend it, and no seam shows between the two.
import type { HistoryAnswer } from '../../server/contract/api.ts';
import {
  answered,
  type Columns,
  type Fold,
  mergeColumn,
  mergeRows,
  type Stored,
} from './stepMerge.ts';

export type { Fold } from './stepMerge.ts';

/** One series; NaN where not known. At a step of one second the three are the same array. */
export interface Column {
  readonly min: readonly number[];
  readonly mean: readonly number[];
  readonly max: readonly number[];
}

export interface StepStore {
  readonly stepS: number;
  /** END of each step, ascending. */
  readonly timesMs: readonly number[];
  /** The newest second that came live; −Infinity before the first. */
  readonly newestMs: number;
  column(key: string): Column;
  /** Puts an answer in. What it knows replaces what is there; what it does not know leaves it. */
  takeHistory(answer: HistoryAnswer): void;
  /** Adds a second that is newer than all before; true when seconds are missing in between. */
  takeTick(timeMs: number, tickMs: number, read: (key: string) => number): boolean;
  /** Lets go of steps that end at or before this moment. */
  trim(fromMs: number): void;
}

/** A series of a store is known by its metric and place. */
export function keyOf(metric: string, id: string): string {
  return `${metric} ${id}`;
}

interface Tick {
  readonly timeMs: number;
  readonly values: Float64Array;
}

interface Steps {
  readonly stepMs: number;
  readonly keys: readonly string[];
  readonly folds: readonly Fold[];
  readonly columns: Columns;
  times: number[];
  newestMs: number;
  /** Seconds that an answer on its way may not hold. */
  recent: Tick[];
  /** Seconds of the last step that its means stand for. */
  openSeconds: number;
  /** What each counter showed in the second before; NaN at first. */
  readonly counted: Float64Array;
}

/** Seconds that are kept for an answer that is on its way. */
const REPLAYED_TICKS = 90;
/** More than the steps of any chart. */
const MOST_UNKNOWN = 1_000;
const NOTHING: Column = { min: [], mean: [], max: [] };

export function createStepStore(
  keys: readonly string[],
  stepS: number,
  foldOf: (key: string) => Fold = () => 'mean',
): StepStore {
  const steps: Steps = {
    stepMs: stepS * 1000,
    keys,
    folds: keys.map(foldOf),
    columns: new Map(keys.map((key) => [key, emptyColumn(stepS)])),
    times: [],
    newestMs: Number.NEGATIVE_INFINITY,
    recent: [],
    openSeconds: 0,
    counted: new Float64Array(keys.length).fill(Number.NaN),
  };
  return {
    stepS,
    get timesMs() {
      return steps.times;
    },
    get newestMs() {
      return steps.newestMs;
    },
    column: (key) => steps.columns.get(key) ?? NOTHING,
    takeHistory: (answer) => takeHistory(steps, answer),
    takeTick: (timeMs, tickMs, read) => takeTick(steps, timeMs, tickMs, read),
    trim: (fromMs) => trim(steps, fromMs),
  };
}

function emptyColumn(stepS: number): Stored {
  const mean: number[] = [];
  return stepS === 1 ? { min: mean, mean, max: mean } : { min: [], mean, max: [] };
}

function takeTick(
  steps: Steps,
  timeMs: number,
  tickMs: number,
  read: (key: string) => number,
): boolean {
  const { newestMs, recent, keys } = steps;
  if (timeMs <= newestMs) return false;
  const gap = Number.isFinite(newestMs) && timeMs - newestMs > 1.5 * tickMs;
  if (gap) pushUnknown(steps, newestMs + tickMs, timeMs);
  steps.newestMs = timeMs;
  const tick = { timeMs, values: Float64Array.from(keys, read) };
  steps.folds.forEach((fold, i) => {
    if (fold === 'growth') tick.values[i] = growthOf(steps, i, tick.values[i] ?? Number.NaN);
  });
  recent.push(tick);
  if (recent.length > REPLAYED_TICKS) recent.shift();
  addTick(steps, tick);
  return gap;
}

/** Unknown steps are a gap until history fills them; of a long one those that a chart can show. */
function pushUnknown(steps: Steps, fromMs: number, toMs: number): void {
  const { stepMs } = steps;
  const lastMs = endOf(steps, toMs) - stepMs;
  const firstMs = Math.max(endOf(steps, fromMs), lastMs - (MOST_UNKNOWN - 1) * stepMs);
  for (let endMs = firstMs; endMs <= lastMs; endMs += stepMs) pushRow(steps, endMs);
}

/** Since the second before; unknown in the first, and where a counter began anew. */
function growthOf({ counted }: Steps, i: number, now: number): number {
  const growth = now - (counted[i] ?? Number.NaN);
  counted[i] = now;
  return growth >= 0 ? growth : Number.NaN;
}

function endOf({ stepMs }: Steps, timeMs: number): number {
  return Math.ceil(timeMs / stepMs) * stepMs;
}

function pushRow(steps: Steps, endMs: number): void {
  if (endMs <= (steps.times.at(-1) ?? 0)) return;
  steps.times.push(endMs);
  for (const { min, mean, max } of steps.columns.values()) {
    for (const values of new Set([min, mean, max])) values.push(Number.NaN);
  }
  steps.openSeconds = 0;
}

function addTick(steps: Steps, { timeMs, values }: Tick): void {
  const endMs = endOf(steps, timeMs);
  const last = steps.times.at(-1);
  if (last === undefined || endMs > last) pushRow(steps, endMs);
  else if (endMs < last) return;
  const row = steps.times.length - 1;
  steps.keys.forEach((key, i) => {
    const column = steps.columns.get(key);
    const value = values[i] ?? Number.NaN;
    if (column && !Number.isNaN(value)) {
      blend(column, row, value, steps.openSeconds, steps.folds[i] ?? 'mean');
    }
  });
  steps.openSeconds++;
}

/** Adds one second to a row whose values stand for `seconds` already. */
function blend(column: Stored, row: number, value: number, seconds: number, fold: Fold): void {
  const mean = column.mean[row] ?? Number.NaN;
  const first = Number.isNaN(mean);
  if (first || fold === 'last') column.mean[row] = value;
  else if (fold === 'or') column.mean[row] = mean | value;
  else column.mean[row] = mean + (fold === 'growth' ? value : (value - mean) / (seconds + 1));
  if (column.min === column.mean) return;
  column.min[row] = first ? value : Math.min(column.min[row] ?? value, value);
  column.max[row] = first ? value : Math.max(column.max[row] ?? value, value);
}

function takeHistory(steps: Steps, answer: HistoryAnswer): void {
  const past = answered(answer, steps.keys, keyOf);
  const rows = mergeRows(steps.times, answer.timesMs, past);
  const ownRows = new Map(steps.times.map((timeMs, i) => [timeMs, i]));
  for (const [i, key] of steps.keys.entries()) {
    const own = steps.columns.get(key);
    if (own)
      steps.columns.set(
        key,
        mergeColumn(own, past[i], rows, (at) => ownRows.get(at)),
      );
  }
  steps.times = rows.map(({ timeMs }) => timeMs);
  const last = rows.at(-1);
  // The answer's last step may be half full: the seconds after the answer go on top of it.
  if (last?.past === undefined || last.timeMs <= answer.toMs) return;
  steps.openSeconds = Math.max(1, (answer.toMs - (last.timeMs - steps.stepMs)) / 1000);
  steps.recent = steps.recent.filter(({ timeMs }) => timeMs > answer.toMs);
  for (const tick of steps.recent) addTick(steps, tick);
}

function trim(steps: Steps, fromMs: number): void {
  const from = steps.times.findIndex((timeMs) => timeMs > fromMs);
  if (from <= 0) return;
  steps.times.splice(0, from);
  for (const { min, mean, max } of steps.columns.values()) {
    for (const values of new Set([min, mean, max])) values.splice(0, from);
  }
}

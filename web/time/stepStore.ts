// Some series over one axis of steps: history fills it, live seconds extend it, and no seam shows between the two.
import type { HistoryAnswer } from '../../server/contract/api.ts';

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

interface Stored {
  min: number[];
  mean: number[];
  max: number[];
}

interface Tick {
  readonly timeMs: number;
  readonly values: Float64Array;
}

/** How the seconds of a step become its one value: codes are not averaged. */
export type Fold = 'mean' | 'last' | 'or';

/** Seconds that are kept for an answer that is on its way. */
const REPLAYED_TICKS = 90;

export function createStepStore(
  keys: readonly string[],
  stepS: number,
  foldOf: (key: string) => Fold = () => 'mean',
): StepStore {
  const stepMs = stepS * 1000;
  const columns = new Map<string, Stored>(keys.map((key) => [key, emptyColumn(stepS)]));
  const folds = keys.map(foldOf);
  let times: number[] = [];
  let newestMs = Number.NEGATIVE_INFINITY;
  let recent: Tick[] = [];
  /** Seconds of the last step that its means stand for. */
  let openSeconds = 0;

  const endOf = (timeMs: number): number => Math.ceil(timeMs / stepMs) * stepMs;

  function pushRow(endMs: number): void {
    times.push(endMs);
    for (const column of columns.values()) pushValue(column, Number.NaN);
    openSeconds = 0;
  }

  function add({ timeMs, values }: Tick): void {
    const endMs = endOf(timeMs);
    const last = times.at(-1);
    if (last === undefined || endMs > last) pushRow(endMs);
    else if (endMs < last) return;
    const row = times.length - 1;
    keys.forEach((key, i) => {
      const column = columns.get(key);
      if (column) blend(column, row, values[i] ?? Number.NaN, openSeconds, folds[i] ?? 'mean');
    });
    openSeconds++;
  }

  function takeTick(timeMs: number, tickMs: number, read: (key: string) => number): boolean {
    if (timeMs <= newestMs) return false;
    const gap = Number.isFinite(newestMs) && timeMs - newestMs > 1.5 * tickMs;
    if (gap && endOf(newestMs + tickMs) < endOf(timeMs)) pushRow(endOf(newestMs + tickMs));
    newestMs = timeMs;
    const tick = { timeMs, values: Float64Array.from(keys, read) };
    recent.push(tick);
    if (recent.length > REPLAYED_TICKS) recent.shift();
    add(tick);
    return gap;
  }

  function takeHistory(answer: HistoryAnswer): void {
    const past = pastColumns(answer, keys);
    const known = (row: number): boolean => past.some((column) => !isVoid(column?.mean[row]));
    const rows = mergeTimes(times, answer.timesMs, known);
    for (const [i, key] of keys.entries()) {
      const own = columns.get(key);
      if (own) columns.set(key, mergeColumn(own, past[i], rows, stepS));
    }
    times = rows.map(({ timeMs }) => timeMs);
    replay(answer, rows.at(-1));
  }

  /** The answer's last step may be half full: the seconds after the answer go on top of it. */
  function replay(answer: HistoryAnswer, last: Row | undefined): void {
    if (last?.past === undefined || last.timeMs <= answer.toMs) return;
    openSeconds = Math.max(1, (answer.toMs - (last.timeMs - stepMs)) / 1000);
    const later = recent.filter(({ timeMs }) => timeMs > answer.toMs);
    recent = later;
    for (const tick of later) add(tick);
  }

  function trim(fromMs: number): void {
    const from = times.findIndex((timeMs) => timeMs > fromMs);
    if (from <= 0) return;
    times.splice(0, from);
    for (const column of columns.values()) {
      for (const values of new Set([column.min, column.mean, column.max])) values.splice(0, from);
    }
  }

  const nothing: Column = { min: [], mean: [], max: [] };
  return {
    stepS,
    get timesMs() {
      return times;
    },
    column: (key) => columns.get(key) ?? nothing,
    takeHistory,
    takeTick,
    trim,
  };
}

function emptyColumn(stepS: number): Stored {
  const mean: number[] = [];
  return stepS === 1 ? { min: mean, mean, max: mean } : { min: [], mean, max: [] };
}

function pushValue(column: Stored, value: number): void {
  column.mean.push(value);
  if (column.min === column.mean) return;
  column.min.push(value);
  column.max.push(value);
}

/** Adds one second to a row whose values stand for `seconds` already; what is not known changes nothing. */
function blend(column: Stored, row: number, value: number, seconds: number, fold: Fold): void {
  if (Number.isNaN(value)) return;
  const mean = column.mean[row] ?? Number.NaN;
  const first = Number.isNaN(mean);
  if (first || fold === 'last') column.mean[row] = value;
  else column.mean[row] = fold === 'or' ? mean | value : mean + (value - mean) / (seconds + 1);
  if (column.min === column.mean) return;
  column.min[row] = first ? value : Math.min(column.min[row] ?? value, value);
  column.max[row] = first ? value : Math.max(column.max[row] ?? value, value);
}

interface Row {
  readonly timeMs: number;
  /** Row of the answer, or of what was there. */
  readonly past?: number;
  readonly own?: number;
}

/** The rows of both in order; where both have one, the answer's if it knows anything. */
function mergeTimes(
  own: readonly number[],
  past: readonly number[],
  pastKnows: (row: number) => boolean,
): Row[] {
  const rows = new Map<number, Row>(own.map((timeMs, i) => [timeMs, { timeMs, own: i }]));
  for (const [i, timeMs] of past.entries()) {
    if (!rows.has(timeMs) || pastKnows(i)) rows.set(timeMs, { timeMs, past: i });
  }
  return [...rows.values()].sort((a, b) => a.timeMs - b.timeMs);
}

type Past = HistoryAnswer['series'][number];

function pastColumns(answer: HistoryAnswer, keys: readonly string[]): (Past | undefined)[] {
  const byKey = new Map(answer.series.map((one) => [keyOf(one.metric, one.id), one]));
  return keys.map((key) => byKey.get(key));
}

function mergeColumn(
  own: Stored,
  past: Past | undefined,
  rows: readonly Row[],
  stepS: number,
): Stored {
  const pick = (ours: readonly number[], theirs: readonly (number | null)[] | undefined) =>
    rows.map((row) =>
      row.own === undefined
        ? (theirs?.[row.past ?? -1] ?? Number.NaN)
        : (ours[row.own] ?? Number.NaN),
    );
  const mean = pick(own.mean, past?.mean);
  if (stepS === 1) return { min: mean, mean, max: mean };
  return { min: pick(own.min, past?.min), mean, max: pick(own.max, past?.max) };
}

function isVoid(value: number | null | undefined): boolean {
  return value === null || value === undefined;
}

// Folds rows in memory to steps, as the SQL of a series folds them in the database.
import { metricOf } from '../../contract/metrics.ts';
import type { StoreRows } from './history.ts';
import type { SeriesQuestion } from './seriesSql.ts';
import type { WarmColumn, WarmGrid } from './warmGrid.ts';

/** One metric over the rows of one step and place; a row is a cell of its grid. */
interface StepFold {
  readonly has: (cell: number) => boolean;
  readonly add: (cell: number) => void;
  /** Value, low, high and known seconds of the step, and begins the next; NaN where nothing was known. */
  readonly take: () => readonly [number, number, number, number];
}

const NAMES = ['value', 'low', 'high', 'knownS'] as const;

/** Rows as `seriesSql` has them; a grid a metric of the question, all of one tier and over the same times. */
export function foldSeries(grids: readonly WarmGrid[], question: SeriesQuestion): StoreRows {
  const [first] = grids as readonly [WarmGrid, ...WarmGrid[]];
  const { tier, places: width, fromMs, coverS, endMs } = first;
  const rowMs = tier.stepS * 1_000;
  const begin = Math.max(0, Math.floor((question.fromMs - fromMs) / rowMs));
  const end = Math.floor((Math.min(question.toMs, endMs) - fromMs) / rowMs);
  const endOf = stepEnds(question, rowMs);
  const folds = grids.map(createStepFold);
  const out = createRows(folds.length);
  for (const place of [...question.places].sort((a, b) => a - b)) {
    if (!(place >= 0 && place < width)) continue;
    let [stepMs, lastMs, longestS] = [Number.NaN, Number.NaN, 0];
    const flush = (): void => {
      if (!Number.isNaN(lastMs)) out.add([place, stepMs, lastMs, longestS], folds);
      [lastMs, longestS] = [Number.NaN, 0];
    };
    for (let row = begin; row < end; row++) {
      const cell = row * width + place;
      if (!folds.some(({ has }) => has(cell))) continue;
      const timeMs = fromMs + (row + 1) * rowMs;
      const toMs = endOf(timeMs);
      if (toMs !== stepMs) flush();
      stepMs = toMs;
      lastMs = timeMs;
      longestS = Math.max(longestS, coverS[cell] as number);
      for (const fold of folds) fold.add(cell);
    }
    flush();
  }
  return out.rows();
}

/** END of the step that holds a row. */
function stepEnds({ daysMs, stepS }: SeriesQuestion, rowMs: number): (timeMs: number) => number {
  const stepMs = Math.max(stepS * 1_000, rowMs);
  if (!daysMs) return (timeMs) => Math.ceil(timeMs / stepMs) * stepMs;
  let day = 0;
  return (timeMs) => {
    if (timeMs <= (daysMs[day - 1] ?? Number.NEGATIVE_INFINITY)) day = 0;
    while (day < daysMs.length - 1 && timeMs > (daysMs[day] as number)) day++;
    return daysMs[day] as number;
  };
}

function createRows(metrics: number) {
  const keys = ['place', 'endMs', 'lastMs', 'longestS'];
  const names = Array.from({ length: metrics }, (_, i) => NAMES.map((name) => `${name}${i}`));
  const columns = new Map([...keys, ...names.flat()].map((name) => [name, [] as number[]]));
  const put = (name: string, value: number): void => void columns.get(name)?.push(value);
  let count = 0;
  return {
    add(key: readonly number[], folds: readonly StepFold[]): void {
      count++;
      for (const [i, name] of keys.entries()) put(name, key[i] as number);
      for (const [i, fold] of folds.entries()) {
        const told = fold.take();
        for (const [at, name] of (names[i] ?? []).entries()) put(name, told[at] as number);
      }
    },
    rows(): StoreRows {
      const made = [...columns].map(([name, list]) => [name, Float64Array.from(list)] as const);
      return { rows: count, columns: Object.fromEntries(made) };
    },
  };
}

function createStepFold(grid: WarmGrid): StepFold {
  const { metric, columns, coverS } = grid;
  const { value } = columns as { readonly value: WarmColumn };
  const { kind, overTime } = metricOf(metric);
  const knownS = columns.knownS?.values;
  const has = (cell: number): boolean => !Number.isNaN(value.values[cell] as number);
  if (kind === 'counter') return growthFold(value, knownS ?? coverS, has);
  if (kind === 'gauge' && overTime !== 'last') return meanFold(grid, value, has);
  return lastFold(value, coverS, has, kind === 'mask');
}

type Numbers = Float32Array | Float64Array | Uint16Array;

function growthFold(
  { values, scale }: WarmColumn,
  knownS: Numbers,
  has: StepFold['has'],
): StepFold {
  let [sum, seconds] = [Number.NaN, 0];
  return {
    has,
    add(cell) {
      if (!has(cell)) return;
      const grown = (values[cell] as number) * scale;
      sum = Number.isNaN(sum) ? grown : sum + grown;
      seconds += knownS[cell] as number;
    },
    take() {
      const told = [sum, sum, sum, seconds] as const;
      [sum, seconds] = [Number.NaN, 0];
      return told;
    },
  };
}

function meanFold({ columns }: WarmGrid, value: WarmColumn, has: StepFold['has']): StepFold {
  const { min, max, knownS } = columns as Readonly<Record<'min' | 'max' | 'knownS', WarmColumn>>;
  let [sum, seconds, low, high] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  return {
    has,
    add(cell) {
      if (!has(cell)) return;
      const known = knownS.values[cell] as number;
      sum += (value.values[cell] as number) * value.scale * known;
      seconds += known;
      low = Math.min(low, (min.values[cell] as number) * min.scale);
      high = Math.max(high, (max.values[cell] as number) * max.scale);
    },
    take() {
      const told = seconds > 0 ? ([sum / seconds, low, high, seconds] as const) : UNKNOWN;
      [sum, seconds, low, high] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      return told;
    },
  };
}

const UNKNOWN = [Number.NaN, Number.NaN, Number.NaN, Number.NaN] as const;

function lastFold(
  { values, scale }: WarmColumn,
  coverS: Numbers,
  has: StepFold['has'],
  joinsBits: boolean,
): StepFold {
  let [last, seconds] = [Number.NaN, 0];
  return {
    has,
    add(cell) {
      if (!has(cell)) return;
      const told = (values[cell] as number) * scale;
      last = joinsBits && !Number.isNaN(last) ? last | told : told;
      seconds += coverS[cell] as number;
    },
    take() {
      const told = [last, last, last, seconds] as const;
      [last, seconds] = [Number.NaN, 0];
      return told;
    },
  };
}

// A range of time as the page's address says it: sliding up to now, or from one moment to another.

/** Lengths that slide with the site's clock, in seconds. */
const PRESETS = {
  '15m': 900,
  '1h': 3_600,
  '6h': 21_600,
  '24h': 86_400,
  '7d': 604_800,
  '30d': 2_592_000,
} as const;
export type Preset = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as readonly Preset[];
export const DEFAULT_PRESET: Preset = '15m';

export type TimeRange =
  | { readonly kind: 'sliding'; readonly preset: Preset }
  | { readonly kind: 'fixed'; readonly fromMs: number; readonly toMs: number };

/** Both ends in UTC milliseconds; steps that end in (fromMs, toMs] belong to it. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface RangeWords {
  readonly range: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** No chart says more than seconds. */
const SHORTEST_MS = 10_000;
const LONGEST_MS = 10 * 366 * 86_400_000;
/** As the API reads times. */
const EARLIEST_MS = 0;
const LATEST_MS = Date.UTC(2100, 0, 1);

/** Reads the address as the page writes it; all else is the live range until rangeWords.ts has read it. */
export function readRange({ range, from, to }: RangeWords): TimeRange {
  if (from !== undefined && to !== undefined) {
    const fixed = fixedRange(readMoment(from), readMoment(to));
    if (fixed) return fixed;
  }
  const preset = PRESET_NAMES.find((name) => name === range);
  return { kind: 'sliding', preset: preset ?? DEFAULT_PRESET };
}

/** The address says another time than is shown: its words are rarer ones, or make no sense. */
export function isMisread({ range, from, to }: RangeWords, shown: TimeRange): boolean {
  if (shown.kind === 'fixed') return false;
  return from !== undefined || to !== undefined || (range ?? shown.preset) !== shown.preset;
}

/** A fixed range, its ends on whole seconds; undefined when they are no span that a chart can show. */
export function fixedRange(fromMs: number, toMs: number): TimeRange | undefined {
  const from = Math.round(fromMs / 1000) * 1000;
  const to = Math.round(toMs / 1000) * 1000;
  const inside = from >= EARLIEST_MS && to <= LATEST_MS;
  const length = to - from;
  return inside && length >= SHORTEST_MS && length <= LONGEST_MS
    ? { kind: 'fixed', fromMs: from, toMs: to }
    : undefined;
}

/** The same range in the words of the address; the live range needs none. */
export function wordsOf(range: TimeRange): RangeWords {
  if (range.kind === 'fixed') {
    return { range: undefined, from: isoOf(range.fromMs), to: isoOf(range.toMs) };
  }
  const word = range.preset === DEFAULT_PRESET ? undefined : range.preset;
  return { range: word, from: undefined, to: undefined };
}

/** Whole seconds in UTC: `2026-11-22T14:03:12Z`. */
export function isoOf(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** UTC epoch in ms; NaN for other words than milliseconds or an ISO time with its zone. */
export function readMoment(word: string): number {
  if (/^\d{9,14}$/.test(word)) return Number(word);
  return /T.*(Z|[+-]\d\d:\d\d)$/.test(word) ? Date.parse(word) : Number.NaN;
}

export function lengthMs(range: TimeRange): number {
  return range.kind === 'fixed' ? range.toMs - range.fromMs : PRESETS[range.preset] * 1000;
}

/** The span of a range while the site's clock shows `nowMs`. */
export function spanOf(range: TimeRange, nowMs: number): Span {
  if (range.kind === 'fixed') return { fromMs: range.fromMs, toMs: range.toMs };
  return { fromMs: nowMs - PRESETS[range.preset] * 1000, toMs: nowMs };
}

/** The span of the same length just before. */
export function spanBefore({ fromMs, toMs }: Span): Span {
  return { fromMs: fromMs - (toMs - fromMs), toMs: fromMs };
}

export function sameRange(a: TimeRange, b: TimeRange): boolean {
  if (a.kind === 'sliding') return b.kind === 'sliding' && a.preset === b.preset;
  return b.kind === 'fixed' && a.fromMs === b.fromMs && a.toMs === b.toMs;
}

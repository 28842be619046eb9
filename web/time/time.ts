// The page's one time: its range, kept in the address, the span it covers now, and the moment under the cursor.
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { clock, siteInfo } from '../live.ts';
import { pushQueries, query, replaceQueries, setQuery } from '../route.ts';
import {
  DEFAULT_PRESET,
  fixedRange,
  isMisread,
  type Preset,
  readRange,
  type Span,
  sameRange,
  spanOf,
  type TimeRange,
  wordsOf,
} from './range.ts';

const words = { range: query('range'), from: query('from'), to: query('to') };
const compared = query('compare');

const said = computed(() => ({
  range: words.range.value,
  from: words.from.value,
  to: words.to.value,
}));
const reading = computed(() => readRange(said.value));
let lastRange: TimeRange = { kind: 'sliding', preset: DEFAULT_PRESET };

/** What every chart of the page shows. The same object until it changes. */
export const range: ReadonlySignal<TimeRange> = computed(() => {
  if (!sameRange(reading.value, lastRange)) lastRange = reading.value;
  return lastRange;
});

/** Whether the range ends now and slides; otherwise the page shows the past. */
export const sliding: ReadonlySignal<boolean> = computed(() => range.value.kind === 'sliding');

/** The span of this second; undefined before the first second of the site has come. */
export const span: ReadonlySignal<Span | undefined> = computed(() => {
  if (range.value.kind === 'fixed') return spanOf(range.value, 0);
  return clock.value && spanOf(range.value, clock.value.timeMs);
});

/** Whether charts draw the period before as a faint line. */
export const comparing: ReadonlySignal<boolean> = computed(() => compared.value === 'previous');

/** The moment under the pointer or the arrow keys of any chart; undefined when there is none. */
export const cursorMs = signal<number | undefined>(undefined);

export function choosePreset(preset: Preset): void {
  go({ kind: 'sliding', preset });
}

/** Shows a span of the past; false when it is none that a chart can show. */
export function chooseSpan(fromMs: number, toMs: number): boolean {
  const fixed = fixedRange(fromMs, toMs);
  if (fixed) go(fixed);
  return fixed !== undefined;
}

export function compareWithPrevious(yes: boolean): void {
  setQuery('compare', yes ? 'previous' : undefined);
}

/** Shows another range, as a step that Back undoes. */
export function go(next: TimeRange): void {
  cursorMs.value = undefined;
  pushQueries({ ...wordsOf(next) });
}

/** Corrects an address that says another time than is shown, as soon as the site's days and its now are known. */
export function startReading(): () => void {
  return effect(() => {
    const asked = said.value;
    const zone = siteInfo.value?.site.timeZone;
    if (!isMisread(asked, reading.value) || zone === undefined || !clock.value) return;
    const { timeMs } = clock.value;
    import('./rangeWords.ts').then(
      ({ readWords }) => {
        if (said.peek() === asked) replaceQueries({ ...wordsOf(readWords(asked, timeMs, zone)) });
      },
      // Asked for again with the next second.
      () => undefined,
    );
  });
}

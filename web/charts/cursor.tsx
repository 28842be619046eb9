// The cursor over a chart: the time it shares with all charts, what the values were then, and zoom by drag or keys.
import { type ReadonlySignal, type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { EventRecord } from '../../server/contract/event.ts';
import { t } from '../i18n.ts';
import type { Series } from '../time/seriesTypes.ts';
import { cursorMs } from '../time/time.ts';
import { isZoomed, zoomBack, zoomTo } from '../time/zoom.ts';
import type { ChartSpec } from './chartTypes.ts';
import { momentAt, moved, type PlotArea, zoomed } from './plotArea.ts';
import { Readout, readingText } from './readout.tsx';
import type { TimeCanvas } from './timeCanvas.ts';

export interface CursorProps {
  /** The part of the page that has the focus and the pointer: a slider over time. */
  readonly host: RefObject<HTMLDivElement | null>;
  readonly chart: ReadonlySignal<TimeCanvas | undefined>;
  readonly series: ReadonlySignal<Series>;
  readonly spec: ReadonlySignal<ChartSpec>;
  readonly events: ReadonlySignal<readonly EventRecord[]>;
}

/** A drag shorter than this is a click. */
const LEAST_DRAG_PX = 6;

export function Cursor({ host, chart, series, spec, events }: CursorProps) {
  const ends = useSignal<Ends | undefined>(undefined);
  const atMs = cursorMs.value;
  const area = chart.value?.area();
  const inside =
    area !== undefined && atMs !== undefined && atMs > area.fromMs && atMs <= area.toMs;
  const now = inside ? Math.round(100 * shareOf(area, atMs)) : 100;
  const said = inside
    ? readingText(series.peek(), spec.peek(), events.peek(), atMs)
    : t('chartNoCursor');
  useEffect(
    () => listen(host.current, { chart, series, events, ends }),
    [host, chart, series, events, ends],
  );
  useEffect(() => {
    host.current?.setAttribute('aria-valuenow', String(now));
    host.current?.setAttribute('aria-valuetext', said);
  }, [host, now, said]);
  return (
    <>
      {inside ? (
        <>
          <CursorLine chart={chart} series={series} atMs={atMs} />
          <Readout series={series} spec={spec.value} events={events.value} atMs={atMs} />
        </>
      ) : null}
      {ends.value && area ? <ZoomArea area={area} ends={ends.value} /> : null}
    </>
  );
}

type Ends = readonly [fromPx: number, toPx: number];

interface Hands extends Pick<CursorProps, 'chart' | 'series' | 'events'> {
  /** Of the span that is being drawn along. */
  readonly ends: Signal<Ends | undefined>;
}

/** The pointer moves the cursor; pressed and drawn along, it chooses a span to zoom to. A finger only moves. */
function listen(host: HTMLElement | null, hands: Hands): () => void {
  const leaving = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(
    name: K,
    act: (event: HTMLElementEventMap[K]) => void,
  ): void => host?.addEventListener(name, act, { signal: leaving.signal });
  on('pointermove', (event) => move(event, hands));
  on('pointerdown', (event) => press(event, hands));
  on('pointerup', () => release(hands));
  on('pointerleave', () => {
    if (!hands.ends.peek()) cursorMs.value = undefined;
  });
  on('blur', () => {
    cursorMs.value = undefined;
  });
  on('dblclick', zoomBack);
  on('keydown', (event) => {
    const plot = hands.chart.peek()?.area();
    if (!plot || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!pressed(event, plot, hands.series.peek(), hands.events.peek())) return;
    event.preventDefault();
    event.stopPropagation();
  });
  return () => leaving.abort();
}

function move(event: PointerEvent, { chart, series, ends }: Hands): void {
  const plot = chart.peek()?.area();
  if (!plot) return;
  const x = pixelOf(event);
  cursorMs.value = momentAt(plot, x, series.peek().stepS);
  const [from] = ends.peek() ?? [];
  if (from !== undefined) ends.value = [from, x];
}

function press(event: PointerEvent, { ends }: Hands): void {
  if (event.button !== 0 || event.pointerType === 'touch') return;
  const x = pixelOf(event);
  ends.value = [x, x];
  (event.currentTarget as Element).setPointerCapture(event.pointerId);
}

function release({ chart, ends }: Hands): void {
  const plot = chart.peek()?.area();
  const [from = 0, to = 0] = ends.peek() ?? [];
  ends.value = undefined;
  if (!plot || Math.abs(to - from) < LEAST_DRAG_PX) return;
  zoomTo(momentAt(plot, Math.min(from, to), 1), momentAt(plot, Math.max(from, to), 1));
}

function pixelOf(event: PointerEvent): number {
  return event.clientX - (event.currentTarget as Element).getBoundingClientRect().left;
}

function shareOf({ fromMs, toMs }: PlotArea, atMs: number): number {
  return (atMs - fromMs) / (toMs - fromMs);
}

/** What a key does; false for a key that is not the chart's. */
function pressed(
  { key, shiftKey }: KeyboardEvent,
  plot: PlotArea,
  series: Series,
  events: readonly EventRecord[],
): boolean {
  const at = cursorMs.peek();
  const next = moved(key, shiftKey, plot, series.stepS, at);
  if (next !== undefined) cursorMs.value = next;
  else if (key === 'e' || key === 'E') cursorMs.value = eventFrom(events, plot, at, key === 'e');
  else if (key === 'Enter' || key === '+' || key === '=') zoomTo(...zoomed(plot, at, 0.25));
  else if (key === '-') zoomTo(...zoomed(plot, at, 1));
  else if (key === 'Escape' && at !== undefined) cursorMs.value = undefined;
  else if (key === 'Escape' && isZoomed()) zoomBack();
  else if (key === 'Backspace') zoomBack();
  else return false;
  return true;
}

/** The next event after the cursor, or the one before it; checkpoints are too many to step through. */
function eventFrom(
  events: readonly EventRecord[],
  { fromMs, toMs }: PlotArea,
  atMs: number | undefined,
  forward: boolean,
): number | undefined {
  const inPlot = events.filter(
    ({ timeMs, code }) => timeMs > fromMs && timeMs <= toMs && code !== 'job.checkpoint',
  );
  const found = forward
    ? inPlot.find(({ timeMs }) => timeMs > (atMs ?? fromMs))
    : inPlot.findLast(({ timeMs }) => timeMs < (atMs ?? toMs));
  return found?.timeMs ?? atMs;
}

interface CursorLineProps extends Pick<CursorProps, 'chart' | 'series'> {
  readonly atMs: number;
}

/** Goes along with the plot as it slides under it. */
function CursorLine({ chart, series, atMs }: CursorLineProps) {
  void series.value;
  const area = chart.value?.area();
  if (!area) return null;
  const x = area.left + shareOf(area, atMs) * (area.right - area.left);
  return <div class="cursorLine" style={{ ...tall(area), transform: `translateX(${x}px)` }} />;
}

interface ZoomAreaProps {
  readonly area: PlotArea;
  readonly ends: Ends;
}

function ZoomArea({ area, ends }: ZoomAreaProps) {
  const left = Math.max(area.left, Math.min(...ends));
  const width = Math.min(area.right, Math.max(...ends)) - left;
  return (
    <div
      class="zoomArea"
      style={{
        ...tall(area),
        transform: `translateX(${left}px)`,
        width: `${Math.max(0, width)}px`,
      }}
    />
  );
}

function tall({ top, bottom }: PlotArea) {
  return { top: `${top}px`, height: `${bottom - top}px` };
}

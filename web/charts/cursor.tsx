// The cursor over a chart: the time it shares with all charts, what the values were then, and zoom by drag or keys.
import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { EventRecord } from '../../server/contract/event.ts';
import { t } from '../i18n.ts';
import type { Series } from '../time/seriesTypes.ts';
import { cursorMs, zoomBack, zoomTo } from '../time/time.ts';
import type { ChartSpec } from './chartTypes.ts';
import { momentAt, moved, type PlotArea, zoomed } from './plotArea.ts';
import { Readout, readingText } from './readout.tsx';
import type { TimeCanvas } from './timeCanvas.ts';

export interface CursorProps {
  readonly chart: ReadonlySignal<TimeCanvas | undefined>;
  readonly series: ReadonlySignal<Series>;
  readonly spec: ReadonlySignal<ChartSpec>;
  readonly events: ReadonlySignal<readonly EventRecord[]>;
  readonly label: string;
}

/** A drag shorter than this is a click. */
const LEAST_DRAG_PX = 6;

export function Cursor({ chart, series, spec, events, label }: CursorProps) {
  const dragFrom = useRef<number | undefined>(undefined);
  const dragTo = useSignal<number | undefined>(undefined);
  const atMs = cursorMs.value;
  // Read without following: the plot slides each second, the cursor's line with the next move or tick.
  const area = chart.value?.area();
  const inside =
    area !== undefined && atMs !== undefined && atMs > area.fromMs && atMs <= area.toMs;
  const said = inside
    ? readingText(series.peek(), spec.peek(), events.peek(), atMs)
    : t('chartNoCursor');

  function pixel(event: PointerEvent): number {
    return event.clientX - (event.currentTarget as Element).getBoundingClientRect().left;
  }

  function move(event: PointerEvent): void {
    const plot = chart.peek()?.area();
    if (!plot) return;
    cursorMs.value = momentAt(plot, pixel(event), series.peek().stepS);
    if (dragFrom.current !== undefined) dragTo.value = pixel(event);
  }

  function press(event: PointerEvent): void {
    if (event.button !== 0 || event.pointerType === 'touch') return;
    dragFrom.current = pixel(event);
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
  }

  function release(event: PointerEvent): void {
    const plot = chart.peek()?.area();
    const from = dragFrom.current;
    dragFrom.current = undefined;
    dragTo.value = undefined;
    if (!plot || from === undefined) return;
    const to = pixel(event);
    if (Math.abs(to - from) < LEAST_DRAG_PX) return;
    const ends = [from, to].map((x) => momentAt(plot, x, 1)).sort((a, b) => a - b);
    zoomTo(ends[0] ?? 0, ends[1] ?? 0);
  }

  function leave(): void {
    if (dragFrom.current === undefined) cursorMs.value = undefined;
  }

  function key(event: KeyboardEvent): void {
    const plot = chart.peek()?.area();
    if (!plot || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!pressed(event, plot, series.peek(), events.peek())) return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      class="chartCursor"
      role="slider"
      tabIndex={0}
      aria-label={t('chartCursor', { chart: label })}
      aria-valuenow={
        inside ? Math.round((100 * (atMs - area.fromMs)) / (area.toMs - area.fromMs)) : 100
      }
      aria-valuetext={said}
      onPointerMove={move}
      onPointerDown={press}
      onPointerUp={release}
      onPointerLeave={leave}
      onDblClick={zoomBack}
      onKeyDown={key}
      onBlur={() => {
        cursorMs.value = undefined;
      }}
    >
      {inside ? (
        <>
          <CursorLine area={area} atMs={atMs} />
          <Readout series={series} spec={spec.value} events={events.value} atMs={atMs} />
        </>
      ) : null}
      {dragTo.value !== undefined && area && dragFrom.current !== undefined ? (
        <ZoomArea area={area} from={dragFrom.current} to={dragTo.value} />
      ) : null}
    </div>
  );
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
  else if (key === 'Backspace') zoomBack();
  else return false;
  return true;
}

/** The next event after the cursor, or the one before it. */
function eventFrom(
  events: readonly EventRecord[],
  { fromMs, toMs }: PlotArea,
  atMs: number | undefined,
  forward: boolean,
): number | undefined {
  const inPlot = events.filter(({ timeMs }) => timeMs > fromMs && timeMs <= toMs);
  const found = forward
    ? inPlot.find(({ timeMs }) => timeMs > (atMs ?? fromMs))
    : inPlot.findLast(({ timeMs }) => timeMs < (atMs ?? toMs));
  return found?.timeMs ?? atMs;
}

function CursorLine({ area, atMs }: { readonly area: PlotArea; readonly atMs: number }) {
  const share = (atMs - area.fromMs) / (area.toMs - area.fromMs);
  const x = area.left + share * (area.right - area.left);
  return <div class="cursorLine" style={{ ...tall(area), transform: `translateX(${x}px)` }} />;
}

interface ZoomAreaProps {
  readonly area: PlotArea;
  readonly from: number;
  readonly to: number;
}

function ZoomArea({ area, from, to }: ZoomAreaProps) {
  const left = Math.max(area.left, Math.min(from, to));
  const width = Math.min(area.right, Math.max(from, to)) - left;
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

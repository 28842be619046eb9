// The time chart of every view: series over the page's range, with limits, events, a shared cursor and zoom.
import './timeChart.css';
import { effect, type ReadonlySignal, type Signal, signal, useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { EventRecord } from '../../server/contract/event.ts';
import { language, t } from '../i18n.ts';
import { siteInfo } from '../live.ts';
import { theme } from '../theme.ts';
import type { Span } from '../time/range.ts';
import type { Series } from '../time/seriesTypes.ts';
import { useEventsOf } from '../time/useEvents.ts';
import { afterPaint } from './afterPaint.ts';
import type { ChartSpec } from './chartTypes.ts';
import type { CursorProps } from './cursor.tsx';
import { originsPart, wantOrigins } from './originsPart.ts';
import type { PlotEdges } from './plotEdges.ts';
import { printing, watchSeen } from './seen.ts';
import { createTimeCanvas, type TimeCanvas } from './timeCanvas.ts';

interface TimeChartProps {
  readonly series: ReadonlySignal<Series>;
  readonly spec: ChartSpec;
  /** What the chart shows, for who does not see it. */
  readonly label: string;
  /** Lines alone, without axes and cursor: a small picture inside a link or button. */
  readonly plain?: boolean;
  /** Of the plots above and below, where it stands among others; the same one for its whole life. */
  readonly edges?: PlotEdges;
  /** Receives the canvas, for a picture of it. */
  readonly canvasRef?: (canvas: HTMLCanvasElement | null) => void;
}

/** The cursor's code is loaded when a pointer or focus first comes to a chart, for all of them. */
const Cursor = signal<ComponentType<CursorProps> | undefined>(undefined);
let asked = false;

function wake(): void {
  if (asked) return;
  asked = true;
  import('./cursor.tsx').then(
    (part) => {
      Cursor.value = part.Cursor;
    },
    () => {
      asked = false;
    },
  );
}

export function TimeChart(props: TimeChartProps) {
  const { series, spec, label, plain = false, edges, canvasRef } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useSignal<TimeCanvas | undefined>(undefined);
  const given = useSignal(spec);
  const host = useRef<HTMLDivElement>(null);
  const events = useEventsOf(plain || spec.events === false ? undefined : (spec.events ?? 'site'));
  const text = JSON.stringify(spec);
  // A new object with the same words draws nothing anew.
  useLayoutEffect(() => {
    given.value = spec;
  }, [text]);
  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element) return;
    canvasRef?.(element);
    const stop = keepDrawn(element, { series, events, chart, spec: given, plain, edges });
    return () => {
      stop();
      canvasRef?.(null);
      chart.peek()?.close();
      chart.value = undefined;
    };
  }, [plain, series, events, edges]);
  const Loaded = Cursor.value;
  if (plain) {
    return (
      <div class="timeChart plain">
        <canvas ref={canvas} role="img" aria-label={label} />
      </div>
    );
  }
  return (
    <div class="timeChart" onPointerEnter={wake} onFocusIn={wake}>
      <canvas ref={canvas} role="img" aria-label={label} />
      <div
        ref={host}
        class="chartCursor"
        role="slider"
        tabIndex={0}
        aria-label={t('chartCursor', { chart: label })}
        aria-valuenow={100}
        aria-valuetext={t('chartNoCursor')}
      >
        {Loaded ? (
          <Loaded host={host} chart={chart} series={series} spec={given} events={events} />
        ) : null}
      </div>
      <ChartState series={series} />
    </div>
  );
}

interface Drawn {
  readonly plain: boolean;
  readonly edges: PlotEdges | undefined;
  readonly series: ReadonlySignal<Series>;
  readonly events: ReadonlySignal<readonly EventRecord[]>;
  readonly spec: ReadonlySignal<ChartSpec>;
  readonly chart: Signal<TimeCanvas | undefined>;
}

/** Draws whenever there is something new to see; returns its undo. */
function keepDrawn(
  element: HTMLCanvasElement,
  { series, events, spec, chart, plain, edges }: Drawn,
): () => void {
  const seen = watchSeen(element);
  let drawn = '';
  let drawnSpec: ChartSpec | undefined;
  const draw = (): void => {
    const site = siteInfo.peek()?.site;
    if (!site) return;
    chart.value ??= createTimeCanvas(element, plain, edges);
    chart.value.draw({
      series: series.peek(),
      spec: spec.peek(),
      events: events.peek(),
      timeZone: site.timeZone,
    });
  };
  let forget = (): unknown => undefined;
  const stop = effect(() => {
    const now = series.value;
    if (!seen.visible.value || !siteInfo.value || now.state === 'loading') return;
    const moved = Math.floor(now.span.toMs / everyMs(now.span, chart.peek()?.area(), element));
    if (!plain) wantOrigins(now);
    const named = !plain && originsPart.value !== undefined;
    const key = `${now.version} ${theme.value} ${language.value} ${events.value.length} ${moved} ${named}`;
    if (key === drawn && drawnSpec === spec.value) return;
    drawn = key;
    drawnSpec = spec.value;
    // Paper does not wait for a frame.
    if (printing.value) draw();
    else forget = afterPaint(draw);
  });
  return () => {
    stop();
    forget();
    seen.stop();
  };
}

/** How far a chart may slide before it is drawn again: a pixel, or half of one where that is more than 5 s. */
function everyMs(
  { fromMs, toMs }: Span,
  area: { readonly left: number; readonly right: number } | undefined,
  { clientWidth }: Element,
): number {
  const widthPx = Math.max(100, area ? area.right - area.left : clientWidth);
  const pixelMs = (toMs - fromMs) / (widthPx * devicePixelRatio);
  return Math.min(pixelMs, Math.max(5_000, pixelMs / 2));
}

/** Why there is nothing, or nothing new, to see. */
function ChartState({ series }: Pick<TimeChartProps, 'series'>) {
  const text = useSignal('');
  useEffect(
    () =>
      effect(() => {
        const { state, problem } = series.value;
        void language.value;
        if (state === 'ready') text.value = '';
        else if (state === 'refused' && problem) text.value = t('chartRefused', { problem });
        else text.value = t(CHART_STATES[state]);
      }),
    [series, text],
  );
  return text.value ? (
    <p class="chartState">
      <span>{text}</span>
    </p>
  ) : null;
}

const CHART_STATES = {
  loading: 'chartLoading',
  empty: 'chartEmpty',
  offline: 'chartOffline',
  refused: 'chartFailed',
} as const;

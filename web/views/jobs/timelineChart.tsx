// The picture of the timeline: names to the left, a bar each, times below; pointed at, a bar says its job.
import { useRef } from 'preact/hooks';
import type { EventRecord } from '../../../server/contract/event.ts';
import type { JobView } from '../../../server/contract/job.ts';
import { chartTextPx } from '../../charts/chartFont.ts';
import { drawEvents } from '../../charts/chartMarks.ts';
import { Drawing, type Region, type Size } from '../../charts/drawing.tsx';
import { letGo, pointTo, SharedCursor, type TimeRoom } from '../../charts/sharedCursor.tsx';
import { timeTicks } from '../../charts/timeTicks.ts';
import { formatClock, formatDay, formatDayTime, formatNumber } from '../../format.ts';
import { END_TEXTS, JOBS_TEXTS, ONE_STATE_TEXTS } from '../../i18n/jobsView.ts';
import { say } from '../../i18n.ts';
import { colourOf } from '../../theme.ts';
import { countWithin, type TimelineRow, timelineRows } from './timelineRows.ts';

interface TimelineChartProps {
  /** Another list whenever one of them comes, begins or ends. */
  readonly jobs: readonly JobView[];
  readonly span: { readonly fromMs: number; readonly toMs: number };
  readonly nowMs: number;
  readonly timeZone: string;
  readonly events: readonly EventRecord[];
  readonly canvasRef: (canvas: HTMLCanvasElement | null) => void;
  /** How many of all are shown. */
  countText(rows: number, all: number): string;
  onOpen(id: string): void;
}

/** Room for the bars of those that wait, after now. */
const WAITING_PX = 16;
const HALF_DAY_MS = 43_200_000;

export function TimelineChart(props: TimelineChartProps) {
  const { jobs, span, events, canvasRef, countText, onOpen } = props;
  const room = useRef<TimeRoom>({ span });
  const all = countWithin(jobs, span, props.nowMs);
  const lists = useRef({ jobs, count: 0 });
  if (lists.current.jobs !== jobs) lists.current = { jobs, count: lists.current.count + 1 };
  return (
    <Drawing
      label={say(JOBS_TEXTS.timeline)}
      version={`${lists.current.count} ${span.fromMs} ${span.toMs} ${events.length}`}
      canvasRef={canvasRef}
      hint={countText(Math.min(all, MOST_ROWS), all)}
      draw={(ctx, size, pointed) => {
        const drawn = drawTimeline(ctx, size, pointed, props);
        room.current = drawn.room;
        return drawn.regions;
      }}
      onOpen={onOpen}
      over={<SharedCursor room={() => room.current} />}
      onPoint={(event) => (event ? pointTo(event, room.current) : letGo())}
    />
  );
}

const MOST_ROWS = 12;

function drawTimeline(
  ctx: CanvasRenderingContext2D,
  size: Size,
  pointed: string | undefined,
  { jobs, span, nowMs, timeZone, events }: TimelineChartProps,
): { readonly regions: readonly Region[]; readonly room: TimeRoom } {
  const rows = timelineRows(jobs, span, nowMs, MOST_ROWS);
  const px = chartTextPx();
  const bottom = px * 1.8;
  const left = Math.min(size.width * 0.3, px * 13);
  const right = rows.some(({ job }) => job.state === 'queued') ? WAITING_PX : 0;
  const width = size.width - left - right;
  const each = (size.height - bottom) / MOST_ROWS;
  const xOf = (timeMs: number): number =>
    left + ((timeMs - span.fromMs) / (span.toMs - span.fromMs)) * width;
  drawTimes(ctx, { span, timeZone, xOf, top: 0, height: size.height - bottom, width });
  const regions = rows.map((row, i) => {
    const top = i * each;
    const lit = row.job.id === pointed;
    const from = row.job.state === 'queued' ? left + width + 3 : xOf(row.fromMs);
    const to = row.job.state === 'queued' ? left + width + right - 1 : xOf(row.toMs);
    drawRow(ctx, row, { left, top, each, from, to, lit });
    return {
      id: row.job.id,
      text: sentenceOf(row.job, timeZone),
      left: 0,
      top,
      width: size.width,
      height: each,
    };
  });
  drawEvents(ctx, { top: 0, bottom: size.height - bottom, xOf }, events, span);
  return { regions, room: { span, left, right, bottom } };
}

interface RowRoom {
  readonly left: number;
  readonly top: number;
  readonly each: number;
  readonly from: number;
  readonly to: number;
  readonly lit: boolean;
}

function drawRow(ctx: CanvasRenderingContext2D, { job }: TimelineRow, room: RowRoom): void {
  const { left, top, each, from, to, lit } = room;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  ctx.fillStyle = colourOf(lit ? 'text' : 'muted');
  ctx.fillText(cut(ctx, job.name, left - 10), 0, top + each / 2);
  const [y, height] = [top + each * 0.18, Math.max(3, each * 0.64)];
  const width = Math.max(2, to - from);
  if (job.state === 'queued') {
    ctx.strokeStyle = colourOf('muted');
    ctx.setLineDash([2, 2]);
    ctx.strokeRect(from + 0.5, Math.round(y) + 0.5, width - 1, Math.round(height) - 1);
    ctx.setLineDash([]);
    return;
  }
  ctx.fillStyle = colourOf(job.state === 'running' ? 'compute' : 'line-strong');
  ctx.fillRect(from, y, width, height);
  if (lit) {
    ctx.strokeStyle = colourOf('text');
    ctx.strokeRect(from + 0.5, Math.round(y) + 0.5, Math.max(1, width - 1), Math.round(height) - 1);
  }
}

interface TimesRoom {
  readonly span: { readonly fromMs: number; readonly toMs: number };
  readonly timeZone: string;
  readonly top: number;
  readonly height: number;
  readonly width: number;
  xOf(timeMs: number): number;
}

function drawTimes(ctx: CanvasRenderingContext2D, room: TimesRoom): void {
  const { span, timeZone, xOf, top, height, width } = room;
  const days = span.toMs - span.fromMs > 3 * HALF_DAY_MS;
  const most = Math.max(2, Math.floor(width / (ctx.measureText('00 Mmm').width + 26)));
  ctx.strokeStyle = colourOf('line');
  ctx.fillStyle = colourOf('muted');
  ctx.textAlign = 'center';
  ctx.textBaseline = 'alphabetic';
  ctx.lineWidth = 1;
  for (const timeMs of timeTicks(span.fromMs, span.toMs, timeZone, most)) {
    const x = Math.round(xOf(timeMs)) + 0.5;
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x, top + height);
    ctx.stroke();
    const clockText = formatClock(timeMs, timeZone, false);
    const text = days && clockText === '00:00' ? formatDay(timeMs, timeZone) : clockText;
    ctx.fillText(text, x, top + height + chartTextPx() * 1.3);
  }
}

function cut(ctx: CanvasRenderingContext2D, text: string, width: number): string {
  if (ctx.measureText(text).width <= width) return text;
  let length = text.length - 1;
  while (length > 1 && ctx.measureText(`${text.slice(0, length)}…`).width > width) length--;
  return `${text.slice(0, length)}…`;
}

function sentenceOf(job: JobView, timeZone: string): string {
  const { name, state, tenant, gpuCount, startMs, endMs, endReason } = job;
  const day = (ms: number): string => formatDayTime(ms, timeZone);
  return [
    name,
    tenant,
    say(ONE_STATE_TEXTS[state]),
    `${formatNumber(gpuCount)} ${say(JOBS_TEXTS.gpus)}`,
    startMs === null ? '' : `${day(startMs)} – ${endMs === null ? '' : day(endMs)}`.trim(),
    endReason ? say(END_TEXTS[endReason]) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

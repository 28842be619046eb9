// How parts of a chart came to be known: what was not recorded but modelled is named, its seams are marked, what is yet to come is said.
import type { Chart } from 'chart.js';
import { ORIGIN_TEXTS } from '../i18n/origins.ts';
import { say } from '../i18n.ts';
import { colourOf } from '../theme.ts';
import type { Series } from '../time/seriesTypes.ts';
import { chartFont, chartTextPx } from './chartFont.ts';
import type { Picture } from './picture.ts';

type Stretch = Series['stretches'][number];

/** Stretches of one origin that follow each other, and where one was modelled on its own after the other. */
interface Modelled extends Stretch {
  readonly seamsMs: readonly number[];
}

/** Shorter stretches are not to be seen. */
const LEAST_PX = 16;
/** Shorter ones than this have no room for their name. */
const LEAST_NAMED_PX = 90;

/** The name of what a moment is known by; empty for what was recorded. */
export function originAt(stretches: readonly Stretch[], atMs: number): string {
  const stretch = stretches.find(({ fromMs, toMs }) => atMs > fromMs && atMs <= toMs);
  return stretch ? nameOf(stretch.origin) : '';
}

/** Said beside the unit while a past is made and part of the span is not known: that part may come yet. Else empty. */
export function makingText({
  making,
  span,
  stepS,
  stretches,
  gaps,
}: Pick<Series, 'making' | 'span' | 'stepS' | 'stretches' | 'gaps'>): string {
  if (!making) return '';
  const firstMs = stretches[0]?.fromMs ?? Number.POSITIVE_INFINITY;
  const inSpan = gaps.some(({ fromMs, toMs }) => toMs > span.fromMs && fromMs < span.toMs);
  return inSpan || firstMs > span.fromMs + stepS * 1_000 ? ` · ${say(ORIGIN_TEXTS.making)}` : '';
}

function nameOf(origin: string): string {
  return origin === 'backfilled' || origin === 'modelledYear' ? say(ORIGIN_TEXTS[origin]) : '';
}

/** Modelled stretches of what the picture shows: of a time that nobody knows there is nothing to name. */
export function modelledIn(
  stretches: readonly Stretch[],
  { span, lines }: Pick<Picture, 'span' | 'lines'>,
): readonly Modelled[] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { xs, means } of lines) {
    const from = means.findIndex((mean) => !Number.isNaN(mean));
    if (from < 0) continue;
    // A point stands at the end of its step.
    first = Math.min(first, xs[from - 1] ?? span.fromMs);
    last = Math.max(last, xs[means.findLastIndex((mean) => !Number.isNaN(mean))] ?? span.toMs);
  }
  return joined(stretches.filter(({ origin }) => nameOf(origin) !== ''))
    .map(({ origin, seamsMs, ...whole }) => {
      const fromMs = Math.max(whole.fromMs, first, span.fromMs);
      const toMs = Math.min(whole.toMs, last, span.toMs);
      return { fromMs, toMs, origin, seamsMs: seamsMs.filter((at) => at > fromMs && at < toMs) };
    })
    .filter(({ fromMs, toMs }) => toMs > fromMs);
}

/** Room above the plot for the names. */
export function originRoom(
  stretches: readonly Stretch[],
  picture: Picture,
  widthPx: number,
): number {
  const { fromMs, toMs } = picture.span;
  const named = modelledIn(stretches, picture).some(
    (one) => ((one.toMs - one.fromMs) / (toMs - fromMs)) * widthPx >= LEAST_NAMED_PX,
  );
  return named ? chartTextPx() * 1.2 : 0;
}

/** A dotted line at either end of a modelled stretch and at its seams, its name above the plot, where no line or limit runs. */
export function drawOrigins(
  { ctx, chartArea, scales }: Chart,
  stretches: readonly Stretch[],
  picture: Picture,
): void {
  const { x } = scales;
  const { span } = picture;
  if (!x) return;
  ctx.save();
  ctx.font = chartFont();
  ctx.textBaseline = 'bottom';
  ctx.fillStyle = colourOf('muted');
  ctx.strokeStyle = colourOf('line-strong');
  ctx.setLineDash([1, 3]);
  for (const { fromMs, toMs, origin, seamsMs } of modelledIn(stretches, picture)) {
    const [left, right] = [x.getPixelForValue(fromMs), x.getPixelForValue(toMs)];
    if (right - left < LEAST_PX) continue;
    const seams = seamsMs.map((atMs) => x.getPixelForValue(atMs));
    for (const at of [fromMs > span.fromMs && left, toMs < span.toMs && right, ...seams]) {
      if (at === false) continue;
      ctx.beginPath();
      ctx.moveTo(at, chartArea.top);
      ctx.lineTo(at, chartArea.bottom);
      ctx.stroke();
    }
    if (right - left < LEAST_NAMED_PX) continue;
    const room = right - left - 8;
    ctx.fillText(nameOf(origin), left + 4, chartArea.top - 2, room);
    let free = left + 12 + Math.min(room, ctx.measureText(nameOf(origin)).width);
    const wide = ctx.measureText(say(ORIGIN_TEXTS.seam)).width;
    for (const at of seams) {
      if (at - wide / 2 < free || at + wide / 2 > right) continue;
      ctx.fillText(say(ORIGIN_TEXTS.seam), at - wide / 2, chartArea.top - 2);
      free = at + wide / 2 + 8;
    }
  }
  ctx.restore();
}

/** Stretches of one origin that follow each other are one; those that share time have no seam. */
function joined(stretches: readonly Stretch[]): readonly Modelled[] {
  const whole: { fromMs: number; toMs: number; origin: Stretch['origin']; seamsMs: number[] }[] =
    [];
  for (const stretch of stretches) {
    const last = whole.at(-1);
    if (last?.origin === stretch.origin && stretch.fromMs <= last.toMs) {
      if (stretch.fromMs === last.toMs) last.seamsMs.push(stretch.fromMs);
      last.toMs = Math.max(last.toMs, stretch.toMs);
    } else whole.push({ ...stretch, seamsMs: [] });
  }
  return whole;
}

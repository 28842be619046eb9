// How parts of a chart came to be known: what was not recorded but modelled is named, and its seams are marked.
import type { Chart } from 'chart.js';
import { t } from '../i18n.ts';
import { colourOf } from '../theme.ts';
import type { Series } from '../time/seriesTypes.ts';
import { chartFont, chartTextPx } from './chartFont.ts';
import type { Picture } from './picture.ts';

type Stretch = Series['stretches'][number];

const NAMES = { backfilled: 'originBackfilled', modelledYear: 'originModelledYear' } as const;
/** Shorter stretches are not to be seen. */
const LEAST_PX = 16;
/** Shorter ones than this have no room for their name. */
const LEAST_NAMED_PX = 90;

/** The name of what a moment is known by; empty for what was recorded. */
export function originAt(stretches: readonly Stretch[], atMs: number): string {
  const stretch = stretches.find(({ fromMs, toMs }) => atMs > fromMs && atMs <= toMs);
  return stretch ? nameOf(stretch.origin) : '';
}

function nameOf(origin: string): string {
  return origin in NAMES ? t(NAMES[origin as keyof typeof NAMES]) : '';
}

/** Modelled stretches of what the picture shows: of a time that nobody knows there is nothing to name. */
export function modelledIn(
  stretches: readonly Stretch[],
  { span, lines }: Pick<Picture, 'span' | 'lines'>,
): readonly Stretch[] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { xs, means } of lines) {
    const from = means.findIndex((mean) => !Number.isNaN(mean));
    if (from < 0) continue;
    // A point stands at the end of its step.
    first = Math.min(first, xs[from - 1] ?? span.fromMs);
    last = Math.max(last, xs[means.findLastIndex((mean) => !Number.isNaN(mean))] ?? span.toMs);
  }
  return joined(stretches.filter(({ origin }) => nameOf(origin) !== ''))
    .map(({ fromMs, toMs, origin }) => ({
      fromMs: Math.max(fromMs, first, span.fromMs),
      toMs: Math.min(toMs, last, span.toMs),
      origin,
    }))
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

/** A dotted line at either end of a modelled stretch, its name above the plot, where no line or limit runs. */
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
  for (const { fromMs, toMs, origin } of modelledIn(stretches, picture)) {
    const [left, right] = [x.getPixelForValue(fromMs), x.getPixelForValue(toMs)];
    if (right - left < LEAST_PX) continue;
    for (const at of [fromMs > span.fromMs && left, toMs < span.toMs && right]) {
      if (at === false) continue;
      ctx.beginPath();
      ctx.moveTo(at, chartArea.top);
      ctx.lineTo(at, chartArea.bottom);
      ctx.stroke();
    }
    if (right - left >= LEAST_NAMED_PX) {
      ctx.fillText(nameOf(origin), left + 4, chartArea.top - 2, right - left - 8);
    }
  }
  ctx.restore();
}

/** Stretches of one origin that follow each other are one. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const whole: Stretch[] = [];
  for (const stretch of stretches) {
    const last = whole.at(-1);
    if (last?.origin === stretch.origin && stretch.fromMs <= last.toMs) {
      whole[whole.length - 1] = { ...last, toMs: Math.max(last.toMs, stretch.toMs) };
    } else whole.push(stretch);
  }
  return whole;
}

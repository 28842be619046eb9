// How parts of a chart came to be known: what was not recorded but modelled is named, and its seams are marked.
import type { Chart } from 'chart.js';
import { t } from '../i18n.ts';
import { colourOf } from '../theme.ts';
import type { Span } from '../time/range.ts';
import type { Series } from '../time/seriesTypes.ts';
import { chartFont, chartTextPx } from './chartFont.ts';

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

/** A dotted line at either end of a modelled stretch, its name at the top. */
export function drawOrigins(
  { ctx, chartArea, scales }: Chart,
  stretches: readonly Stretch[],
  span: Span,
): void {
  const { x } = scales;
  if (!x) return;
  ctx.save();
  ctx.font = chartFont();
  ctx.textBaseline = 'top';
  ctx.fillStyle = colourOf('muted');
  ctx.strokeStyle = colourOf('line-strong');
  ctx.setLineDash([1, 3]);
  for (const { fromMs, toMs, origin } of joined(stretches)) {
    const name = nameOf(origin);
    if (!name || toMs <= span.fromMs || fromMs >= span.toMs) continue;
    const left = Math.max(chartArea.left, x.getPixelForValue(fromMs));
    const right = Math.min(chartArea.right, x.getPixelForValue(toMs));
    if (right - left < LEAST_PX) continue;
    for (const at of [fromMs > span.fromMs && left, toMs < span.toMs && right]) {
      if (at === false) continue;
      ctx.beginPath();
      ctx.moveTo(at, chartArea.top);
      ctx.lineTo(at, chartArea.bottom);
      ctx.stroke();
    }
    if (right - left >= LEAST_NAMED_PX) {
      ctx.fillText(name, left + 4, chartArea.top - chartTextPx() * 0.5, right - left - 8);
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

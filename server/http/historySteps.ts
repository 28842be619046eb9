// The steps of a history request: as fine as asked for, never more points than a page can use or a server should send.
import { refusal } from './refusal.ts';

const MAX_POINTS = 4_000;
const DAY_S = 86_400;
const DEFAULT_POINTS = 1_000;
/** Points of all series of one answer: about 8 MB of JSON, 60 ms of work. */
export const MAX_POINTS_OF_ALL = 100_000;

export interface StepRequest {
  readonly fromMs: number;
  readonly toMs: number;
  readonly points: number | undefined;
  /** Seconds, or days of a zone. */
  readonly step: number | 'day' | undefined;
}

/** Throws a refusal that names the field and its bound. */
export function planSteps(
  request: StepRequest,
  series: number,
): { readonly stepS: number; readonly isDay: boolean } {
  const { fromMs, toMs, points } = request;
  const isDay = request.step === 'day';
  const step = request.step === 'day' ? DAY_S : request.step;
  if (!(fromMs < toMs)) throw refusal(400, 'from must lie before to', 'from');
  const most = Math.min(MAX_POINTS, Math.floor(MAX_POINTS_OF_ALL / Math.max(1, series)));
  if (most < 1) {
    const bound = `at most ${MAX_POINTS_OF_ALL} points of all series together`;
    throw refusal(400, `${series} series were asked for; an answer holds ${bound}`, 'ids');
  }
  if (points !== undefined && points > most) {
    throw refusal(
      400,
      `points must be at most ${most} for ${series} series, ${MAX_POINTS_OF_ALL} in all`,
      'points',
    );
  }
  if (step !== undefined && (points === undefined || isDay)) {
    const made = countSteps(fromMs, toMs, step);
    const bound = points ?? most;
    if (made <= bound) return { stepS: step, isDay };
    const each = isDay ? 'a day' : `${step} s`;
    throw refusal(400, `a step of ${each} makes ${made} points; at most ${bound}`, 'step');
  }
  const wanted = points ?? Math.min(DEFAULT_POINTS, most);
  return { stepS: stepFor(fromMs, toMs, wanted, step ?? 1), isDay };
}

/** Rounded up to whole rows of the store, which are minutes and quarter-hours: a step then holds no half row. */
function onTier(stepS: number): number {
  const rowS = stepS > 900 ? 900 : stepS > 60 ? 60 : 1;
  return Math.ceil(stepS / rowS) * rowS;
}

/** The step, in whole rows and at least `leastS`, whose multiples cut the span into no more than `wanted` parts. */
function stepFor(fromMs: number, toMs: number, wanted: number, leastS: number): number {
  const spanS = (toMs - fromMs) / 1_000;
  const even = onTier(Math.max(leastS, Math.ceil(spanS / wanted)));
  if (countSteps(fromMs, toMs, even) <= wanted) return even;
  // Steps end on whole multiples of their length, so that the ends of the span cost one more.
  if (wanted > 1) return onTier(Math.max(leastS, Math.ceil(spanS / (wanted - 1))));
  // One part: doubling halves the chance that a multiple lies within, and ends at one step since 1970.
  let stepS = even;
  while (countSteps(fromMs, toMs, stepS) > 1) stepS = onTier(stepS * 2);
  return stepS;
}

/** Steps that hold a part of fromMs < t <= toMs. */
function countSteps(fromMs: number, toMs: number, stepS: number): number {
  const stepMs = stepS * 1_000;
  return Math.ceil(toMs / stepMs) - Math.floor(fromMs / stepMs);
}

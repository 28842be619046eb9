// How fine a span is asked for: whole steps that cut hours and days, no more of them than a chart has pixels.

/** Seconds. They divide the store's minutes and quarter-hours, so that its rows are never split. */
const STEPS_S = [1, 2, 5, 10, 20, 30, 60, 120, 300, 900, 1_800, 3_600, 7_200, 14_400, 43_200];
const DAY_S = 86_400;

/** The live quarter of an hour comes second by second, so that ticks join it as they are. */
const LIVE_SPAN_S = 1_200;

/** Seconds of one step of a chart of `points` pixels over a span. */
export function stepFor(spanMs: number, points: number): number {
  const spanS = spanMs / 1000;
  if (spanS <= LIVE_SPAN_S) return 1;
  const fine = STEPS_S.find((stepS) => spanS / stepS <= points);
  return fine ?? Math.ceil(spanS / points / DAY_S) * DAY_S;
}

/** Milliseconds between two looks at the newest steps. */
export function rhythmMs(stepS: number, speed: number): number {
  // Faster than life, a tick a second is only every n-th second of the site: history has them all.
  if (speed > 1) return 5_000;
  return Math.min(300_000, Math.max(10_000, stepS * 1_000));
}

// Ticks of a time axis at round times of the site's clock, without a date library.
const STEPS_S = [60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400];

/** Times in (fromMs, toMs] that are whole multiples of a step in local time; at most `most` of them. */
export function timeTicks(fromMs: number, toMs: number, offsetMs: number, most: number): number[] {
  const spanS = (toMs - fromMs) / 1000;
  const stepMs = (STEPS_S.find((step) => spanS / step <= most) ?? 86_400) * 1000;
  const ticks: number[] = [];
  const first = Math.ceil((fromMs + offsetMs) / stepMs) * stepMs - offsetMs;
  for (let at = first; at <= toMs; at += stepMs) ticks.push(at);
  return ticks;
}

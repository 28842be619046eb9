// Ticks of a time axis at round times of the site's clock, without a date library.
import { localMidnightMs, zoneOffsetMs } from '../../server/contract/zone.ts';

const DAY_MS = 86_400_000;
const STEPS_S = [
  5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 14_400, 21_600, 43_200,
];
const DAYS = [1, 2, 5, 7, 14, 30, 60, 90, 180, 365];

/** Times in (fromMs, toMs] that are whole multiples of a step in local time; at most `most` of them. */
export function timeTicks(fromMs: number, toMs: number, timeZone: string, most: number): number[] {
  const spanS = (toMs - fromMs) / 1000;
  const step = STEPS_S.find((stepS) => spanS / stepS <= most);
  if (step === undefined) return dayTicks(fromMs, toMs, timeZone, most);
  const stepMs = step * 1000;
  const ticks: number[] = [];
  // The clocks may change on the way: each tick is set right by its own offset.
  const start = Math.floor((fromMs + zoneOffsetMs(fromMs, timeZone)) / stepMs);
  const count = Math.ceil((toMs - fromMs) / stepMs) + 3;
  for (let i = 0; i < count; i++) {
    const local = (start + i) * stepMs;
    const guess = local - zoneOffsetMs(fromMs, timeZone);
    const at = local - zoneOffsetMs(guess, timeZone);
    if (at > fromMs && at <= toMs && at > (ticks.at(-1) ?? 0)) ticks.push(at);
  }
  return ticks;
}

/** Local midnights, every so many days. */
function dayTicks(fromMs: number, toMs: number, timeZone: string, most: number): number[] {
  const days = (toMs - fromMs) / DAY_MS;
  const every = DAYS.find((step) => days / step <= most) ?? 365;
  const ticks: number[] = [];
  // Noon of a day is never in doubt; its midnight is.
  for (let noon = localMidnightMs(fromMs, timeZone) + 1.5 * DAY_MS; ; noon += every * DAY_MS) {
    const at = localMidnightMs(noon, timeZone);
    if (at > toMs) return ticks;
    if (at > fromMs) ticks.push(at);
  }
}

/** Whether ticks so far apart are told by their day rather than by their hour. */
export function tellsDays(fromMs: number, toMs: number, most: number): boolean {
  const spanS = (toMs - fromMs) / 1000;
  return !STEPS_S.some((stepS) => spanS / stepS <= most);
}

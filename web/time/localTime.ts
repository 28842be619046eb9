// The site's own hours as a field of a form writes them: `2026-11-22T14:03:12`.
import { zoneOffsetMs } from '../../server/contract/zone.ts';

export function localOf(timeMs: number, timeZone: string): string {
  const whole = Math.round(timeMs / 1000) * 1000;
  return new Date(whole + zoneOffsetMs(whole, timeZone)).toISOString().slice(0, 19);
}

/** UTC epoch in ms; NaN for what is no time. An hour that does not exist is read as the one after it. */
export function momentOf(local: string, timeZone: string): number {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return Number.NaN;
  const guess = asUtc - zoneOffsetMs(asUtc, timeZone);
  return asUtc - zoneOffsetMs(guess, timeZone);
}

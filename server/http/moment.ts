// Times as a request writes them: now, now-15m, an ISO time, or milliseconds of the UTC epoch.
import { refusal } from './refusal.ts';

const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** No site was metered before 1970, and none is planned beyond 2100. */
const END_MS = Date.UTC(2100, 0);

/** UTC epoch in ms; `nowMs` is the site's newest second. Throws a refusal that names the field. */
export function readMoment(text: string, field: string, nowMs: number): number {
  const timeMs = parse(text, nowMs);
  if (Number.isNaN(timeMs)) {
    const forms = 'now, now-15m, an ISO time with its zone, or milliseconds of the UTC epoch';
    throw refusal(400, `${field} "${text}" is no time; write ${forms}`, field);
  }
  // Before the site's first second now is 0, and what came before it is still a time.
  const startMs = nowMs === 0 ? Number.NEGATIVE_INFINITY : 0;
  if (timeMs < startMs || timeMs > END_MS) {
    throw refusal(400, `${field} "${text}" must lie between the years 1970 and 2100`, field);
  }
  return timeMs;
}

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** `to` is now unless told. Throws a refusal where the span is empty. */
export function readSpan(
  { from, to }: { readonly from: string; readonly to?: string | undefined },
  nowMs: number,
): Span {
  const fromMs = readMoment(from, 'from', nowMs);
  const toMs = readMoment(to ?? 'now', 'to', nowMs);
  if (fromMs < toMs) return { fromMs, toMs };
  throw refusal(400, 'from must lie before to', 'from');
}

function parse(text: string, nowMs: number): number {
  const relative = /^now(?:-(\d{1,9})([smhd]))?$/.exec(text);
  if (relative) return nowMs - Number(relative[1] ?? 0) * (UNIT_MS[relative[2] ?? ''] ?? 0);
  if (/^\d{10,14}$/.test(text)) return Number(text);
  return ISO.test(text) ? Date.parse(text) : Number.NaN;
}

// The period that the address asks for, its meters step by step, and those of the period before.
import type { ReadonlySignal } from '@preact/signals';
import { useComputed } from '@preact/signals';
import type { HistoryAnswer } from '../../../server/contract/api.ts';
import { clock, siteInfo } from '../../live.ts';
import { query } from '../../route.ts';
import { queryText } from '../../time/ask.ts';
import { type Answered, useJson } from '../../time/useJson.ts';
import { CARBON_FREE, METERS } from './energyTotals.ts';
import { joined } from './joined.ts';
import { PERIODS, type Period, type PeriodSpan, readDate, spanAround } from './period.ts';

const HOUR_S = 3_600;
const HOUR_MS = HOUR_S * 1_000;
const QUARTER_MS = HOUR_MS / 4;
const MINUTE_MS = HOUR_MS / 60;
const LOADING = { state: 'loading', answer: undefined, status: 0, problem: '' } as const;
/** Hours of one question: an answer holds 4,000 steps. */
const MOST_HOURS = 3_700;
const periodQuery = query('period');
const dateQuery = query('date');

export interface ShownPeriod extends PeriodSpan {
  readonly period: Period;
  readonly zone: string;
  /** The period holds now: it goes on. */
  readonly current: boolean;
  /** Seconds of a step of its meters: quarter-hours, or hours where those would be too many; minutes until the first is over. */
  readonly stepS: number;
  /** The same of the whole period before. */
  readonly beforeStepS: number;
  /** The part that is over. */
  readonly knownToMs: number;
  readonly before: PeriodSpan;
  /** As much of the period before as this one has lasted. */
  readonly beforeSoFar: PeriodSpan;
}

/** Of a period that goes on, what is known of it. */
export function coveredBy({ fromMs, knownToMs }: ShownPeriod): PeriodSpan {
  return { fromMs, toMs: knownToMs };
}

/** undefined until the site's clock is known; changes with the minute, the address, and nothing else. */
export function usePeriod(): ReadonlySignal<ShownPeriod | undefined> {
  const key = useComputed(() => {
    const nowMs = clock.value?.timeMs;
    return nowMs === undefined ? '' : String(Math.floor(nowMs / MINUTE_MS) * MINUTE_MS);
  });
  return useComputed(() => {
    if (key.value === '') return undefined;
    const nowMs = Number(key.value);
    const zone = siteInfo.value?.site.timeZone ?? 'UTC';
    const period = PERIODS.find((one) => one === periodQuery.value) ?? 'day';
    const at = Math.min(readDate(dateQuery.value, zone) ?? nowMs, nowMs);
    const span = spanAround(period, at, zone);
    const before = spanAround(period, span.fromMs - 12 * HOUR_MS, zone);
    const beforeStepS = period === 'day' || period === 'week' ? QUARTER_MS / 1_000 : HOUR_S;
    const young = nowMs - span.fromMs < beforeStepS * 1_000;
    const stepS = young ? MINUTE_MS / 1_000 : beforeStepS;
    const knownToMs = knownTo(span, nowMs, stepS);
    const current = span.toMs > nowMs;
    const lastedMs = knownToMs - span.fromMs;
    const soFarMs = current ? Math.min(before.toMs, before.fromMs + lastedMs) : before.toMs;
    return {
      ...span,
      ...{ period, zone, current, stepS, beforeStepS, knownToMs, before },
      beforeSoFar: { fromMs: before.fromMs, toMs: soFarMs },
    };
  });
}

/** Whole steps only, so that tiles, bars and ledger end at the same moment; at least one. */
function knownTo({ fromMs, toMs }: PeriodSpan, nowMs: number, stepS: number): number {
  const stepMs = stepS * 1_000;
  return Math.min(toMs, Math.max(fromMs + stepMs, Math.floor(nowMs / stepMs) * stepMs));
}

/** Step by step. A year takes several questions; the answer comes when all are answered. */
export function useMeters(span: PeriodSpan | undefined, stepS: number): Answered<HistoryAnswer> {
  const parts = [
    useJson<HistoryAnswer>(pathOf(partOf(span, 0), stepS)),
    useJson<HistoryAnswer>(pathOf(partOf(span, 1), stepS)),
    useJson<HistoryAnswer>(pathOf(partOf(span, 2), stepS)),
  ];
  const each = parts.map(({ value }) => value);
  const asked = each.filter((_, i) => partOf(span, i) !== undefined);
  const unready = asked.find(({ state }) => state !== 'ready');
  const answered = unready ?? asked[0] ?? LOADING;
  return { ...answered, answer: joined(asked.map(({ answer }) => answer)) };
}

/** The n-th part of a span that is too long for one question. */
function partOf(span: PeriodSpan | undefined, n: number): PeriodSpan | undefined {
  if (!span) return undefined;
  const fromMs = span.fromMs + n * MOST_HOURS * HOUR_MS;
  const toMs = Math.min(span.toMs, fromMs + MOST_HOURS * HOUR_MS);
  return fromMs < toMs ? { fromMs, toMs } : undefined;
}

function pathOf(span: PeriodSpan | undefined, stepS: number): string | undefined {
  return (
    span &&
    `/api/history?${queryText({
      metric: [...METERS, CARBON_FREE],
      ...{ from: `${span.fromMs}`, to: `${span.toMs}`, step: stepS },
    })}`
  );
}

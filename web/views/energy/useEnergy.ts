// The period that the address asks for, its hourly meters, and those of the period before.
import type { ReadonlySignal } from '@preact/signals';
import { useComputed } from '@preact/signals';
import type { HistoryAnswer } from '../../../server/contract/api.ts';
import { clock, siteInfo } from '../../live.ts';
import { query } from '../../route.ts';
import { queryText } from '../../time/ask.ts';
import { type Answered, useJson } from '../../time/useJson.ts';
import { METERS } from './energyTotals.ts';
import { PERIODS, type Period, type PeriodSpan, readDate, spanAround } from './period.ts';

const HOUR_S = 3_600;
const periodQuery = query('period');
const dateQuery = query('date');

export interface ShownPeriod extends PeriodSpan {
  readonly period: Period;
  readonly zone: string;
  /** The period holds now: it goes on. */
  readonly current: boolean;
  /** The part that is over. */
  readonly knownToMs: number;
  readonly before: PeriodSpan;
}

/** undefined until the site's clock is known; changes with the hour, the address, and nothing else. */
export function usePeriod(): ReadonlySignal<ShownPeriod | undefined> {
  const key = useComputed(() => {
    const nowMs = clock.value?.timeMs;
    return nowMs === undefined ? '' : String(Math.floor(nowMs / 900_000) * 900_000);
  });
  return useComputed(() => {
    if (key.value === '') return undefined;
    const nowMs = Number(key.value);
    const zone = siteInfo.value?.site.timeZone ?? 'UTC';
    const period = PERIODS.find((one) => one === periodQuery.value) ?? 'day';
    const at = Math.min(readDate(dateQuery.value, zone) ?? nowMs, nowMs);
    const span = spanAround(period, at, zone);
    return {
      ...span,
      period,
      zone,
      current: span.toMs > nowMs,
      knownToMs: Math.min(span.toMs, nowMs),
      before: spanAround(period, span.fromMs - 12 * HOUR_S * 1_000, zone),
    };
  });
}

/** Hour by hour; `ended` spans are asked once. */
export function useMeters(span: PeriodSpan | undefined): ReadonlySignal<Answered<HistoryAnswer>> {
  const path = span && `/api/history?${queryText(questionOf(span))}`;
  return useJson<HistoryAnswer>(path);
}

function questionOf({ fromMs, toMs }: PeriodSpan) {
  return { metric: [...METERS], from: `${fromMs}`, to: `${toMs}`, step: HOUR_S };
}

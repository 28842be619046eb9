// The hours, days or months of a period with their names, and which of them are not over or were not recorded.
import type { HistoryAnswer } from '../../../server/contract/api.ts';
import { formatClock, formatDay } from '../../format.ts';
import { language } from '../../i18n.ts';
import type { ShownPeriod } from './useEnergy.ts';

export interface PeriodBucket {
  readonly id: string;
  readonly label: string;
  readonly name: string;
  readonly pale: boolean;
  readonly modelled: boolean;
}

export function bucketsOf(
  { period, zone, fromMs, knownToMs }: ShownPeriod,
  ends: readonly number[],
  answer: HistoryAnswer | undefined,
): readonly PeriodBucket[] {
  const made = (answer?.stretches ?? []).filter(({ origin }) => origin !== 'recorded');
  return ends.map((end, i) => {
    const from = i === 0 ? fromMs : (ends[i - 1] as number);
    return {
      id: String(end),
      ...wordsOf(period, from, end, zone),
      pale: end > knownToMs,
      modelled: made.some((stretch) => stretch.fromMs < end && stretch.toMs > from),
    };
  });
}

function wordsOf(
  period: ShownPeriod['period'],
  from: number,
  end: number,
  zone: string,
): { label: string; name: string } {
  if (period === 'day') {
    const start = formatClock(from, zone, false);
    return { label: start.slice(0, 2), name: `${start} – ${formatClock(end, zone, false)}` };
  }
  const day = formatDay(from, zone);
  if (period !== 'year') return { label: day.replace(/ .*/, ''), name: day };
  return { label: monthText(from, zone, 'short'), name: monthText(from, zone, 'long') };
}

/** `Nov`, or `November 2026`. */
export function monthText(timeMs: number, timeZone: string, month: 'short' | 'long'): string {
  const locale = language.value === 'fr' ? 'fr-FR' : 'en-GB';
  const year = month === 'long' ? ({ year: 'numeric' } as const) : {};
  return new Date(timeMs).toLocaleDateString(locale, { timeZone, month, ...year });
}

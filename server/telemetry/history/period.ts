// Periods: the UTC day or part of a day of a row, the month of a day, and the names of tables and files that follow from them.

export const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** How much of time a table and its file hold: a day, or three hours where a day is too much to be searched unsorted. */
export type PeriodHours = 24 | 3;

/** `2026-11-22`, `2026-11`, or `2026-11-22T09` for the three hours from 09:00. */
export type Period = string;

/** UTC day of a row; a row that ends at midnight belongs to the day before. */
export function dayOf(endMs: number): Period {
  return new Date(endMs - 1).toISOString().slice(0, 10);
}

/** Period of a row; like a day, it holds the row that ends with it. */
export function periodOf(endMs: number, hours: PeriodHours): Period {
  if (hours === 24) return dayOf(endMs);
  const lengthMs = hours * HOUR_MS;
  return new Date(Math.floor((endMs - 1) / lengthMs) * lengthMs).toISOString().slice(0, 13);
}

export function monthOf(day: Period): Period {
  return day.slice(0, 7);
}

export function isMonth(period: Period): boolean {
  return period.length === 7;
}

/** Rows of a period end after `fromMs` and up to `toMs`. */
export function spanOf(period: Period): { readonly fromMs: number; readonly toMs: number } {
  if (period.length === 13) {
    const fromMs = Date.parse(`${period}:00:00Z`);
    return { fromMs, toMs: fromMs + 3 * HOUR_MS };
  }
  const fromMs = Date.parse(`${period.padEnd(10, '-01')}T00:00:00Z`);
  if (!isMonth(period)) return { fromMs, toMs: fromMs + DAY_MS };
  const [year = 0, month = 0] = period.split('-').map(Number);
  return { fromMs, toMs: Date.UTC(year, month, 1) };
}

/** The table that takes the rows of a period while it is open. */
export function tableOf(name: string, period: Period): string {
  return `${name}_${period.replaceAll(/[-T]/g, '')}`;
}

/** Period of a table made by `tableOf`, or undefined for another table. */
export function periodOfTable(name: string, table: string): Period | undefined {
  const digits = table.startsWith(`${name}_`) ? table.slice(name.length + 1) : '';
  const found = /^(\d{4})(\d{2})(\d{2})(\d{2})?$/.exec(digits);
  if (!found) return undefined;
  const [, year, month, day, hour] = found;
  return `${year}-${month}-${day}${hour === undefined ? '' : `T${hour}`}`;
}

/** A file is written once; a period that gets more rows later gets a new file in the place of the old one. */
export function fileOf(period: Period, edition: number): string {
  return edition === 1 ? `${period}.parquet` : `${period}.${edition}.parquet`;
}

/** Edition of a file of ours, or undefined for another file. */
export function editionOf(file: string): number | undefined {
  const found = /^\d{4}-\d{2}(?:-\d{2}(?:T\d{2})?)?(?:\.(\d+))?\.parquet$/.exec(file);
  return found ? Number(found[1] ?? 1) : undefined;
}

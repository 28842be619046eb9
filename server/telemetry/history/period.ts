// Periods: the UTC day of a row, the month of a day, and the names of tables and files that follow from them.

export const DAY_MS = 86_400_000;

/** `2026-11-22` or `2026-11`. */
export type Period = string;

/** UTC day of a row; a row that ends at midnight belongs to the day before. */
export function dayOf(endMs: number): Period {
  return new Date(endMs - 1).toISOString().slice(0, 10);
}

export function monthOf(day: Period): Period {
  return day.slice(0, 7);
}

export function isMonth(period: Period): boolean {
  return period.length === 7;
}

/** Rows of a period end after `fromMs` and up to `toMs`. */
export function spanOf(period: Period): { readonly fromMs: number; readonly toMs: number } {
  const fromMs = Date.parse(`${period.padEnd(10, '-01')}T00:00:00Z`);
  if (!isMonth(period)) return { fromMs, toMs: fromMs + DAY_MS };
  const [year = 0, month = 0] = period.split('-').map(Number);
  return { fromMs, toMs: Date.UTC(year, month, 1) };
}

/** The table that takes the rows of a day while it is open. */
export function tableOf(name: string, day: Period): string {
  return `${name}_${day.replaceAll('-', '')}`;
}

/** Day of a table made by `tableOf`, or undefined for another table. */
export function dayOfTable(name: string, table: string): Period | undefined {
  const digits = table.startsWith(`${name}_`) ? table.slice(name.length + 1) : '';
  if (!/^\d{8}$/.test(digits)) return undefined;
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

/** A file is written once; a period that gets more rows later gets a new file in the place of the old one. */
export function fileOf(period: Period, edition: number): string {
  return edition === 1 ? `${period}.parquet` : `${period}.${edition}.parquet`;
}

/** Edition of a file of ours, or undefined for another file. */
export function editionOf(file: string): number | undefined {
  const found = /^\d{4}-\d{2}(?:-\d{2})?(?:\.(\d+))?\.parquet$/.exec(file);
  return found ? Number(found[1] ?? 1) : undefined;
}

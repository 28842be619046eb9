// A question's braces become SQL: `{rackMinute}` is every row of the tier, sealed or not, in the unit of its metric;
// `{rackMinute raw}` has the numbers as they are stored, for a sum that is scaled once instead of every row;
// `{rackMinute 60000..120000}` only the rows that end after 60000 and up to 120000, within the span of the question.
import { join } from 'node:path';
import type { LiveDatabase } from './database.ts';
import { type Kept, olderFirst, quoted, type SealedFile } from './kept.ts';
import { type Period, spanOf, tableOf } from './period.ts';
import { TABLES } from './schema.ts';

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Throws one sentence for a name that is neither a tier nor a table. Only columns that the question names are read, which
 * is a quarter of the work of a short one; `wide` reads all, for files of which some do not have one of them.
 */
export function expandTiers(
  sql: string,
  span: Span,
  database: LiveDatabase,
  folder: string,
  wide = false,
): string {
  const words = new Set(sql.match(/\w+/g));
  const all = wide || /(?:SELECT|[,.])\s*\*/i.test(sql);
  return sql.replace(BRACES, (_, name: string, raw?: string, from?: string, to?: string) => {
    if (Object.hasOwn(TABLES, name)) return name;
    const kept = database.kept.find((each) => each.name === name);
    if (!kept) throw new Error(`the store has no tier "${name}"`);
    const columns = kept.columns.filter((column) => all || words.has(column.name));
    const names = columns.length > 0 ? quoted(columns.map((column) => column.name)) : 'time';
    const rows = rowsSql(kept, all ? '*' : names, partOf(span, from, to), database, folder);
    const isPlain = raw !== undefined || columns.length === 0;
    return isPlain ? `(${rows})` : `(SELECT ${columnsSql(kept, columns)} FROM (${rows}))`;
  });
}

const BRACES = /\{(\w+)( raw)?(?: (\d+)\.\.(\d+))?\}/g;

/** Rows of braces: of files and tables that hold some of the span, or no others than those of it. */
interface Part extends Span {
  readonly exact: boolean;
}

function partOf(span: Span, from: string | undefined, to: string | undefined): Part {
  if (from === undefined || to === undefined) return { ...span, exact: false };
  return { fromMs: Number(from), toMs: Number(to), exact: true };
}

/** These are on disk as soon as they are told: they never wait for the open minute. */
const RECORDS: ReadonlySet<string | undefined> = new Set<keyof typeof TABLES>(['event', 'job']);

/** A question reads rows of steps, of which the newest may wait, and not events and jobs alone. */
export function readsSteps(sql: string): boolean {
  return [...sql.matchAll(BRACES)].some(([, name]) => !RECORDS.has(name));
}

/** All that a question reads is sealed: its text, which names the files, will have the same answer for ever. */
export function isSettled(sql: string, span: Span, database: LiveDatabase): boolean {
  return [...sql.matchAll(BRACES)].every(([, name, , from, to]) => {
    const kept = database.kept.find((each) => each.name === name);
    return kept !== undefined && openIn(kept, partOf(span, from, to), database).length === 0;
  });
}

function openIn(kept: Kept, { fromMs, toMs }: Span, database: LiveDatabase): readonly Period[] {
  return database.openPeriods(kept).filter((period) => {
    const of = spanOf(period);
    return of.toMs > fromMs && of.fromMs < toMs;
  });
}

/** Stored numbers times their scale. */
function columnsSql({ tier }: Kept, columns: Kept['columns']): string {
  return columns
    .map(({ name }) => {
      const scale = tier?.columns.find((column) => column.name === name)?.scale ?? 1;
      return scale === 1 ? `"${name}"` : `"${name}" * ${scale}::DOUBLE AS "${name}"`;
    })
    .join(', ');
}

/** The empty table of the tier gives every column a type, also those that no day has. */
function rowsSql(
  kept: Kept,
  names: string,
  part: Part,
  database: LiveDatabase,
  folder: string,
): string {
  const { fromMs, toMs, exact } = part;
  const inSpan = `time > ${literal(fromMs)} AND time <= ${literal(toMs)}`;
  const files = database
    .sealed(kept)
    .filter(({ firstMs, lastMs }) => lastMs > fromMs && firstMs <= toMs);
  const open = openIn(kept, part, database);
  // A file that lies within the span is read without its times.
  const isCut = (file: SealedFile): boolean =>
    exact && (file.firstMs <= fromMs || file.lastMs > toMs);
  const [whole, cut] = [files.filter((file) => !isCut(file)), files.filter(isCut)];
  return [
    `SELECT ${names} FROM "${kept.name}"`,
    ...(whole.length > 0 ? [sealedSql(whole, folder, names)] : []),
    ...(cut.length > 0 ? [`${sealedSql(cut, folder, names)} WHERE ${inSpan}`] : []),
    ...open.map((period) => `SELECT ${names} FROM "${tableOf(kept.name, period)}" WHERE ${inSpan}`),
  ].join(' UNION ALL BY NAME ');
}

const END_MS = Date.UTC(2100, 0);

/**
 * A time in the very type of the tables, which keep their rows in the order of time. One of another type, as the times of
 * files are, would be compared row by row through the whole day.
 */
function literal(timeMs: number): string {
  return `make_timestamp_ms(${Math.max(0, Math.min(END_MS, timeMs))})::TIMESTAMP_MS`;
}

/**
 * Rows of sealed files. With all columns, one that a file does not have reads NULL; with names it is an error, because
 * that takes opening the first file only: 1.6 ms for the minutes of GPUs of a day instead of 21.
 */
export function sealedSql(files: readonly SealedFile[], folder: string, names = '*'): string {
  const paths = [...files].sort(olderFirst).map(({ file }) => text(join(folder, file)));
  const wide = names === '*' ? ', union_by_name = true' : '';
  return `SELECT ${names} FROM read_parquet([${paths.join(', ')}]${wide})`;
}

/** A text of SQL. */
export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

export function sortedSql(kept: Kept): string {
  return `ORDER BY ${quoted(kept.sortedBy)}`;
}

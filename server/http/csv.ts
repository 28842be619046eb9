// Answers as CSV: lines that say where the numbers come from, a line of names, and one line a row.
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SourceDescription } from '../contract/source.ts';

export type Cell = string | number | null;

export interface CsvHead {
  readonly source: Pick<SourceDescription, 'kind' | 'site'>;
  /** What was asked for, in one line. */
  readonly about: string;
  readonly columns: readonly string[];
}

/** By `format=csv`, or where a client takes CSV and says nothing of JSON. */
export function wantsCsv(
  format: 'json' | 'csv' | undefined,
  { headers: { accept } }: Pick<FastifyRequest, 'headers'>,
): boolean {
  if (format !== undefined) return format === 'csv';
  return accept?.includes('text/csv') === true && !accept.includes('application/json');
}

/** Lines that begin with # are no rows; times are ISO, UTC; what is not known is empty. */
export function csvHead({ source, about, columns }: CsvHead): string {
  const mark =
    source.kind === 'simulated'
      ? 'Synthetic data: made by a simulated site, not measured'
      : `Data of a ${source.kind} site`;
  const lines = [`Carnot, ${source.site.name.en} (${source.site.id})`, mark, about];
  return `${lines.map((line) => `# ${line}\n`).join('')}${columns.join()}\n`;
}

export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(cellText).join()}\n`;
}

export function csvReply(reply: FastifyReply, name: string): void {
  void reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="carnot-${name}.csv"`);
}

/** Lines that are made while a client takes them. */
const LINES_A_PIECE = 200;

/** An answer of rows as CSV, sent piece by piece; it stands in for the JSON of the same route. */
export function csvTable<Row>(
  reply: FastifyReply,
  name: string,
  head: CsvHead,
  rows: readonly Row[],
  cells: (row: Row) => readonly Cell[],
): never {
  csvReply(reply, name);
  function* pieces(): Generator<string> {
    yield csvHead(head);
    for (let from = 0; from < rows.length; from += LINES_A_PIECE) {
      const some = rows.slice(from, from + LINES_A_PIECE);
      yield some.map((row) => csvLine(cells(row))).join('');
    }
  }
  // Text already, which no serialiser does.
  return Readable.from(pieces()) as never;
}

/** UTC, as every time in CSV. */
export function csvTime(timeMs: number | null | undefined): string | null {
  return timeMs === null || timeMs === undefined ? null : new Date(timeMs).toISOString();
}

/** A text that a table program would take for a formula is quoted behind an apostrophe. */
function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

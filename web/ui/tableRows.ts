// Rows of a long table: in order, filtered, and those that are in sight.

export interface Sorting {
  readonly column: string;
  /** Highest first. */
  readonly down: boolean;
}

/** A new list in order; what is not known (NaN, an empty text) stands last either way, equals keep their order. */
export function orderedRows<Row>(
  rows: readonly Row[],
  order: (row: Row) => string | number,
  sorting: Sorting | undefined,
): readonly Row[] {
  if (!sorting) return rows;
  const sign = sorting.down ? -1 : 1;
  const keyed = rows.map((row) => ({ row, key: order(row) }));
  keyed.sort((a, b) => {
    const unknown = Number(isUnknown(a.key)) - Number(isUnknown(b.key));
    return unknown || sign * compare(a.key, b.key);
  });
  return keyed.map(({ row }) => row);
}

function isUnknown(key: string | number): boolean {
  return key === '' || Number.isNaN(key);
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b || 0;
  return collator.compare(String(a), String(b));
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Rows whose text has every word of the filter, in any case and without regard to accents. */
export function filteredRows<Row>(
  rows: readonly Row[],
  text: (row: Row) => string,
  filter: string,
): readonly Row[] {
  const words = plainText(filter).split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const plain = plainText(text(row));
    return words.every((word) => plain.includes(word));
  });
}

function plainText(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase();
}

/** Names a row of a list and stays with it. */
export type RowKey<Row> = (row: Row) => string | number;

/** The same rows in the order in which they stood; where any came or went, as they come. */
export function inStandingOrder<Row>(
  stood: readonly Row[],
  rows: readonly Row[],
  rowKey: RowKey<Row>,
): readonly Row[] {
  const byKey = new Map(rows.map((row) => [rowKey(row), row]));
  const kept = stood.flatMap((row) => byKey.get(rowKey(row)) ?? []);
  return stood.length === rows.length && kept.length === rows.length ? kept : rows;
}

interface Made {
  /** Places in the list, ascending. */
  readonly made: readonly number[];
  /** How many are left out above and below them. */
  readonly above: number;
  readonly below: number;
}

/** Those in sight and the held one (-1: none), which waits beside them, out of sight, where it stands far away. */
export function rowsMade(count: number, [from, to]: readonly [number, number], held: number): Made {
  const inSight = Array.from({ length: to - from }, (_, i) => from + i);
  if (held >= 0 && held < from)
    return { made: [held, ...inSight], above: from - 1, below: count - to };
  if (held >= to) return { made: [...inSight, held], above: from, below: count - to - 1 };
  return { made: inSight, above: from, below: count - to };
}

/** Rows from (inclusive) to (exclusive) that are in sight or within `spare` of it. */
export function rowsInSight(
  count: number,
  scrolledPx: number,
  heightPx: number,
  rowPx: number,
  spare: number,
): readonly [number, number] {
  const first = Math.floor(scrolledPx / rowPx) - spare;
  const last = Math.ceil((scrolledPx + heightPx) / rowPx) + spare;
  const from = Math.max(0, Math.min(count, first));
  return [from, Math.max(from, Math.min(count, last))];
}

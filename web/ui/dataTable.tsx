// A long table: sorted by its heads, filtered by words, and only the rows in sight are made.
import './dataTable.css';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { formatNumber } from '../format.ts';
import { say } from '../i18n.ts';
import { useSight } from './sight.ts';
import { inStandingOrder, orderedRows, type Sorting } from './tableRows.ts';

export interface DataColumn<Row> {
  readonly id: string;
  readonly header: string;
  /** One sentence for who points at the header. */
  readonly help?: string;
  readonly numeric?: boolean;
  /** Takes the room that is left, and cuts its text there. */
  readonly wide?: boolean;
  cell(row: Row): ComponentChildren;
  /** What the column is sorted by; without it, it cannot be. What is not known stands last. */
  order?(row: Row): string | number;
}

interface DataTableProps<Row> {
  readonly caption: string;
  readonly columns: readonly DataColumn<Row>[];
  readonly rows: readonly Row[];
  rowKey(row: Row): string | number;
  /** How it is sorted; with `onSort` the view keeps it (in its address), without, the table does. */
  readonly sorting?: Sorting | undefined;
  onSort?(sorting: Sorting): void;
  /** Opens what a row stands for. The row's first cell should hold the same link. */
  onOpen?(row: Row): void;
  /** Words for a table without rows. */
  readonly empty?: string;
}

const COUNT = { en: '{count} rows', fr: '{count} lignes' };
const ROW_PX = 29;
const WALL_ROW_PX = 40;

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, empty } = props;
  const own = useSignal<Sorting | undefined>(props.sorting);
  const sorting = props.onSort ? props.sorting : own.value;
  const rowPx = matchMedia('(min-width: 2200px)').matches ? WALL_ROW_PX : ROW_PX;
  const column = columns.find(({ id }) => id === sorting?.column);
  const { box, shown, held, look, onScroll } = useSight(rowPx, rowKey);
  const sortedBy = `${column?.id} ${sorting?.down}`;
  const stoodBy = useRef(sortedBy);
  const sorted = useMemo(() => {
    const stays = held !== undefined && stoodBy.current === sortedBy;
    stoodBy.current = sortedBy;
    if (!column?.order) return rows;
    const ordered = orderedRows(rows, (row) => column.order?.(row) ?? '', sorting);
    // A row that moves loses the focus.
    return stays ? inStandingOrder(shown, ordered, rowKey) : ordered;
  }, [rows, sortedBy]);
  const { made, room } = look(sorted);

  function sort(id: string): void {
    const next = {
      column: id,
      down: sorting?.column === id ? !sorting.down : isNumeric(columns, id),
    };
    if (props.onSort) props.onSort(next);
    else own.value = next;
  }

  return (
    <section
      class="tableScroll dataTable"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={caption}
      ref={box}
      onScroll={onScroll}
    >
      <table class="table long" aria-rowcount={sorted.length + 1}>
        <caption class="unseen">{`${caption}, ${say(COUNT, { count: formatNumber(rows.length) })}`}</caption>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((one) => (
              <Head key={one.id} column={one} sorting={sorting} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody style={room}>
          {made.map(([row, at]) => (
            <tr
              key={rowKey(row)}
              aria-rowindex={at + 2}
              class={props.onOpen ? 'openable' : ''}
              onClick={(event) => {
                if (!(event.target as Element).closest('a, button')) props.onOpen?.(row);
              }}
            >
              {columns.map((one) => (
                <td key={one.id} class={classOf(one)}>
                  {one.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && empty ? <p class="empty">{empty}</p> : null}
    </section>
  );
}

interface HeadProps<Row> {
  readonly column: DataColumn<Row>;
  readonly sorting: Sorting | undefined;
  readonly sort: (id: string) => void;
}

function Head<Row>({ column, sorting, sort }: HeadProps<Row>) {
  const { id, header, help, order } = column;
  const mine = sorting?.column === id;
  const title = help === undefined ? {} : { title: help };
  const direction = mine ? (sorting.down ? 'descending' : 'ascending') : undefined;
  return (
    <th scope="col" class={classOf(column)} aria-sort={direction} {...title}>
      {order ? (
        <button type="button" class="sortButton" onClick={() => sort(id)}>
          {header}
          <span aria-hidden="true" class="sortMark">
            {mine ? (sorting.down ? '▾' : '▴') : ''}
          </span>
        </button>
      ) : (
        header
      )}
    </th>
  );
}

function isNumeric<Row>(columns: readonly DataColumn<Row>[], id: string): boolean {
  return columns.find((column) => column.id === id)?.numeric ?? false;
}

function classOf<Row>({ id, numeric, wide }: DataColumn<Row>): string {
  return `col-${id}${numeric ? ' numeric' : ''}${wide ? ' wide' : ''}`;
}

// A table of rows that scrolls inside its panel, its header standing.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useSight } from './sight.ts';

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  /** One sentence for who points at the header. */
  readonly help?: string;
  /** Right-aligned. */
  readonly numeric?: boolean;
  /** Takes the room that is left, and cuts its text there. */
  readonly wide?: boolean;
  cell(row: Row): ComponentChildren;
}

interface TableProps<Row> {
  /** What the table is, for a screen reader. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  rowKey(row: Row): string | number;
  /** The row that is meant: marked, and brought into view. */
  isMarked?(row: Row): boolean;
  /** The one height of every row of a long table: rows out of sight are not made. */
  readonly rowPx?: number;
}

const TABLE = { class: 'table' };

export function Table<Row>(props: TableProps<Row>) {
  const { caption, columns, rows, rowKey, isMarked, rowPx } = props;
  const marked = useRef<HTMLTableRowElement>(null);
  const markedKey = rows.findIndex((row) => isMarked?.(row));
  const { box, look, onScroll } = useSight(rowPx, rowKey);
  const { made, room } = look(rows);
  useEffect(() => {
    if (markedKey >= 0) marked.current?.scrollIntoView({ block: 'nearest' });
  }, [markedKey]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div class="tableScroll" tabIndex={0} ref={box} onScroll={onScroll}>
      <table {...(rowPx ? { class: 'table long', 'aria-rowcount': rows.length + 1 } : TABLE)}>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr {...(rowPx && { 'aria-rowindex': 1 })}>
            {columns.map((column) => (
              <th key={column.id} scope="col" class={classOf(column)} {...titleOf(column)}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...(rowPx && { style: room })}>
          {made.map(([row, at]) => (
            <tr
              key={rowKey(row)}
              {...(rowPx && { 'aria-rowindex': at + 2 })}
              {...(at === markedKey && {
                ref: marked,
                class: 'isMarked',
                'aria-current': true,
              })}
            >
              {columns.map((column) => (
                <td key={column.id} class={classOf(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function classOf<Row>({ id, numeric, wide }: Column<Row>): string {
  return `col-${id}${numeric ? ' numeric' : ''}${wide ? ' wide' : ''}`;
}

function titleOf<Row>({ help }: Column<Row>): { title?: string } {
  return help === undefined ? {} : { title: help };
}

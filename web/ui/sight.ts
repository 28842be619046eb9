// Which rows of a table that scrolls are made: those in sight and the one that holds the focus, with room for the others.
import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type RowKey, rowsInSight, rowsMade } from './tableRows.ts';

/** Rows made beyond those in sight, on either side. */
const SPARE = 8;

interface Sight<Row> {
  /** The box that scrolls. */
  readonly box: RefObject<HTMLDivElement | null>;
  /** As they were shown last. */
  readonly shown: readonly Row[];
  /** Of the row that holds the focus. */
  readonly held: string | number | undefined;
  /** Which of these rows to make; called once, with those that are shown now. */
  look(rows: readonly Row[]): Look<Row>;
  onScroll(event: { readonly currentTarget: Element }): void;
}

interface Look<Row> {
  /** Each with its place in the list. */
  readonly made: readonly (readonly [row: Row, at: number])[];
  /** Room above and below, for the table's body (dataTable.css). */
  readonly room: Readonly<Record<'--above' | '--below', string>>;
}

/** `rowPx`: the one height of every row; without it all rows are made. */
export function useSight<Row>(rowPx: number | undefined, rowKey: RowKey<Row>): Sight<Row> {
  const box = useRef<HTMLDivElement>(null);
  const shown = useRef<readonly Row[]>([]);
  const top = useSignal(0);
  const height = useSignal(400);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || rowPx === undefined) return;
    const watch = new ResizeObserver(() => {
      height.value = element.clientHeight;
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [height, rowPx === undefined]);
  const heldRow = shown.current[focusedIndex(box.current)];
  const held = heldRow === undefined ? undefined : rowKey(heldRow);
  const each = rowPx ?? 0;
  return {
    box,
    shown: shown.current,
    held,
    look(rows) {
      shown.current = rows;
      const count = rows.length;
      const inSight: readonly [number, number] =
        rowPx === undefined
          ? [0, count]
          : rowsInSight(count, top.value, height.value, rowPx, SPARE);
      const heldAt = held === undefined ? -1 : rows.findIndex((row) => rowKey(row) === held);
      const { made, above, below } = rowsMade(count, inSight, heldAt);
      return {
        made: made.flatMap((at) => {
          const row = rows[at];
          return row === undefined ? [] : [[row, at] as const];
        }),
        room: { '--above': `${above * each}px`, '--below': `${below * each}px` },
      };
    },
    onScroll({ currentTarget }) {
      // A step at a time: what stands beyond the sight is made already.
      if (rowPx !== undefined) top.value = Math.floor(currentTarget.scrollTop / rowPx) * rowPx;
    },
  };
}

/** Of the row with the focus, as its `aria-rowindex` tells it, which counts the head; -1 where there is none. */
function focusedIndex(box: Element | null): number {
  const row = document.activeElement?.closest('tr');
  const told = row && box?.contains(row) ? row.getAttribute('aria-rowindex') : null;
  return Math.max(-1, Number(told) - 2);
}

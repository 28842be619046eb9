// Which rows of a table that scrolls are in sight: only those are made, with room in the place of the others.
import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { rowsInSight } from './tableRows.ts';

/** Rows made beyond those in sight, on either side. */
const SPARE = 8;

interface Sight {
  /** The box that scrolls. */
  readonly box: RefObject<HTMLDivElement | null>;
  readonly from: number;
  readonly to: number;
  /** Room above and below, for the table's body (dataTable.css). */
  readonly room: Readonly<Record<'--above' | '--below', string>>;
  onScroll(event: { readonly currentTarget: Element }): void;
}

/** `rowPx`: the one height of every row; without it all rows are made. */
export function useSight(count: number, rowPx: number | undefined): Sight {
  const box = useRef<HTMLDivElement>(null);
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
  const [from, to] =
    rowPx === undefined ? [0, count] : rowsInSight(count, top.value, height.value, rowPx, SPARE);
  const each = rowPx ?? 0;
  return {
    box,
    from,
    to,
    room: { '--above': `${from * each}px`, '--below': `${(count - to) * each}px` },
    onScroll({ currentTarget }) {
      // A step at a time: what stands beyond the sight is made already.
      if (rowPx !== undefined) top.value = Math.floor(currentTarget.scrollTop / rowPx) * rowPx;
    },
  };
}

// The way back out of zooms: the ranges that were shown before each of them.
import type { TimeRange } from './range.ts';

export interface ZoomStack {
  push(range: TimeRange): void;
  /** The last one that was pushed, taken away; undefined when there is none. */
  pop(): TimeRange | undefined;
  isEmpty(): boolean;
  clear(): void;
}

const DEEPEST = 50;

export function createZoomStack(): ZoomStack {
  const ranges: TimeRange[] = [];
  return {
    push(range) {
      ranges.push(range);
      if (ranges.length > DEEPEST) ranges.shift();
    },
    pop: () => ranges.pop(),
    isEmpty: () => ranges.length === 0,
    clear() {
      ranges.length = 0;
    },
  };
}

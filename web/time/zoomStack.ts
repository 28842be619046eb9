// The way back out of zooms: what was shown before each of them, as long as the page still shows what it zoomed to.
import { sameRange, type TimeRange } from './range.ts';

export interface ZoomStack {
  push(before: TimeRange, zoomed: TimeRange): void;
  /** What was shown before the zoom to `shown`, taken away; undefined when `shown` is no zoom. */
  pop(shown: TimeRange): TimeRange | undefined;
  /** Whether `shown` is a zoom that can be undone. */
  holds(shown: TimeRange): boolean;
}

interface Zoom {
  readonly before: TimeRange;
  readonly zoomed: TimeRange;
}

const DEEPEST = 50;

export function createZoomStack(): ZoomStack {
  const zooms: Zoom[] = [];
  const found = (shown: TimeRange): number =>
    zooms.findLastIndex(({ zoomed }) => sameRange(zoomed, shown));
  return {
    push(before, zoomed) {
      // The browser's own Back has left the zooms after this one.
      zooms.length = found(before) + 1;
      zooms.push({ before, zoomed });
      if (zooms.length > DEEPEST) zooms.shift();
    },
    pop(shown) {
      const at = found(shown);
      return at < 0 ? undefined : zooms.splice(at)[0]?.before;
    },
    holds: (shown) => found(shown) >= 0,
  };
}

// Law of the way back: it leads to what was shown before the zoom that is shown, also when the browser's Back was used in between.
import { describe, expect, it } from 'vitest';
import type { TimeRange } from './range.ts';
import { createZoomStack } from './zoomStack.ts';

const LIVE: TimeRange = { kind: 'sliding', preset: '6h' };
const A: TimeRange = { kind: 'fixed', fromMs: 0, toMs: 3_600_000 };
const B: TimeRange = { kind: 'fixed', fromMs: 600_000, toMs: 1_200_000 };

describe('the way back out of zooms', () => {
  it('goes back zoom by zoom, and then there is none', () => {
    const zooms = createZoomStack();
    zooms.push(LIVE, A);
    zooms.push(A, B);
    expect(zooms.pop(B)).toEqual(A);
    expect(zooms.pop(A)).toEqual(LIVE);
    expect(zooms.pop(LIVE)).toBeUndefined();
  });

  it('knows no way back from a range that it did not zoom to', () => {
    const zooms = createZoomStack();
    zooms.push(LIVE, A);
    expect(zooms.holds(B)).toBe(false);
    expect(zooms.pop(LIVE)).toBeUndefined();
    expect(zooms.pop(A)).toEqual(LIVE);
  });

  it('forgets zooms that the browser’s Back has left', () => {
    const zooms = createZoomStack();
    zooms.push(LIVE, A);
    zooms.push(A, B);
    // Back, Back, and a zoom to B straight from the live range.
    zooms.push(LIVE, B);
    expect(zooms.pop(B)).toEqual(LIVE);
    expect(zooms.holds(A)).toBe(false);
  });
});

// Zooming into what is shown and back out of it; part of the cursor, whose code comes with the first pointer.
import { clock } from '../live.ts';
import { DEFAULT_PRESET } from './range.ts';
import { chooseSpan, go, range, sliding } from './time.ts';
import { createZoomStack } from './zoomStack.ts';

const zooms = createZoomStack();

/** Shows a part of what is shown, up to now where it reaches beyond, and remembers the way back. */
export function zoomTo(fromMs: number, toMs: number): void {
  const before = range.value;
  const nowMs = clock.peek()?.timeMs ?? toMs;
  if (chooseSpan(fromMs, Math.min(toMs, nowMs)) && range.value !== before)
    zooms.push(before, range.value);
}

/** Back to what was shown before the zoom; from another span of the past to the live range. A range that slides stays. */
export function zoomBack(): void {
  if (sliding.value) return;
  go(zooms.pop(range.value) ?? { kind: 'sliding', preset: DEFAULT_PRESET });
}

/** Whether a zoom is there to be undone. */
export function isZoomed(): boolean {
  return zooms.holds(range.peek());
}

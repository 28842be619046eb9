// The cursor that all charts share, on a picture of time that is no chart of lines: it shows the moment, and sets it.

import type { Span } from '../time/range.ts';
import { cursorMs } from '../time/time.ts';

/** Where time runs within its room, in pixels from its edges. */
export interface TimeRoom {
  readonly span: Span;
  readonly left?: number;
  readonly right?: number;
  readonly bottom?: number;
}

interface SharedCursorProps {
  /** Asked whenever the cursor moves. */
  readonly room: () => TimeRoom;
}

/** Stands in a room that is positioned; nothing while the cursor is elsewhere. */
export function SharedCursor({ room }: SharedCursorProps) {
  const atMs = cursorMs.value;
  const { span, left = 0, right = 0, bottom = 0 } = room();
  if (atMs === undefined || atMs <= span.fromMs || atMs > span.toMs) return null;
  const share = (atMs - span.fromMs) / (span.toMs - span.fromMs);
  const x = `calc(${left}px + ${share} * (100% - ${left + right}px))`;
  return <i class="cursorLine" style={{ left: x, top: 0, bottom }} />;
}

/** Takes the cursor to the moment under a pointer, to the whole second. */
export function pointTo(event: PointerEvent, { span, left = 0, right = 0 }: TimeRoom): void {
  const box = (event.currentTarget as Element).getBoundingClientRect();
  const share = (event.clientX - box.left - left) / (box.width - left - right);
  const atMs = span.fromMs + share * (span.toMs - span.fromMs);
  cursorMs.value = share > 0 && share <= 1 ? Math.ceil(atMs / 1_000) * 1_000 : undefined;
}

export function letGo(): void {
  cursorMs.value = undefined;
}

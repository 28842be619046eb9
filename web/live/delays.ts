// How late the page is: from the end of a second to its pixels, measured on the newest frames; and frames that never came.

/** Five minutes of frames. */
const KEPT = 300;

/** Page clock less the second's END, when its frame had been drawn; the clocks of page and server may differ. */
const drawnMs = new Float64Array(KEPT);
/** From the arrival of a frame to its pixels. */
const pageMs = new Float64Array(KEPT);
let count = 0;
let missed = 0;

/** A frame has come and was read: takes its time once it has been drawn. */
export function noteFrame(timeMs: number, arrivedMs: number): void {
  if (document.hidden) return;
  const drawn = new MessageChannel();
  drawn.port1.onmessage = () => {
    drawn.port1.close();
    const nowMs = performance.now();
    drawnMs[count % KEPT] = performance.timeOrigin + nowMs - timeMs;
    pageMs[count % KEPT] = nowMs - arrivedMs;
    count++;
  };
  // A message that is posted before a paint is answered after it.
  requestAnimationFrame(() => drawn.port2.postMessage(undefined));
}

/** Frames that the server has published and this page never got. */
export function noteMissed(frames: number): void {
  missed += frames;
}

export interface Delays {
  readonly count: number;
  readonly missed: number;
  /** From the END of the second, on two clocks; NaN before the first frame. */
  readonly drawn: { readonly p50: number; readonly p99: number };
  /** From the arrival in the page. */
  readonly page: { readonly p50: number; readonly p99: number };
}

export function delays(): Delays {
  const n = Math.min(count, KEPT);
  return { count: n, missed, drawn: spread(drawnMs, n), page: spread(pageMs, n) };
}

function spread(values: Float64Array, n: number): { p50: number; p99: number } {
  const sorted = values.slice(0, n).sort();
  return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) };
}

/** The smallest value that this share does not pass; NaN of none. */
export function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

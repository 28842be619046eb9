// Direct labels at the end of their layers, moved apart where they would touch.

/** Heights for labels wanted at `wanted` (ascending or not), `gap` apart, within [top, bottom], order kept. */
export function spreadLabels(
  wanted: readonly number[],
  gap: number,
  top: number,
  bottom: number,
): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[b] ?? 0) - (wanted[a] ?? 0));
  const placed = [...wanted];
  let limit = bottom;
  for (const i of order) {
    placed[i] = Math.min(wanted[i] ?? bottom, limit);
    limit = (placed[i] ?? bottom) - gap;
  }
  let floor = top;
  for (const i of order.reverse()) {
    placed[i] = Math.max(placed[i] ?? top, floor);
    floor = (placed[i] ?? top) + gap;
  }
  return placed;
}

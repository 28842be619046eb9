// Drawing that may come a frame later: the floor and the numbers of a second are on the screen before its charts are drawn.

const waiting = new Set<() => void>();
const channel = new MessageChannel();

// A message that is posted in an animation frame is read after that frame has been painted.
channel.port1.onmessage = () => {
  const all = [...waiting];
  waiting.clear();
  for (const draw of all) {
    // One that fails does not keep the others from their picture.
    try {
      draw();
    } catch (error) {
      reportError(error);
    }
  }
};

/** Calls once after the next paint, however often it is asked for; returns its undo. */
export function afterPaint(draw: () => void): () => void {
  if (waiting.size === 0) requestAnimationFrame(() => channel.port2.postMessage(undefined));
  waiting.add(draw);
  return () => waiting.delete(draw);
}

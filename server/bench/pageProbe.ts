// Runs in the page before its own script: notes when each tick was whole and when what it changed was painted.

/** One tick in the page, on the wall's clock. */
interface PageTick {
  /** END of the second. */
  readonly timeMs: number;
  /** Its last byte was handed to the page. */
  readonly arrivedMs: number;
  /** The main thread had painted the frame that shows it. */
  readonly paintedMs: number;
}

/** What `globalThis.carnotBench` is in the page. */
export interface PageNotes {
  readonly ticks: readonly PageTick[];
  /** Topics that the page follows. */
  readonly topics: readonly string[];
}

/** Text, because the server's own code knows no DOM. */
export const PAGE_PROBE = `(() => {
  const notes = { ticks: [], topics: [] };
  globalThis.carnotBench = notes;
  const nowMs = () => performance.timeOrigin + performance.now();
  const painted = [];
  const channel = new MessageChannel();
  // A message that is posted in an animation frame is read after that frame has been painted.
  channel.port1.onmessage = () => painted.shift()?.();
  const whole = (timeMs) => {
    const arrivedMs = nowMs();
    requestAnimationFrame(() => {
      painted.push(() => notes.ticks.push({ timeMs, arrivedMs, paintedMs: nowMs() }));
      channel.port2.postMessage(0);
    });
  };
  globalThis.WebSocket = class extends globalThis.WebSocket {
    constructor(...args) {
      super(...args);
      let expected = 0;
      let timeMs = Number.NaN;
      this.addEventListener('message', ({ data }) => {
        if (typeof data === 'string') {
          expected = Number(/^45(\\d+)-\\["tick"/.exec(data)?.[1] ?? 0);
          timeMs = Number.NaN;
        } else if (expected > 0) {
          if (Number.isNaN(timeMs)) timeMs = new DataView(data).getFloat64(8, true);
          if (--expected === 0) whole(timeMs);
        }
      });
    }
    send(data) {
      const list = /^42\\d*\\["subscribe",(\\[.*?\\])/.exec(data)?.[1];
      if (list) notes.topics = JSON.parse(list);
      super.send(data);
    }
  };
})()`;

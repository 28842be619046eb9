// One drawing a frame, however often it is asked for; none while the page is hidden.

export interface Frames {
  request(): void;
  stop(): void;
}

export function createFrames(draw: () => void): Frames {
  let asked = 0;
  return {
    request() {
      if (asked !== 0) return;
      asked = requestAnimationFrame(() => {
        asked = 0;
        draw();
      });
    },
    stop() {
      cancelAnimationFrame(asked);
      asked = 0;
    },
  };
}

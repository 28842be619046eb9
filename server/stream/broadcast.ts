// Hands one frame to every client in slices over several turns of the loop, and never two frames at a time.

/** Clients served in one turn: about 5 ms of work. */
const SLICE = 250;

export interface Broadcast {
  /** Sends to all; whoever the frame before has not reached yet gets that one first. */
  start(clients: readonly object[], send: (index: number) => void): void;
  stop(): void;
}

export function createBroadcast(): Broadcast {
  let turn: NodeJS.Immediate | undefined;
  let rest: (() => void) | undefined;

  function start(clients: readonly object[], send: (index: number) => void): void {
    rest?.();
    let at = 0;
    const sendUntil = (end: number): void => {
      while (at < end) send(at++);
    };
    const step = (): void => {
      sendUntil(Math.min(at + SLICE, clients.length));
      if (at < clients.length) turn = setImmediate(step);
      else rest = undefined;
    };
    rest = () => {
      clearImmediate(turn);
      rest = undefined;
      sendUntil(clients.length);
    };
    step();
  }

  function stop(): void {
    clearImmediate(turn);
    rest = undefined;
  }

  return { start, stop };
}

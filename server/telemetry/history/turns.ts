// Turns: the writer's batches and what must happen between two of them, one after the other and never together.

export interface Turns {
  /** Runs once no batch is under way; what it throws goes to who asked. */
  add(turn: () => Promise<unknown>): Promise<void>;
  /** There is something for a batch. */
  wake(): void;
}

/** `batch` runs a batch, or returns undefined when there is nothing for one. */
export function createTurns(batch: () => Promise<void> | undefined): Turns {
  const waiting: (() => Promise<void>)[] = [];
  let running = false;

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    for (;;) {
      const turn = waiting.shift() ?? batch;
      const under = turn();
      if (!under) break;
      await under;
    }
    running = false;
  }

  return {
    add: (turn) =>
      new Promise((resolve, reject) => {
        waiting.push(() => turn().then(() => resolve(), reject));
        void run();
      }),
    wake: () => void run(),
  };
}

// The clients of the fan-out measure, in a process of their own: they connect, follow, and note when each tick was whole.
import { openStreamSocket } from './streamSocket.ts';

export interface ClientsTask {
  readonly port: number;
  readonly clients: number;
  readonly topics: readonly string[];
}

/** What the bench says to this process. */
export type ClientsOrder = 'begin' | 'end';

/** When each client had the whole of a published second, on the wall's clock. */
export interface Arrivals {
  readonly seq: number;
  readonly timeMs: number;
  readonly atMs: readonly number[];
}

export type ClientsReport =
  | { readonly kind: 'following' }
  | { readonly kind: 'arrivals'; readonly ticks: readonly Arrivals[]; readonly lost: number };

/** Joined at once, no more: a thousand pages do not open in one millisecond. */
const BATCH = 50;
const BATCH_EVERY_MS = 150;

const task = JSON.parse(process.argv[2] ?? '{}') as ClientsTask;
const following = new Set<number>();
const ticks = new Map<number, { timeMs: number; atMs: number[] }>();
let noting = false;
let lost = 0;

const tell = (report: ClientsReport): unknown => process.send?.(report);

function join(client: number): void {
  openStreamSocket(task.port, task.topics, {
    tick(seq, timeMs) {
      const atMs = performance.timeOrigin + performance.now();
      if (following.size < task.clients) {
        following.add(client);
        if (following.size === task.clients) tell({ kind: 'following' });
      }
      if (!noting) return;
      const tick = ticks.get(seq);
      if (tick) tick.atMs.push(atMs);
      else ticks.set(seq, { timeMs, atMs: [atMs] });
    },
    closed: () => lost++,
  });
}

process.on('message', (order: ClientsOrder) => {
  noting = order === 'begin';
  if (noting) ticks.clear();
  else tell({ kind: 'arrivals', ticks: [...ticks].map(([seq, tick]) => ({ seq, ...tick })), lost });
});
process.on('disconnect', () => process.exit());

for (let client = 0; client < task.clients; client++) {
  setTimeout(() => join(client), Math.floor(client / BATCH) * BATCH_EVERY_MS);
}

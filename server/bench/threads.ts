// Processor time by thread, as Linux counts it: what one thread of this process takes apart from the others.
import { readdirSync, readFileSync } from 'node:fs';

const TASKS = '/proc/self/task';

/** Milliseconds that each thread of this process has run, by its number; throws where the system does not say. */
export function threadTimesMs(): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const thread of readdirSync(TASKS)) {
    // A thread may end between the two.
    const [runNs] = readOrEmpty(`${TASKS}/${thread}/schedstat`).split(' ');
    if (runNs) times.set(thread, Number(runNs) / 1e6);
  }
  return times;
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Number of the main thread, which is that of the process. */
export const MAIN_THREAD = String(process.pid);

/** Milliseconds that threads have run between two readings, summed over those that are chosen. */
export function ranMs(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  chosen: (thread: string) => boolean,
): number {
  let sum = 0;
  for (const [thread, ms] of after) if (chosen(thread)) sum += ms - (before.get(thread) ?? 0);
  return sum;
}

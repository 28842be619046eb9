// How full the store is, measured no more often than it changes: the measuring reads the list of all files.
import type { HealthAnswer } from '../contract/api.ts';
import type { HistoryStore, StoreUsage } from '../telemetry/history/history.ts';
import { StoreSilent } from '../telemetry/history/silent.ts';

const MEASURED_FOR_MS = 5_000;
/** For those who look in passing, every few seconds. */
const GLANCED_FOR_MS = 60_000;

export interface StoreWatch {
  /** undefined where nothing is written. */
  usage(): Promise<StoreUsage | undefined>;
  /** What is known now, without waiting. */
  glance(): HealthAnswer['store'];
}

/** `nowMs` is a monotonic clock. */
export function createStoreWatch(
  store: Pick<HistoryStore, 'usage' | 'problem'> | undefined,
  nowMs: () => number,
): StoreWatch {
  let known: StoreUsage | undefined;
  let knownMs = Number.NEGATIVE_INFINITY;
  let asked: Promise<StoreUsage> | undefined;

  async function measure(from: Pick<HistoryStore, 'usage'>): Promise<StoreUsage> {
    asked ??= from.usage();
    try {
      known = await asked;
      knownMs = nowMs();
      return known;
    } finally {
      asked = undefined;
    }
  }

  return {
    async usage() {
      if (!store) return undefined;
      if (known && nowMs() - knownMs < MEASURED_FOR_MS) return known;
      try {
        return await measure(store);
      } catch (error) {
        // Shut: what it held when it was last measured, and why nothing is written now.
        if (!known || !(error instanceof StoreSilent)) throw error;
        return { ...known, writing: false, problem: store.problem?.message ?? error.message };
      }
    },
    glance() {
      if (!store) return null;
      // Whether it is written is known at once; who waits for the bytes asks the store itself.
      if (nowMs() - knownMs > GLANCED_FOR_MS) void measure(store).catch(() => undefined);
      return {
        writing: store.problem === undefined,
        problem: store.problem?.message ?? null,
        bytes: known?.bytes ?? null,
        bytesPerDay: known?.bytesPerDay ?? null,
        capBytes: known?.capBytes ?? null,
      };
    },
  };
}

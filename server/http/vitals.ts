// How the program is: age of the newest frame, delay of the event loop, memory.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { HealthAnswer } from '../contract/api.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { StoreWatch } from './storeWatch.ts';

/** Without a frame for this long the site is no longer live. */
const STALE_AFTER_MS = 5_000;
/** The delay is of the last minute at most. */
const DELAY_WINDOW_MS = 60_000;
const RESOLUTION_MS = 1;

export interface VitalsParts {
  readonly telemetry: Telemetry;
  readonly version: string;
  /** Clients of the live stream. */
  readonly clients: () => number;
  readonly storeWatch: Pick<StoreWatch, 'glance'>;
  /** How far a back-fill has come; undefined where there is none. */
  readonly backfill?: (() => HealthAnswer['backfill']) | undefined;
  /** A monotonic clock; only differences count. */
  readonly nowMs: () => number;
  /** UTC epoch, the clock that seconds of the site are told by. */
  readonly wallMs: () => number;
}

export interface Vitals {
  state(): HealthAnswer['state'];
  health(): HealthAnswer;
  close(): void;
}

export function createVitals({
  telemetry,
  version,
  clients,
  storeWatch,
  backfill,
  nowMs,
  wallMs,
}: VitalsParts): Vitals {
  const startedMs = nowMs();
  let arrivedMs = Number.NaN;
  const stopFrames = telemetry.onFrame(() => {
    arrivedMs = nowMs();
  });
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const window = setInterval(() => delay.reset(), DELAY_WINDOW_MS).unref();

  /** The timer of the measurement itself is late by its own resolution. */
  const delayMs = (percentile: number): number =>
    Math.max(0, delay.percentile(percentile) / 1e6 - RESOLUTION_MS);

  function state(): HealthAnswer['state'] {
    if (telemetry.failure) return 'failed';
    if (Number.isNaN(arrivedMs)) return 'starting';
    return nowMs() - arrivedMs > STALE_AFTER_MS ? 'stale' : 'live';
  }

  function health(): HealthAnswer {
    const { published, skipped, overrun, gaps, lateMs } = telemetry.counts;
    const { rss, heapUsed } = process.memoryUsage();
    return {
      state: state(),
      version,
      uptimeS: (nowMs() - startedMs) / 1_000,
      clockMs: wallMs(),
      tickAgeMs: Number.isNaN(arrivedMs) ? null : nowMs() - arrivedMs,
      lateMs: Number.isNaN(lateMs) ? null : lateMs,
      published,
      skipped,
      overrun,
      gaps,
      clients: clients(),
      loopDelayMs: { p50: delayMs(50), p99: delayMs(99) },
      memory: { residentBytes: rss, heapBytes: heapUsed },
      store: storeWatch.glance(),
      backfill: backfill?.() ?? null,
    };
  }

  function close(): void {
    stopFrames();
    clearInterval(window);
    delay.disable();
  }

  return { state, health, close };
}

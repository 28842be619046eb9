// Laws of the simulated source, with its real worker: ticks in order, lent until they are read, and nothing left behind.
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import type { SourceSinks } from '../contract/source.ts';
import type { Tick } from '../contract/tick.ts';
import { localMidnightMs } from '../contract/zone.ts';
import { createSimulatedSource } from './simulated.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const parts = readSite(FIXTURES, 'one-rack');
/** The same site, of which a start makes little: for laws of what comes after it. */
const soonLive = {
  ...parts,
  site: { ...parts.site, preRoll: { ...parts.site.preRoll, stepS: 900, fineS: 0 } },
};
const THREE_HOURS_MS = 3 * 3_600_000;

let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  stop = undefined;
});

/** Local midnight or 3 h ago, whichever is earlier. */
function firstTickBy(nowMs: number): number {
  return Math.min(localMidnightMs(nowMs, parts.site.timeZone), nowMs - THREE_HOURS_MS);
}

interface Seen extends Omit<Tick, 'columns'> {
  readonly facilityWh: number;
}

/** Ticks up to and including the n-th newest one. */
function run(
  of: typeof parts,
  speed: number,
  newestCount: number,
  onTick?: (tick: Tick) => void,
): Promise<Seen[]> {
  const seen: Seen[] = [];
  return new Promise((resolve, reject) => {
    let left = newestCount;
    const sinks: SourceSinks = {
      tick(tick) {
        onTick?.(tick);
        const { columns, ...head } = tick;
        seen.push({ ...head, facilityWh: columns.siteFacilityEnergyWh[0] as number });
        if (tick.newest && --left === 0) resolve(seen);
      },
      event: () => undefined,
      job: () => undefined,
      failed: reject,
    };
    stop = createSimulatedSource(of, { seed: 1, speed }).start(sinks);
  });
}

describe('the simulated source', () => {
  it('hands over the day from local midnight, without a hole, then each wall-clock second once', async () => {
    const earliest = firstTickBy(Date.now());
    const seen = await run(parts, 1, 2);
    const first = seen[0] as Seen;
    expect(first.timeMs).toBeGreaterThan(earliest - 60_000);
    expect(first.timeMs).toBeLessThanOrEqual(firstTickBy(Date.now()));
    seen.slice(1).forEach((tick, i) => {
      expect(tick.timeMs - (seen[i] as Seen).timeMs).toBe(tick.dtS * 1_000);
      expect(tick.facilityWh).toBeGreaterThan((seen[i] as Seen).facilityWh);
    });
    const newest = seen.filter((tick) => tick.newest);
    expect(newest.map(({ timeMs }) => timeMs % 1_000)).toEqual([0, 0]);
    for (const { lateMs } of newest) expect(lateMs).toBeGreaterThanOrEqual(0);
    expect(seen.filter(({ dtS }) => dtS === 1).length).toBeGreaterThanOrEqual(
      parts.site.preRoll.fineS,
    );
  });

  it('publishes one frame of n steps a wall second at speed n, with no claim about lateness', async () => {
    const seen = await run(soonLive, 20, 2);
    const last = seen.slice(-20);
    expect(last.map(({ newest }) => newest)).toEqual([...Array(19).fill(false), true]);
    expect((last.at(-1) as Seen).lateMs).toBeNaN();
  });

  it('lends a tick for as long as it is read, then makes good the seconds missed, and publishes only the newest', async () => {
    const at: Seen[] = [];
    let checked = 0;
    await run(soonLive, 1, 2, ({ columns, ...head }) => {
      at.push({ ...head, facilityWh: columns.siteFacilityEnergyWh[0] as number });
      if (!head.newest || checked++ > 0) return;
      const before = columns.gpuEnergyWh.slice();
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_200);
      expect(columns.gpuEnergyWh).toEqual(before);
    });
    const firstLive = at.findIndex(({ newest }) => newest);
    const after = at.slice(firstLive + 1);
    expect(after.length).toBeGreaterThanOrEqual(2);
    expect(after.map(({ newest }) => newest)).toEqual([
      ...Array(after.length - 1).fill(false),
      true,
    ]);
    after.forEach((tick, i) => {
      expect(tick.timeMs).toBe((at[firstLive] as Seen).timeMs + (i + 1) * 1_000);
    });
  });

  it('reports a listener that throws as a failure, once, and lets go of its thread', async () => {
    const failures: Error[] = [];
    const failed = new Promise<void>((resolve) => {
      const sinks: SourceSinks = {
        tick: () => {
          throw new Error('the listener broke');
        },
        event: () => undefined,
        job: () => undefined,
        failed: (error) => {
          failures.push(error);
          resolve();
        },
      };
      stop = createSimulatedSource(parts, { seed: 1, speed: 1 }).start(sinks);
    });
    await failed;
    await stop?.();
    expect(failures.map(({ message }) => message)).toEqual(['the listener broke']);
  });
});

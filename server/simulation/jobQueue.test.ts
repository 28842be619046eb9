// Laws of the queue: nobody who waits for much is starved by those who need little, and nothing is left idle for nothing.
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import type { JobStream } from '../contract/workload.ts';
import { reserve } from './jobQueue.ts';
import { openTwin, racksOf } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const RACKS = 4;
const TRAYS = RACKS * 18;
const parts = racksOf(readSite(FIXTURES, 'one-rack'), RACKS);
const evaluation = parts.workload.streams.find(({ kind }) => kind === 'evaluation') as JobStream;
/** So many small jobs that there is always one that could start. */
const crowd: JobStream = { ...evaluation, share: 1.6, durationMedianS: 900, preemptible: false };
const workload = { ...parts.workload, programmes: [], streams: [crowd] };
const site = { ...parts.site, jobSlots: 256, outOfServiceShare: 0 };

function crowded() {
  const twin = openTwin({ ...parts, site, workload });
  twin.run(4 * 3_600, 10);
  return twin;
}

describe('a reservation', () => {
  const release = fc.record({
    atS: fc.integer({ min: 1, max: 99 }),
    trays: fc.integer({ min: 1, max: 9 }),
  });

  it('is for the first moment at which enough is free, and what is over then is over', () => {
    fc.assert(
      fc.property(
        fc.array(release, { maxLength: 12 }),
        fc.nat(40),
        fc.nat(20),
        (ends, asked, free) => {
          const { atS, spareTrays } = reserve(asked, free, ends, 10);
          const freeAt = (second: number) =>
            free + ends.reduce((all, end) => all + (end.atS <= second ? end.trays : 0), 0);
          if (atS === Number.POSITIVE_INFINITY) return freeAt(99) < asked;
          const sooner = ends.some(
            (end) => end.atS >= 10 && end.atS < atS && freeAt(end.atS) >= asked,
          );
          return (
            freeAt(atS) - asked === spareTrays && !sooner && (atS === 10 || freeAt(10) < asked)
          );
        },
      ),
    );
  });
});

describe('a job that needs most of a busy site', () => {
  const twin = crowded();
  const busy = [...twin.jobs.values()].filter(({ state }) => state === 'running');
  const nowS = twin.simulation.timeMs / 1_000;
  const before = new Set(twin.jobs.keys());
  const accepted = twin.simulation.command(
    { do: 'startJob', profile: 'densePretraining', gpus: 60 * 4, minutes: 30, name: 'gang' },
    'test',
  );
  const gang = () => [...twin.jobs.values()].find(({ name }) => name === 'gang');
  let started = 0;
  twin.run(24 * 3_600, 10, () => {
    if (gang()?.startMs === null) {
      started = [...twin.jobs.values()].filter(
        ({ id, startMs, name }) => startMs !== null && name !== 'gang' && !before.has(id),
      ).length;
    }
  });

  it('waits, since there is no room', () => {
    expect(accepted.accepted).toBe(true);
    expect(busy.reduce((all, { gpuCount }) => all + gpuCount / 4, 0)).toBeGreaterThan(TRAYS - 60);
    expect(gang()?.startMs).toBeGreaterThan(nowS * 1_000 + 60_000);
  });

  it('starts no later than the jobs before it let it, though others pass meanwhile', () => {
    // Those that ran or waited before it may all go first; no one who came later may hold it up.
    const ends = [...twin.jobs.values()].filter(
      ({ id, startMs }) => before.has(id) && startMs !== null,
    );
    const lastMs = Math.max(...ends.map(({ startMs, endMs }) => endMs ?? startMs ?? 0));
    expect(gang()?.startMs).toBeLessThanOrEqual(lastMs);
    expect(started).toBeGreaterThan(5);
  });

  it('ends when its time is over, and the crowd is back', () => {
    const { startMs, endMs, endReason } = gang() ?? {};
    expect((endMs ?? 0) - (startMs ?? 0)).toBe(30 * 60_000);
    expect(endReason).toBe('completed');
    const running = [...twin.jobs.values()].filter(({ state }) => state === 'running');
    expect(running.length).toBeGreaterThan(20);
  });
});

describe('placement', () => {
  it('gives whole racks to those that fill them, and puts small jobs together', () => {
    const twin = openTwin({ ...parts, site, workload: { ...workload, streams: [] } });
    const order = (gpus: number, name: string) =>
      twin.simulation.command(
        { do: 'startJob', profile: 'fineTuning', gpus, minutes: 60, name },
        'test',
      );
    order(8, 'small');
    order(144, 'pair');
    order(12, 'other');
    twin.run(10, 1);
    const rangesOf = (name: string) =>
      [...twin.jobs.values()].find((job) => job.name === name)?.gpuRanges;
    expect(rangesOf('small')).toEqual([[0, 8]]);
    expect(rangesOf('pair')).toEqual([[72, 216]]);
    expect(rangesOf('other')).toEqual([[8, 20]]);
  });
});

// Laws of a source that goes on from a saved state: nothing is lost, counted twice or misread.
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import type { Job } from '../contract/job.ts';
import type { Tick } from '../contract/tick.ts';
import { openTwin } from '../simulation/testing.ts';
import { packState, unpackState } from './savedState.ts';
import { createSimulatedSource, type SimulatedOptions } from './simulated.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const parts = readSite(FIXTURES, 'one-rack');
const SEED = 42;

let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  stop = undefined;
});

interface Seen extends Pick<Tick, 'timeMs' | 'dtS' | 'newest'> {
  readonly facilityWh: number;
}

/** Runs to the first newest tick. */
function run(options: Partial<SimulatedOptions> = {}) {
  const source = createSimulatedSource(parts, { seed: SEED, speed: 1, ...options });
  const seen: Seen[] = [];
  const jobs = new Map<number, Job>();
  const live = new Promise<void>((resolve, reject) => {
    stop = source.start({
      tick({ timeMs, dtS, newest, columns }) {
        seen.push({ timeMs, dtS, newest, facilityWh: columns.siteFacilityEnergyWh[0] as number });
        if (newest) resolve();
      },
      event: () => undefined,
      job: (job) => jobs.set(job.id, job),
      failed: reject,
    });
  });
  return { source, seen, jobs, live };
}

/** The state of a twin that stopped so many seconds ago. */
function stateOf(agoS: number) {
  const timeMs = Math.floor(Date.now() / 1_000) * 1_000 - agoS * 1_000;
  const twin = openTwin(parts, { seed: SEED, startMs: timeMs - 3_600_000 });
  twin.run(3_600, 60);
  const jobs = [...twin.jobs.values()].filter(({ state }) => state !== 'ended');
  const saved = { simulation: twin.simulation.save(), events: [], jobs };
  return {
    ...packState(saved, parts.site),
    facilityWh: twin.columns.siteFacilityEnergyWh[0] as number,
    jobs,
  };
}

/** Steps of 10 s from the time that was asked for, then a fine quarter-hour, none of them newest, then live. */
function expectPreRoll(seen: readonly Seen[], fromMs: number): void {
  expect(seen[0]).toMatchObject({ timeMs: fromMs + 10_000, dtS: 10, newest: false });
  seen.slice(1).forEach(({ timeMs, dtS }, i) => {
    expect(timeMs - (seen[i] as Seen).timeMs).toBe(dtS * 1_000);
  });
  expect(seen.filter(({ dtS }) => dtS === 1).length).toBeGreaterThanOrEqual(
    parts.site.preRoll.fineS,
  );
  expect(seen.findIndex(({ newest }) => newest)).toBe(seen.length - 1);
}

describe('a source that goes on from a saved state', () => {
  it('takes the pre-roll that it is told, saves itself while it runs, and the next one has every second after it, counters going on', async () => {
    const fromMs = Math.floor(Date.now() / 10_000) * 10_000 - 3 * 3_600_000;
    const first = run({ preRoll: { fromMs, stepS: 10 } });
    await first.live;
    expectPreRoll(first.seen, fromMs);
    const state = await first.source.saveState?.();
    if (!state || !stop) throw new Error('no state');
    await stop();
    const atState = first.seen.find(({ timeMs }) => timeMs === state.timeMs);
    const running = [...first.jobs.values()].filter((job) => job.state === 'running');

    const second = run({ state: state.bytes });
    await second.live;
    expect(second.seen.map(({ timeMs }) => timeMs)).toEqual(
      second.seen.map((_, i) => state.timeMs + (i + 1) * 1_000),
    );
    const step = (second.seen[0] as Seen).facilityWh - (atState as Seen).facilityWh;
    expect(step).toBeGreaterThan(0);
    expect(step).toBeLessThan(200_000 / 3_600);
    for (const job of running) expect([...second.jobs.keys()]).toContain(job.id);
  });

  it('takes a state that was saved before the dictionary had all its counters of today', async () => {
    const state = stateOf(10);
    const { simulation, ...told } = unpackState(state.bytes);
    const { siteBatteryEnergyWh: _, ...columns } = simulation.columns;
    const { bytes } = packState({ ...told, simulation: { ...simulation, columns } }, parts.site);
    const { seen, live } = run({ state: bytes });
    await live;
    expect(seen[0]).toMatchObject({ timeMs: state.timeMs + 1_000 });
    expect((seen[0] as Seen).facilityWh).toBeGreaterThan(state.facilityWh);
  });

  it('steps an absence of ten minutes into history, second by second', async () => {
    const state = stateOf(600);
    const { seen, live, jobs } = run({ state: state.bytes });
    await live;
    expect(seen.length).toBeGreaterThanOrEqual(600);
    expect(seen[0]).toMatchObject({ timeMs: state.timeMs + 1_000, dtS: 1, newest: false });
    expect(seen.filter(({ newest }) => newest)).toHaveLength(1);
    for (const { id } of state.jobs) expect([...jobs.keys()]).toContain(id);
  });

  it('leaves a longer absence as a gap, through which the meters have gone on', async () => {
    const state = stateOf(3_600);
    const { seen, live, jobs } = run({ state: state.bytes });
    await live;
    // Jobs that were told of before have their last word; those that came and went unseen have none.
    const ended = [...jobs.values()].filter((job) => job.state === 'ended');
    const before = state.jobs.map(({ id }) => id);
    expect([...jobs.keys()]).toEqual(expect.arrayContaining(before));
    for (const { id, endMs } of ended) {
      expect(before.includes(id) || (endMs ?? 0) > (seen[0] as Seen).timeMs - 1_000).toBe(true);
    }
    const first = seen[0] as Seen;
    expect(seen.length).toBeLessThan(30);
    expect(first.timeMs - state.timeMs).toBeGreaterThan(3_500_000);
    // An hour of a rack with all that serves it.
    expect(first.facilityWh - state.facilityWh).toBeGreaterThan(30_000);
  });

  it('lives again, second by second, what was lived through after the state, before a gap', async () => {
    const state = stateOf(3_600);
    const livedToMs = state.timeMs + 45_000;
    const { seen, live } = run({ state: state.bytes, livedToMs });
    await live;
    const again = seen.filter(({ timeMs }) => timeMs <= livedToMs);
    expect(again.map(({ timeMs, dtS }) => [timeMs - state.timeMs, dtS])).toEqual(
      Array.from({ length: 45 }, (_, i) => [(i + 1) * 1_000, 1]),
    );
    expect((seen[45] as Seen).timeMs - livedToMs).toBeGreaterThan(3_400_000);
  });

  it('refuses what is foreign, old, from the future, corrupt or no state at all, in one sentence', () => {
    const { bytes } = stateOf(10);
    const open = (state: Uint8Array, seed = SEED) =>
      createSimulatedSource(parts, { seed, speed: 1, state });
    expect(() => open(bytes)).not.toThrow();
    expect(() => open(bytes, 7)).toThrow(
      'the saved state is of site one-rack with seed 42, not site one-rack with seed 7',
    );
    const other = { ...parts, site: { ...parts.site, jobSlots: parts.site.jobSlots + 1 } };
    expect(() => createSimulatedSource(other, { seed: SEED, speed: 1, state: bytes })).toThrow(
      /written by another version/,
    );
    expect(() => open(stateOf(-3_600).bytes)).toThrow(
      /^the saved state is \d+ s ahead of the wall clock$/,
    );
    for (const at of [30, bytes.length >> 1, bytes.length - 1]) {
      const flipped = bytes.slice();
      flipped[at] = (flipped[at] as number) ^ 1;
      expect(() => open(flipped)).toThrow(/corrupt/);
    }
    expect(() => open(bytes.slice(0, bytes.length >> 1))).toThrow(/corrupt/);
    expect(() => open(new Uint8Array())).toThrow(/not one of this program/);
    expect(() => open(Buffer.from('some other file altogether'))).toThrow(/not one of this/);
  });
});

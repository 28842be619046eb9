// Laws of memory: the same log gives the same bytes, and a twin that was saved and restored cannot be told from one that never stopped.
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import { beforeAll, describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import type { Command, LoggedCommand } from '../contract/command.ts';
import type { PlaceKind } from '../contract/place.ts';
import type { SavedSimulation } from './saved.ts';
import { openTwin } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const small = readSite(FIXTURES, 'one-rack');
const middle = oneRowOf(readSite(FIXTURES, 'ile-de-france'));
type Parts = typeof small;
type Twin = ReturnType<typeof openTwin>;

/** One of the 25 rows of a site, in a hall of its own, with the plant and the supply of all. */
function oneRowOf(parts: Parts): Parts {
  const whole: readonly PlaceKind[] = ['site', 'plant', 'feed', 'transformer', 'genset'];
  const ofHall: readonly PlaceKind[] = ['hall', 'upsGroup', 'ups', 'cduRing', 'cdu', 'networkRack'];
  const fewer = (kind: PlaceKind): number => {
    if (whole.includes(kind)) return 1;
    return ofHall.includes(kind) ? 5 : 25;
  };
  const places = parts.site.places.map((row) => ({ ...row, count: row.count / fewer(row.kind) }));
  return { ...parts, site: { ...parts.site, places } };
}

const RUN_IN_S = 3_600;
/** The last second at which a twin is saved, and how far it goes on from there: in steps of 1 s, then of 15 minutes. */
const BEFORE_S = 400;
const AFTER_S = 1_000;
const LATER_S = 86_400;

/** A command for a second after the run-in, made of what is there then. */
interface Plan {
  readonly atS: number;
  make(twin: Twin): Command;
}

const runningJob = (twin: Twin): string => {
  const jobs = [...twin.jobs.values()].filter(({ state }) => state === 'running');
  return `J${jobs.toSorted((a, b) => b.gpuCount - a.gpuCount)[0]?.id}`;
};
const fixed = (atS: number, command: Command): Plan => ({ atS, make: () => command });

/** Everything that takes time, begun before and after the save. */
const PLANS: readonly Plan[] = [
  fixed(10, { do: 'injectFault', place: 'FEED1', fault: 'lost' }),
  fixed(20, { do: 'injectFault', place: 'CDU1-1', fault: 'pumpA' }),
  fixed(25, { do: 'setCap', place: 'SITE', watts: 900 }),
  { atS: 30, make: (twin) => ({ do: 'stallJob', job: runningJob(twin), seconds: 600 }) },
  fixed(40, { do: 'setCoolant', place: 'RING1', celsius: 40 }),
  fixed(60, { do: 'setCoolant', place: 'PLANT', celsius: 36 }),
  fixed(90, { do: 'setHeatReuse', share: 0.3 }),
  fixed(100, { do: 'setSmoothing', on: true }),
  fixed(140, { do: 'injectFault', place: 'UPS1-1', fault: 'fail' }),
  fixed(200, { do: 'shed', megawatts: 0.06, minutes: 10 }),
  fixed(700, { do: 'clearFault', place: 'FEED1' }),
  fixed(800, { do: 'clearFault', place: 'CDU1-1' }),
  { atS: 900, make: (twin) => ({ do: 'stopJob', job: runningJob(twin) }) },
  fixed(950, { do: 'setSmoothing', on: false }),
];

function placesOf(parts: Parts): readonly Plan[] {
  const pad = parts === middle ? '0' : '';
  const rack = `R${pad}1`;
  return [
    ...PLANS,
    fixed(3, { do: 'injectFault', place: `GEN${pad}1`, fault: 'noStart' }),
    fixed(50, { do: 'injectFault', place: `${rack}-T02-G2`, fault: 'hot' }),
    fixed(51, { do: 'injectFault', place: `${rack}-T03-G1`, fault: 'sensorStuck' }),
    fixed(52, { do: 'injectFault', place: `${rack}-T03-G2`, fault: 'sensorMissing' }),
    fixed(53, { do: 'injectFault', place: `${rack}-T04-G3`, fault: 'xid', xid: 79 }),
    fixed(54, { do: 'injectFault', place: `${rack}-T05`, fault: 'out' }),
    fixed(120, { do: 'drainRack', place: rack }),
    fixed(130, { do: 'startJob', profile: 'chatServing', gpus: 8, minutes: 20 }),
    fixed(600, { do: 'clearFault', place: `${rack}-T05` }),
    fixed(990, { do: 'injectFault', place: rack, fault: 'leak' }),
  ].toSorted((a, b) => a.atS - b.atS);
}

interface Mark {
  readonly saved: SavedSimulation;
  readonly events: number;
  readonly jobs: number;
}

/** A twin that is commanded as it goes and saved now and then, and the log of what was accepted. */
function live(parts: Parts, saveAtS: readonly number[]) {
  const twin = openTwin(parts);
  twin.run(RUN_IN_S, 60);
  const plans = placesOf(parts);
  const log: LoggedCommand[] = [];
  const refusals: string[] = [];
  const marks = new Map<number, Mark>();
  for (let s = 0; s < BEFORE_S + AFTER_S; s++) {
    if (saveAtS.includes(s)) {
      const saved = deserialize(serialize(twin.simulation.save())) as SavedSimulation;
      marks.set(s, { saved, events: twin.events.length, jobs: twin.jobReports.length });
    }
    for (const { atS, make } of plans) {
      if (atS !== s) continue;
      const command = make(twin);
      const result = twin.simulation.command(command, 'test');
      if (result.accepted) log.push({ timeMs: result.timeMs, by: 'test', command });
      else refusals.push(`${JSON.stringify(command)}: ${result.message}`);
    }
    twin.simulation.step(1);
  }
  twin.run(LATER_S, 900);
  return { twin, log, marks, refusals };
}

describe.each([
  ['one rack', small, [77, 236, BEFORE_S]],
  ['ten racks', middle, [236]],
])('the memory of %s', (_, parts, savedAt) => {
  let made: ReturnType<typeof live>;
  beforeAll(() => {
    made = live(parts, savedAt);
  });

  it('gives the same bytes, events and jobs for the same log, live or replayed', () => {
    const { twin, log, refusals } = made;
    expect(refusals).toEqual([]);
    const replayed = openTwin(parts, { commands: log });
    replayed.run(RUN_IN_S, 60);
    replayed.run(BEFORE_S + AFTER_S, 1);
    replayed.run(LATER_S, 900);
    expectSame(replayed, twin);
    expect(replayed.events).toEqual(twin.events);
    expect(replayed.jobReports).toEqual(twin.jobReports);
  });

  it.each(savedAt)(
    'restored at second %i, in a twin that knows nothing else, goes on to the same bytes, events and jobs',
    (atS) => {
      const { twin, log, marks } = made;
      const mark = marks.get(atS) as Mark;
      const restored = openTwin(parts, { restore: mark.saved, commands: log });
      expect(restored.simulation.timeMs).toBe(mark.saved.timeMs);
      expect([restored.events, restored.jobReports]).toEqual([[], []]);
      restored.run(BEFORE_S + AFTER_S - atS, 1);
      restored.run(LATER_S, 900);
      expectSame(restored, twin);
      expect(restored.events).toEqual(twin.events.slice(mark.events));
      expect(restored.jobReports).toEqual(twin.jobReports.slice(mark.jobs));
    },
  );
});

/** Which columns differ says more than that some do. */
function expectSame(a: Twin, b: Twin): void {
  const ids = Object.keys(a.columns) as (keyof Twin['columns'])[];
  const apart = ids.filter((id) => Buffer.compare(bytesOf(a, id), bytesOf(b, id)) !== 0);
  expect(apart).toEqual([]);
}

function bytesOf(twin: Twin, id: keyof Twin['columns']): Uint8Array {
  const { buffer, byteOffset, byteLength } = twin.columns[id];
  return new Uint8Array(buffer, byteOffset, byteLength);
}

describe('a saved state', () => {
  it('does not change what it was taken from, nor with it', () => {
    const [watched, alone] = [openTwin(small), openTwin(small)];
    for (const twin of [watched, alone]) twin.run(600, 60);
    const saved = watched.simulation.save();
    const copy = serialize(saved);
    for (const twin of [watched, alone]) twin.run(60, 1);
    expectSame(watched, alone);
    expect(Buffer.compare(serialize(saved), copy)).toBe(0);
    const [first, second] = [0, 1].map(() => openTwin(small, { restore: saved })) as [Twin, Twin];
    first.run(60, 1);
    second.run(60, 1);
    expectSame(first, second);
    expectSame(first, watched);
  });

  it('of another site, seed or version is refused by name', () => {
    const saved = openTwin(small).simulation.save();
    const open = (change: object, options: object = {}) =>
      openTwin(small, { restore: { ...saved, ...change }, ...options });
    expect(() => open({})).not.toThrow();
    expect(() => open({ site: 'campus' })).toThrow(
      'the saved state is of site campus, not one-rack',
    );
    expect(() => open({}, { seed: 7 })).toThrow('the saved state is of seed 42, not 7');
    expect(() => open({ version: 0 })).toThrow(/of version 0, not/);
    expect(() => open({ parts: {} })).toThrow(/memory: saved parts/);
    expect(() => open({ columns: {} })).toThrow(/has no column/);
  });

  it('of before a counter was thought of is taken, and that counter begins at 0', () => {
    const { siteBatteryEnergyWh: _, ...columns } = openTwin(small).simulation.save().columns;
    const saved = { ...openTwin(small).simulation.save(), columns };
    expect(openTwin(small, { restore: saved }).columns.siteBatteryEnergyWh[0]).toBe(0);
  });
});

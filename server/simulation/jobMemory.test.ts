// Law of the memory of jobs: saved in the middle of everything and restored, they live on to the same bytes.
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import type { Command } from '../contract/command.ts';
import type { SavedSimulation } from './saved.ts';
import { openTwin, racksOf } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const small = racksOf(readSite(FIXTURES, 'one-rack'), 3);
const { faults } = small.hardware;
/** So many failures that some job always starts again and some replica loads its model. */
const causes = faults.causes.map((cause) => ({
  ...cause,
  perMillionGpuHours: Math.min(1_000, cause.perMillionGpuHours * 100),
}));
const parts = { ...small, hardware: { ...small.hardware, faults: { ...faults, causes } } };
type Twin = ReturnType<typeof openTwin>;
const tell = (twin: Twin, command: Command) => twin.simulation.command(command, 'test');

/** Jobs that run, wait, hang, start again and serve, a rack that drains, smoothing on. */
function busy(): Twin {
  const twin = openTwin(parts);
  twin.run(20 * 3_600, 60);
  tell(twin, { do: 'setSmoothing', on: true });
  tell(twin, { do: 'startJob', profile: 'fineTuning', gpus: 160, minutes: 30, name: 'gang' });
  tell(twin, { do: 'startJob', profile: 'chatServing', gpus: 8, minutes: 90 });
  tell(twin, { do: 'drainRack', place: 'R2' });
  const running = [...twin.jobs.values()].filter(({ state }) => state === 'running');
  const largest = running.reduce((most, job) => (job.gpuCount > most.gpuCount ? job : most));
  tell(twin, { do: 'stallJob', job: `J${largest.id}`, seconds: 200 });
  twin.run(100, 1);
  // A job that ended between two steps is still to be metered.
  const smallest = running.filter(({ id }) => id !== largest.id)[0];
  tell(twin, { do: 'stopJob', job: `J${smallest?.id}` });
  return twin;
}

function goOn(twin: Twin) {
  const [events, jobs] = [twin.events.length, twin.jobReports.length];
  twin.run(300, 1);
  twin.run(12 * 3_600, 900);
  return { events: twin.events.slice(events), jobs: twin.jobReports.slice(jobs) };
}

describe('jobs that were saved', () => {
  const twin = busy();
  const saved = serialize(twin.simulation.save());
  const state = deserialize(saved) as SavedSimulation;
  const restored = openTwin(parts, { restore: state });

  it('are those that there were, none the same object as before', () => {
    expect(Buffer.compare(serialize(restored.simulation.save()), saved)).toBe(0);
    const states = new Set([...twin.jobs.values()].map((job) => job.state));
    expect(states).toEqual(new Set(['queued', 'running', 'ended']));
  });

  it('go on to the same bytes, events and records', () => {
    const [straight, again] = [goOn(twin), goOn(restored)];
    expect(again.jobs).toEqual(straight.jobs);
    expect(again.events).toEqual(straight.events);
    expect(straight.jobs.length).toBeGreaterThan(20);
    expect(Buffer.compare(restored.bytes, twin.bytes)).toBe(0);
  });

  it('leave the saved state as it was', () => {
    expect(Buffer.compare(serialize(state), saved)).toBe(0);
  });

  it('are refused by a site with other job slots', () => {
    const other = { ...parts, site: { ...parts.site, jobSlots: 64 } };
    expect(() => openTwin(other, { restore: state })).toThrow();
  });
});

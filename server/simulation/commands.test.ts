// Laws of commands: a refused one leaves no trace, an accepted one is an event and the cause of what follows from it.
import { fileURLToPath } from 'node:url';
import { serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import type { Command } from '../contract/command.ts';
import { openTwin } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const parts = readSite(FIXTURES, 'one-rack');
const BY = 'test';

function opened() {
  const twin = openTwin(parts);
  twin.run(1_800, 60);
  return twin;
}

/** Commands that this rack cannot take, the reason, and what the sentence must name. */
const REFUSED: readonly [Command, 'unknown' | 'range' | 'conflict', RegExp, string?][] = [
  [{ do: 'injectFault', place: 'R9', fault: 'leak' }, 'unknown', /"R9"/, 'place'],
  [{ do: 'injectFault', place: 'H1', fault: 'leak' }, 'range', /H1 is a hall/, 'place'],
  [{ do: 'injectFault', place: 'CDU1-1', fault: 'leak' }, 'range', /stop, pumpA, pumpB/, 'fault'],
  [{ do: 'injectFault', place: 'R1-T01-G1', fault: 'xid' }, 'range', /xid must be given/, 'xid'],
  [{ do: 'injectFault', place: 'R1-T01-G1', fault: 'hot', xid: 79 }, 'range', /not to hot/, 'xid'],
  [{ do: 'clearFault', place: 'FEED1' }, 'conflict', /FEED1 has no fault/, 'place'],
  [{ do: 'clearFault', place: 'SITE' }, 'range', /SITE is a site/, 'place'],
  [{ do: 'setCap', watts: 900 }, 'range', /either place or job/, 'place'],
  [{ do: 'setCap', place: 'R1', job: 'J1', watts: 900 }, 'range', /either place or job/, 'place'],
  [{ do: 'setCap', place: 'H1', watts: 900 }, 'range', /H1 is a hall/, 'place'],
  [{ do: 'setCap', job: 'J1', watts: 900 }, 'unknown', /J1/, 'job'],
  [{ do: 'setCoolant', place: 'R1', celsius: 40 }, 'range', /R1 is a rack/, 'place'],
  [{ do: 'setCoolant', place: 'RING1', celsius: 15 }, 'range', /15|from/, 'celsius'],
  [{ do: 'drainRack', place: 'CDU1-1' }, 'range', /CDU1-1 is a cdu/, 'place'],
  [{ do: 'returnRack', place: 'R1' }, 'conflict', /R1/],
  [{ do: 'startJob', profile: 'mining', gpus: 4, minutes: 5 }, 'unknown', /mining/, 'profile'],
  [{ do: 'startJob', profile: 'chatServing', gpus: 73, minutes: 5 }, 'range', /72|gpus/, 'gpus'],
  [{ do: 'stopJob', job: 'J1' }, 'unknown', /J1/, 'job'],
  [{ do: 'stallJob', job: 'J1', seconds: 5 }, 'unknown', /J1/, 'job'],
  [{ do: 'shed', megawatts: 20, minutes: 5 }, 'range', /megawatts must be below/, 'megawatts'],
  [{ do: 'endShed' }, 'conflict', /shed/],
  [{ do: 'setSmoothing', on: false }, 'conflict', /smoothing|off/],
];

describe('a refused command', () => {
  it('says why, names the field, and changes nothing', () => {
    const twin = opened();
    const events = twin.events.length;
    const before = serialize(twin.simulation.save());
    const wrong: unknown[] = [];
    for (const [command, reason, sentence, field] of REFUSED) {
      const result = twin.simulation.command(command, BY);
      const good =
        !result.accepted &&
        result.reason === reason &&
        sentence.test(result.message) &&
        (field === undefined || result.field === field);
      if (!good) wrong.push([command, result]);
    }
    expect(wrong).toEqual([]);
    expect(twin.events).toHaveLength(events);
    expect(Buffer.compare(serialize(twin.simulation.save()), before)).toBe(0);
  });

  it('is one that stands already, too', () => {
    const twin = opened();
    const again: readonly Command[] = [
      { do: 'injectFault', place: 'CDU1-1', fault: 'stop' },
      { do: 'injectFault', place: 'UPS1-1', fault: 'fail' },
      { do: 'injectFault', place: 'FEED1', fault: 'lost' },
      { do: 'injectFault', place: 'R1-T02', fault: 'out' },
      { do: 'injectFault', place: 'R1-T03-G1', fault: 'hot' },
      { do: 'drainRack', place: 'R1' },
    ];
    for (const command of again) {
      expect([command, twin.simulation.command(command, BY).accepted]).toEqual([command, true]);
      const before = serialize(twin.simulation.save());
      expect(twin.simulation.command(command, BY)).toMatchObject({ reason: 'conflict' });
      expect(Buffer.compare(serialize(twin.simulation.save()), before)).toBe(0);
    }
  });
});

describe('an accepted command', () => {
  it('is an event of the step in which it first acts, by name, place and asker', () => {
    const twin = opened();
    const { timeMs } = twin.simulation;
    const command: Command = { do: 'setCap', place: 'R1', watts: 800 };
    expect(twin.simulation.command(command, BY)).toMatchObject({
      accepted: true,
      timeMs: timeMs + 1_000,
    });
    expect(twin.events.at(-1)).toMatchObject({
      timeMs: timeMs + 1_000,
      kind: 'command',
      severity: 'info',
      code: 'command.setCap',
      place: 'R1',
      text: { key: 'command.setCap', params: { target: 'R1', watts: 800, by: BY } },
    });
  });

  it('comes before what follows from it, and is its cause', () => {
    const twin = opened();
    const from = twin.events.length;
    twin.simulation.command({ do: 'injectFault', place: 'CDU1-1', fault: 'stop' }, BY);
    const [asked, ...rest] = twin.events.slice(from);
    expect(asked?.code).toBe('command.injectFault');
    expect(asked?.ref).toBeGreaterThan(0);
    const stopped = rest.find(({ code }) => code === 'cdu.stopped');
    expect(stopped).toMatchObject({ place: 'CDU1-1', cause: asked?.ref });
    twin.run(60, 1);
    const refs = twin.events.map(({ ref }) => ref);
    expect(new Set(refs).size).toBe(refs.length);
  });

  it('is told of a job by the id that it then has', () => {
    const twin = opened();
    const from = twin.events.length;
    const wish = { profile: 'chatServing', gpus: 8, minutes: 2 } as const;
    twin.simulation.command({ do: 'startJob', ...wish, name: 'probe', tenant: 'lab' }, BY);
    const { job } = twin.events[from]?.text.params ?? {};
    twin.run(5, 1);
    expect(twin.jobs.get(Number(String(job).slice(1)))).toMatchObject({
      name: 'probe',
      tenant: 'lab',
      gpuCount: 8,
    });
    const started = twin.events.find(({ code, text }) => {
      return code === 'job.started' && text.params.job === job;
    });
    expect(started?.cause).toBe(twin.events[from]?.ref);
  });
});

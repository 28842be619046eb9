// Laws of a full disk: the live view goes on, history says that it stops, and goes on when there is room again.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createGate } from './gate.ts';
import type { StoreProblem } from './history.ts';
import { BEGIN_MS, openTestStore, temporaryRoot } from './testing.ts';

const CHILD = fileURLToPath(new URL('testingChild.ts', import.meta.url));
/** In units of 512 bytes: no file may grow beyond a megabyte. */
const LIMIT = 2_048;

interface Said {
  readonly storedMs: number;
  readonly events: readonly string[];
}

describe('a store whose files may not grow any more', { timeout: 120_000 }, () => {
  it('says so once, lets seconds go, and goes on when they may; what was on disk before is there', async () => {
    const root = temporaryRoot(onTestFinished);
    const child = spawn(
      'sh',
      [
        '-c',
        `ulimit -S -f ${LIMIT}; exec "$0" "$@"`,
        process.execPath,
        '--import',
        'tsx',
        CHILD,
        root,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    onTestFinished(() => void child.kill('SIGKILL'));
    const seen: Said[] = [];
    for await (const line of createInterface(child.stdout)) {
      const said = JSON.parse(line) as Said;
      seen.push(said);
      const codes = said.events.join();
      if (codes === 'store.full' && seen.at(-2)?.events.length === 0) {
        // The limit of a running process is lifted, as when somebody makes room.
        const lifted = spawnSync('prlimit', ['--pid', `${child.pid}`, '--fsize=unlimited']);
        expect(lifted.status).toBe(0);
      }
      if (codes === 'store.full,store.writing') break;
    }
    child.kill('SIGKILL');
    await once(child, 'exit');
    const opened = await openTestStore(root);
    onTestFinished(() => opened.store.close());
    const edges = await opened.ask('SELECT unnest([fromMs, toMs]) FROM {stretch}');
    expect(edges.length).toBeGreaterThanOrEqual(4);
    expect(edges[0]).toBe(BEGIN_MS);
    const seconds = [...edges].reduce((sum, ms, i) => sum + (i % 2 === 0 ? -ms : ms), 0) / 1_000;
    const counts = await opened.ask(
      'SELECT unnest([count(*), count(DISTINCT time)]) FROM {siteSecond}',
    );
    expect([...counts]).toEqual([seconds, seconds]);
  });
});

describe('the gate before the disk', () => {
  it('shuts below its reserve, looks again every ten seconds, and is open once a batch was written', async () => {
    const start = { folder: temporaryRoot(onTestFinished), reserveBytes: 0 };
    const told: (StoreProblem['code'] | undefined)[] = [];
    const gate = createGate({
      start,
      isOpen: () => true,
      open: async () => undefined,
      close: async () => undefined,
      changed: (problem) => told.push(problem?.code),
    });
    expect(await gate.look(0)).toBe(true);
    start.reserveBytes = 1e18;
    expect(await gate.look(1_000)).toBe(false);
    expect(gate.problem?.message).toMatch(/^the disk has \d+ MB left/);
    start.reserveBytes = 0;
    expect(await gate.look(5_000)).toBe(false);
    expect(await gate.look(11_000)).toBe(true);
    expect(gate.problem?.code).toBe('full');
    gate.worked();
    expect(gate.problem).toBeUndefined();
    expect(told).toEqual(['full', undefined]);
  });
});

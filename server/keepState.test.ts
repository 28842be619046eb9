// Laws of the saved state: which one a start goes on from, what goes with it, and a disk that takes nothing.
import { existsSync, mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { CommandFile } from './commandFile.ts';
import { bestFirst, keepState } from './keepState.ts';
import { createStateFiles, type KeptState } from './stateFiles.ts';
import { handMade } from './telemetry/testing.ts';

it('tries again after half a minute when a state cannot be written, and then keeps one a minute', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'carnot-keep-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const files = createStateFiles(folder);
  const [newest, before] = [join(folder, 'newest.state'), join(folder, 'before.state')];
  // A folder cannot be renamed to a file: the state is written whole and cannot take its place.
  mkdirSync(newest);
  writeFileSync(before, 'of another time');

  const site = handMade();
  const { telemetry } = site;
  let asked = 0;
  let failures = 0;
  let written = 0;
  let keptOpen = 0;
  const keeping = keepState({
    source: {
      async saveState() {
        asked++;
        return { timeMs: telemetry.frame.timeMs, bytes: new Uint8Array(8) };
      },
    },
    telemetry,
    files: {
      ...files,
      async write(packed) {
        await files.write(packed);
        written++;
      },
    },
    commands: { forget: async () => undefined } as Pick<CommandFile, 'forget'> as CommandFile,
    store: {
      lastRecordedMs: Number.POSITIVE_INFINITY,
      problem: undefined,
      keepOpen: async () => void keptOpen++,
    },
    failed: () => failures++,
  });
  const seconds = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i++) {
      site.step();
      do await new Promise((go) => setTimeout(go, 1));
      while (asked > failures + written);
    }
  };

  await seconds(60);
  expect([asked, failures]).toEqual([2, 2]);
  expect(existsSync(`${newest}.new`)).toBe(false);
  await keeping.begun;

  rmdirSync(newest);
  await seconds(31);
  expect([asked, failures]).toEqual([3, 2]);
  expect(files.read(() => undefined)[0]?.timeMs).toBe(telemetry.frame.timeMs - 30_000);
  // What is open goes with the first state of a run, however often that is tried, and with its last.
  expect(keptOpen).toBe(3);
  await seconds(60);
  expect([asked, keptOpen]).toEqual([4, 3]);
  await keeping.end();
  expect(keptOpen).toBe(4);
  expect(files.read(() => undefined)[0]?.timeMs).toBe(telemetry.frame.timeMs);
});

it('goes on from a state before the open minute, else from the oldest within it, and from the newest after a long absence', () => {
  const minuteMs = Date.UTC(2026, 2, 2, 9, 30);
  const second = (s: number): KeptState => ({ timeMs: minuteMs + s * 1_000 }) as KeptState;
  const order = (states: readonly number[], recordedS: number): readonly number[] =>
    bestFirst(states.map(second), minuteMs + recordedS * 1_000).map(
      ({ timeMs }) => (timeMs - minuteMs) / 1_000,
    );
  expect(order([-2, -62], 30)).toEqual([-2, -62]);
  expect(order([58, -2], 59)).toEqual([-2, 58]);
  expect(order([58, 3], 59)).toEqual([3, 58]);
  expect(order([58, -1_000], 59)).toEqual([58, -1_000]);
  expect(order([58, -2], Number.NaN)).toEqual([58, -2]);
  expect(order([], 59)).toEqual([]);
});

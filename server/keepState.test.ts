// Law of a disk that takes nothing: the state is tried now and then, not at every frame, and no half of one is left.
import { existsSync, mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { CommandFile } from './commandFile.ts';
import { keepState } from './keepState.ts';
import { createStateFiles } from './stateFiles.ts';
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
      keepOpen: async () => undefined,
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
  await keeping.end();
  expect(files.read(() => undefined)[0]?.timeMs).toBe(telemetry.frame.timeMs);
});

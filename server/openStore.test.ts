// Laws of a start: a history that cannot be read is kept beside a new one and told in one line; a full disk is told of now.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Config } from './config.ts';
import type { SourceDescription } from './contract/source.ts';
import { openStore } from './openStore.ts';
import {
  BEGIN_MS,
  createMadeColumns,
  limitFiles,
  SITE,
  temporaryRoot,
} from './telemetry/history/testing.ts';

it('is said in one line and by one event, and nothing of it is lost', {
  timeout: 60_000,
}, async () => {
  const folder = temporaryRoot(onTestFinished);
  const said: string[] = [];
  const open = () =>
    openStore(
      { folder, seed: 7 } as Config,
      { site: SITE, speed: 1 } as SourceDescription,
      () => BEGIN_MS,
      (line) => void said.push(line),
    );
  const first = await open();
  if (!first) throw new Error('history is kept at speed 1');
  await first.store.close();
  expect(said).toEqual([]);
  const torn = 'no database at all, and longer than the head of one '.repeat(400);
  writeFileSync(join(first.store.folder, 'live.duckdb'), torn);

  const second = await open();
  if (!second) throw new Error('history is kept at speed 1');
  onTestFinished(() => second.store.close());
  const aside = /kept as (\S+), and begins anew/.exec(said[0] ?? '')?.[1] ?? '';
  expect([said.length, existsSync(join(folder, aside, 'live.duckdb'))]).toEqual([1, true]);
  const codes: string[] = [];
  second.tell(({ code }) => void codes.push(code));
  expect(codes).toEqual(['store.corrupt']);
});

it('tells of a full disk as of now, also while it takes the past of a start', {
  timeout: 60_000,
}, async () => {
  const folder = temporaryRoot(onTestFinished);
  let nowMs = BEGIN_MS;
  const opened = await openStore(
    { folder, seed: 7 } as Config,
    { site: SITE, speed: 1 } as SourceDescription,
    () => nowMs,
    () => undefined,
  );
  if (!opened) throw new Error('history is kept at speed 1');
  const { store, tell } = opened;
  onTestFinished(() => store.close());
  onTestFinished(() => limitFiles('unlimited'));
  const { columns } = createMadeColumns();
  limitFiles(4_096);
  nowMs += 5_000;
  for (let i = 1; store.problem === undefined; i++) {
    await store.whenRoom();
    const timeMs = BEGIN_MS - 86_400_000 + i * 20_000;
    store.record({ timeMs, dtS: 20, origin: 'backfilled', columns });
    await new Promise((go) => setTimeout(go, 1));
  }
  nowMs += 5_000;
  const told: unknown[] = [];
  tell(({ code, timeMs }) => void told.push([code, timeMs - BEGIN_MS]));
  expect(told).toEqual([['store.full', 5_000]]);
});

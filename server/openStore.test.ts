// Law of a history that cannot be read: it is kept beside a new one, and whoever started the program is told so in one line.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Config } from './config.ts';
import type { SourceDescription } from './contract/source.ts';
import { openStore } from './openStore.ts';
import { BEGIN_MS, SITE, temporaryRoot } from './telemetry/history/testing.ts';

it('is said in one line and by one event, and nothing of it is lost', {
  timeout: 60_000,
}, async () => {
  const folder = temporaryRoot(onTestFinished);
  const said: string[] = [];
  const open = () =>
    openStore(
      { folder, seed: 7 } as Config,
      { site: SITE, speed: 1 } as SourceDescription,
      BEGIN_MS,
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

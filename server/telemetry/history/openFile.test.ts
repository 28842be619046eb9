// Laws of the file of open buckets: whole or as it was, and what cannot be read is as good as none.
import { readdirSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import type { OpenBuckets } from './openBuckets.ts';
import { openOpenFile } from './openFile.ts';
import { BEGIN_MS, limitFiles, temporaryRoot } from './testing.ts';

const NONE_OPEN: OpenBuckets = { timeMs: BEGIN_MS, scopes: [] };

it('gives back what was kept last, also when what came after it did not go on the disk', async () => {
  const folder = temporaryRoot(onTestFinished);
  const file = await openOpenFile(folder);
  await file.keep(NONE_OPEN);
  onTestFinished(() => limitFiles('unlimited'));
  limitFiles(20);
  await expect(file.keep({ ...NONE_OPEN, timeMs: BEGIN_MS + 60_000 })).rejects.toThrow(/EFBIG/);
  expect(readdirSync(folder)).toEqual(['open.bin']);
  expect((await openOpenFile(folder)).found).toEqual(NONE_OPEN);
});

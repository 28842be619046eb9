// Laws of the file of open buckets: whole or as it was, and what cannot be read is as good as none.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { OpenBuckets } from './openBuckets.ts';
import { type OpenFile, openOpenFile } from './openFile.ts';
import { BEGIN_MS, isLetGo, limitFiles, temporaryRoot } from './testing.ts';

const NONE_OPEN: OpenBuckets = { timeMs: BEGIN_MS, scopes: [] };

it('gives back what was kept last, also when what came after it did not go on the disk', async () => {
  const folder = temporaryRoot(onTestFinished);
  const { openFile } = await openOpenFile(folder);
  await openFile.keep(NONE_OPEN);
  onTestFinished(() => limitFiles('unlimited'));
  limitFiles(20);
  await expect(openFile.keep({ ...NONE_OPEN, timeMs: BEGIN_MS + 60_000 })).rejects.toThrow(/EFBIG/);
  expect(readdirSync(folder)).toEqual(['open.bin']);
  expect((await openOpenFile(folder)).found).toEqual(NONE_OPEN);
});

/** A whole file with this in it. */
function put(folder: string, body: Buffer): void {
  const crc = Buffer.alloc(4);
  crc.writeUInt32LE(crc32(body));
  writeFileSync(join(folder, 'open.bin'), Buffer.concat([crc, body]));
}

it('finds nothing in what another program wrote whole: in a form of its own, or in one that cannot be read', async () => {
  const folder = temporaryRoot(onTestFinished);
  await (await openOpenFile(folder)).openFile.keep(NONE_OPEN);
  const ours = readFileSync(join(folder, 'open.bin')).subarray(4);
  put(folder, ours);
  expect((await openOpenFile(folder)).found).toEqual(NONE_OPEN);
  const { version, buckets } = deserialize(ours);
  for (const other of [{ version: version + 1, buckets }, { buckets }, undefined]) {
    put(folder, serialize(other));
    expect((await openOpenFile(folder)).found).toBeUndefined();
  }
  // The second byte is the version of the format itself.
  put(folder, Buffer.from(ours.with(1, 0xff)));
  expect((await openOpenFile(folder)).found).toBeUndefined();
});

it('is in its folder on disk before it counts as kept', async () => {
  const folder = temporaryRoot(onTestFinished);
  const { openFile } = await openOpenFile(folder);
  const handle = await open(folder);
  const synced = vi.spyOn(Object.getPrototypeOf(handle), 'sync');
  onTestFinished(() => synced.mockRestore());
  await handle.close();
  await openFile.keep(NONE_OPEN);
  expect(synced).toHaveBeenCalledTimes(1);
});

/** What an opened file found, which nobody holds but perhaps the file. */
async function openAndLetGo(folder: string): Promise<[OpenFile, WeakRef<object>]> {
  const { openFile, found } = await openOpenFile(folder);
  expect(found?.timeMs).toBe(BEGIN_MS);
  return [openFile, new WeakRef(found ?? {})];
}

it('does not hold on to what it found once that was taken back', async () => {
  const folder = temporaryRoot(onTestFinished);
  await (await openOpenFile(folder)).openFile.keep(NONE_OPEN);
  const [openFile, found] = await openAndLetGo(folder);
  expect(await isLetGo(found)).toBe(true);
  await openFile.forgetBefore(BEGIN_MS + 900_000);
  expect(readdirSync(folder)).toEqual([]);
});

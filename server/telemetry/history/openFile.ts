// The file of open buckets: whole or not there, one at a time; what cannot be read is as good as none.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import type { OpenBuckets } from './openBuckets.ts';
import { writeAnew } from './wholeFile.ts';

export interface OpenFile {
  /** Resolves once it is on disk, in the place of the one before. */
  keep(buckets: OpenBuckets): Promise<void>;
  /** The quarter-hour in which it was open is over, and its rows are in the database. */
  forgetBefore(timeMs: number): Promise<void>;
}

interface OpenedFile {
  readonly openFile: OpenFile;
  /** What a start found: 20 MB of a large site, so nobody holds it longer than it takes to read it. */
  readonly found: OpenBuckets | undefined;
}

const FILE = 'open.bin';
const CRC_BYTES = 4;
/** To be raised with every change to what `OpenBuckets` are made of: a start then goes on without them. */
const VERSION = 1;
const QUARTER_MS = 900_000;

interface Written {
  readonly version: number;
  readonly buckets: OpenBuckets;
}

export async function openOpenFile(folder: string): Promise<OpenedFile> {
  const path = join(folder, FILE);
  const found = await read(path);
  let keptMs = found?.timeMs;
  const openFile: OpenFile = {
    async keep(buckets) {
      const body = serialize({ version: VERSION, buckets } satisfies Written);
      const crc = Buffer.alloc(CRC_BYTES);
      crc.writeUInt32LE(crc32(body));
      const file = await writeAnew(path, [crc, body]);
      await file.close();
      keptMs = buckets.timeMs;
    },
    async forgetBefore(timeMs) {
      if (keptMs === undefined || timeMs < Math.floor(keptMs / QUARTER_MS + 1) * QUARTER_MS) return;
      keptMs = undefined;
      await rm(path, { force: true });
    },
  };
  return { openFile, found };
}

async function read(path: string): Promise<OpenBuckets | undefined> {
  const bytes = await readFile(path).catch(() => Buffer.alloc(0));
  const body = bytes.subarray(CRC_BYTES);
  if (bytes.length <= CRC_BYTES || bytes.readUInt32LE(0) !== crc32(body)) return undefined;
  try {
    const written = deserialize(body) as Partial<Written> | undefined;
    return written?.version === VERSION ? written.buckets : undefined;
  } catch {
    // The runtime that wrote it had a later format than ours.
    return undefined;
  }
}

// The saved state of a site on disk: two generations, each whole or not there, and what happens to one that cannot be read.
import { mkdirSync, readFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import type { TelemetryState } from './telemetry/telemetry.ts';

/** Source and telemetry at the END of the same step. */
export interface KeptState {
  readonly timeMs: number;
  readonly source: Uint8Array;
  readonly telemetry: TelemetryState;
}

export interface StateFiles {
  /** Newest first; `complain` hears of what is not whole, in one sentence. */
  read(complain: (sentence: string) => void): readonly KeptState[];
  /** Copies a state, as it is to be written. */
  pack(state: KeptState): Uint8Array;
  /** Resolves once it is on disk. */
  write(packed: Uint8Array): Promise<void>;
  /** For a site that begins anew: states of another run are put out of the way. */
  putAside(): Promise<void>;
}

const MARK = Buffer.from('CarnotState');
const BODY_AT = MARK.length + 4;
const NEWEST = 'newest.state';
const BEFORE = 'before.state';

export function createStateFiles(folder: string): StateFiles {
  mkdirSync(folder, { recursive: true });
  const [newest, before] = [join(folder, NEWEST), join(folder, BEFORE)];
  return {
    read: (complain) =>
      [newest, before].flatMap((path) => {
        try {
          return [readState(path)];
        } catch (error) {
          const { code, message } = error as NodeJS.ErrnoException;
          if (code !== 'ENOENT') complain(`${path} cannot be used: ${message}`);
          return [];
        }
      }),
    pack,
    async write(bytes) {
      const made = `${newest}.new`;
      try {
        await writeWhole(made, bytes);
        // Killed in between, the older one is what there is.
        await rename(newest, before).catch(allowMissing);
        await rename(made, newest);
      } catch (error) {
        // A part of a state would only take room where there is none.
        await rm(made, { force: true }).catch(() => undefined);
        throw error;
      }
    },
    async putAside() {
      for (const path of [newest, before]) {
        await rename(path, `${path}.left`).catch(allowMissing);
      }
    },
  };
}

/** Written and on the disk, or an error. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

function pack(state: KeptState): Buffer {
  const body = serialize(state);
  const head = Buffer.alloc(BODY_AT);
  MARK.copy(head);
  head.writeUInt32LE(crc32(body), MARK.length);
  return Buffer.concat([head, body]);
}

function readState(path: string): KeptState {
  const bytes = readFileSync(path);
  const body = bytes.subarray(BODY_AT);
  if (!bytes.subarray(0, MARK.length).equals(MARK)) throw new Error('it is no state of ours');
  if (bytes.length < BODY_AT || bytes.readUInt32LE(MARK.length) !== crc32(body)) {
    throw new Error('its checksum does not fit');
  }
  return deserialize(body) as KeptState;
}

function allowMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

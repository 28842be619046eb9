// A saved twin as bytes: a head that can be read and refused in the main thread, then the state for the worker.
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import type { SourceEvent } from '../contract/event.ts';
import type { Job } from '../contract/job.ts';
import { siteSchemaOf } from '../contract/schema.ts';
import type { Site } from '../contract/site.ts';
import type { SavedState } from '../contract/source.ts';
import { SAVED_VERSION, type SavedSimulation } from '../simulation/saved.ts';

/** What the worker goes on from: the simulation, and what it had still to tell. */
export interface SavedTwin {
  readonly simulation: SavedSimulation;
  readonly events: readonly SourceEvent[];
  readonly jobs: readonly Job[];
}

interface Head {
  readonly version: number;
  readonly site: string;
  readonly seed: number;
  /** Fingerprint of the site's shape; columns are checked by name and length when they are taken. Older states have none. */
  readonly shape?: number;
  readonly timeMs: number;
}

/** Mark, checksum of all that follows, length of the head: then the head as JSON and the state as V8 writes it. */
const MARK = Buffer.from('CarnotTwin');
const CRC_AT = MARK.length;
const LENGTH_AT = CRC_AT + 4;
const HEAD_AT = LENGTH_AT + 4;

export function packState(twin: SavedTwin, site: Site): SavedState {
  const { version, seed, timeMs } = twin.simulation;
  const head: Head = { version, site: site.id, seed, shape: siteSchemaOf(site), timeMs };
  const headBytes = Buffer.from(JSON.stringify(head));
  const body = serialize(twin);
  const bytes = Buffer.alloc(HEAD_AT + headBytes.length + body.length);
  MARK.copy(bytes);
  bytes.writeUInt32LE(headBytes.length, LENGTH_AT);
  headBytes.copy(bytes, HEAD_AT);
  body.copy(bytes, HEAD_AT + headBytes.length);
  bytes.writeUInt32LE(crc32(bytes.subarray(LENGTH_AT)), CRC_AT);
  return { timeMs, bytes };
}

/** END of its last step. Throws one sentence unless it is whole, and of this site, seed and version of the program. */
export function checkState(bytes: Uint8Array, site: Site, seed: number): number {
  const { head } = open(bytes);
  const wanted = `site ${site.id} with seed ${seed}`;
  if (head.site !== site.id || head.seed !== seed) {
    throw new Error(
      `the saved state is of site ${head.site} with seed ${head.seed}, not ${wanted}`,
    );
  }
  const { version, shape = siteSchemaOf(site) } = head;
  if (version !== SAVED_VERSION || shape !== siteSchemaOf(site)) {
    throw new Error(`the saved state of ${wanted} was written by another version of the program`);
  }
  return head.timeMs;
}

/** The state of bytes that were checked. */
export function unpackState(bytes: Uint8Array): SavedTwin {
  const { all, bodyAt } = open(bytes);
  return deserialize(all.subarray(bodyAt)) as SavedTwin;
}

function open(bytes: Uint8Array): { head: Head; all: Buffer; bodyAt: number } {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (all.length < HEAD_AT || !all.subarray(0, MARK.length).equals(MARK)) {
    throw new Error('the saved state is not one of this program');
  }
  if (all.readUInt32LE(CRC_AT) !== crc32(all.subarray(LENGTH_AT))) {
    throw new Error('the saved state is corrupt: its checksum does not fit');
  }
  const bodyAt = HEAD_AT + all.readUInt32LE(LENGTH_AT);
  return { head: JSON.parse(all.toString('utf8', HEAD_AT, bodyAt)) as Head, all, bodyAt };
}

// One step in the journal: its head and the columns of every kind of place that is few, guarded by a checksum.
import { crc32 } from 'node:zlib';
import { type Column, metricOf } from '../../contract/metrics.ts';
import { COLUMN_BYTES } from '../../contract/tick.ts';
import type { FrameColumns, StoredMetricId } from '../columns.ts';
import type { StepOrigin } from './history.ts';
import type { StepLayout } from './layout.ts';
import { LIVE, type SlotStep, type WriterStart } from './message.ts';
import type { TierScope } from './tiers.ts';

/** GPUs, jobs, and kinds with more places than this (the racks of a campus) are made again from the source's own state. */
const MOST_PLACES = 500;

export interface JournalColumn {
  readonly id: string;
  readonly kind: string;
  readonly length: number;
}

export interface JournalPlan {
  readonly columns: readonly JournalColumn[];
  /** Bytes of the columns of a step. */
  readonly bytes: number;
  /** Bits of the scopes that are in it. */
  readonly carried: number;
}

const ORIGINS: readonly StepOrigin[] = ['recorded', 'backfilled', 'modelledYear'];
/** Checksum, time, length in seconds, origin, bits of the scopes. */
export const STEP_HEAD_BYTES = 4 + 8 + 4 + 4 + 4;

/** Kinds of place that are in the journal. */
export function journalledScopes({
  layout,
  widths,
}: Pick<WriterStart, 'layout' | 'widths'>): ReadonlySet<TierScope> {
  const few = layout.scopes.filter((scope) => (widths[scope] ?? 0) <= MOST_PLACES);
  return new Set(few.filter((scope) => scope !== 'job' && scope !== 'gpu'));
}

export function planJournal(layout: StepLayout, widths: WriterStart['widths']): JournalPlan {
  const { columns, scopes } = layout;
  const few = [...journalledScopes({ layout, widths })];
  const kept = columns.slots.filter(({ id }) => few.some((scope) => scope === metricOf(id).scope));
  return {
    columns: kept.map(({ id, kind, length }) => ({ id, kind, length })),
    bytes: kept.reduce((sum, { kind, length }) => sum + COLUMN_BYTES[kind] * length, 0),
    carried: few.reduce((bits, scope) => bits | (1 << scopes.indexOf(scope)), 0),
  };
}

/** Length and names of the columns: a journal can be read by a program with another dictionary. */
export function encodeHead({ columns }: JournalPlan): Buffer {
  const text = Buffer.from(JSON.stringify(columns));
  const head = Buffer.alloc(8);
  head.writeUInt32LE(text.length, 0);
  head.writeUInt32LE(crc32(text), 4);
  return Buffer.concat([head, text]);
}

export function encodeStep(plan: JournalPlan, step: SlotStep, from: FrameColumns): Buffer {
  const bytes = Buffer.allocUnsafe(STEP_HEAD_BYTES + plan.bytes);
  bytes.writeDoubleLE(step.timeMs, 4);
  bytes.writeUInt32LE(step.dtS, 12);
  bytes.writeUInt32LE(ORIGINS.indexOf(step.origin), 16);
  bytes.writeUInt32LE((step.carried & plan.carried) >>> 0, 20);
  let at = STEP_HEAD_BYTES;
  for (const { id } of plan.columns) {
    const values = bytesOf(from[id as StoredMetricId]);
    bytes.set(values, at);
    at += values.length;
  }
  bytes.writeUInt32LE(crc32(bytes.subarray(4)), 0);
  return bytes;
}

export function bytesOf({ buffer, byteOffset, byteLength }: Column): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Head of a step; undefined where the checksum says that it was never wholly written. */
export function decodeStep(bytes: Buffer): SlotStep | undefined {
  if (bytes.readUInt32LE(0) !== crc32(bytes.subarray(4))) return undefined;
  return {
    slot: -1,
    stream: LIVE,
    timeMs: bytes.readDoubleLE(4),
    dtS: bytes.readUInt32LE(12),
    origin: ORIGINS[bytes.readUInt32LE(16)] ?? 'recorded',
    carried: bytes.readUInt32LE(20),
    gpusBegin: false,
  };
}

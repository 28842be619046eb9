// Reads a journal that a stopped or killed process left: every step that was wholly written, in today's columns.
import { readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { COLUMN_BYTES, clearColumns } from '../../contract/tick.ts';
import type { FrameColumns, StoredMetricId } from '../columns.ts';
import { bytesOf, decodeStep, type JournalColumn, STEP_HEAD_BYTES } from './journalStep.ts';
import { type StepLayout, viewSlot } from './layout.ts';
import type { SlotStep } from './message.ts';

export interface JournalStep {
  readonly step: SlotStep;
  /** Borrowed: valid until those of another step are read. */
  readonly columns: FrameColumns;
}

/** None of a file that is not there, or whose head is torn. */
export async function readJournal(
  path: string,
  layout: StepLayout,
): Promise<readonly JournalStep[]> {
  const bytes = await readFile(path).catch(() => Buffer.alloc(0));
  const head = readHead(bytes);
  if (!head) return [];
  const size = STEP_HEAD_BYTES + head.columns.reduce((sum, column) => sum + bytesIn(column), 0);
  const steps: JournalStep[] = [];
  const read = createReader(head.columns, layout);
  for (let at = head.end; at + size <= bytes.length; at += size) {
    const of = bytes.subarray(at, at + size);
    const step = decodeStep(of);
    if (!step) break;
    steps.push({
      step,
      get columns() {
        return read(of);
      },
    });
  }
  return steps;
}

function readHead(
  bytes: Buffer,
): { readonly columns: readonly JournalColumn[]; readonly end: number } | undefined {
  if (bytes.length < 8) return undefined;
  const end = 8 + bytes.readUInt32LE(0);
  const text = bytes.subarray(8, end);
  if (end > bytes.length || crc32(text) !== bytes.readUInt32LE(4)) return undefined;
  return { columns: JSON.parse(text.toString()) as JournalColumn[], end };
}

function bytesIn({ kind, length }: JournalColumn): number {
  return COLUMN_BYTES[kind as keyof typeof COLUMN_BYTES] * length;
}

/**
 * Reads a step into columns that all steps share: minutes of them, each with room for every GPU, would be too much. What
 * the dictionary of today does not know, or knows in another kind, is left out.
 */
function createReader(
  columns: readonly JournalColumn[],
  layout: StepLayout,
): (bytes: Buffer) => FrameColumns {
  const buffer = new ArrayBuffer(layout.columns.byteLength);
  clearColumns(layout.columns, buffer);
  const into = viewSlot(layout, buffer);
  const slots = new Map(layout.columns.slots.map((slot) => [slot.id as string, slot]));
  return (bytes) => {
    let at = STEP_HEAD_BYTES;
    for (const column of columns) {
      const slot = slots.get(column.id);
      const size = bytesIn(column);
      if (slot && slot.kind === column.kind && slot.length === column.length) {
        bytesOf(into[slot.id as StoredMetricId]).set(bytes.subarray(at, at + size));
      }
      at += size;
    }
    return into;
  };
}

// Slots: shared buffers that carry steps to the writing thread; a few in everyday life, more while it is behind.
import type { FrameColumns } from '../columns.ts';
import { type StepLayout, viewSlot } from './layout.ts';

/** Memory that waiting steps may take; beyond it seconds are lost, and history says so. */
const WAITING_BYTES = 96e6;
const FEWEST = 4;
const MOST = 128;

interface Slot {
  readonly index: number;
  readonly columns: FrameColumns;
}

export interface Slots {
  /** A slot to fill, or undefined while as many wait as may. */
  take(): Slot | undefined;
  free(indices: readonly number[]): void;
  /** True while less than half of what may wait does: room for a source that can be asked to wait. */
  readonly roomy: boolean;
  /** True while less than a quarter does: room for a past that is made beside a live stream, whose seconds come first. */
  readonly quiet: boolean;
}

/** `announce` hands each new buffer to the writing thread, in the order of their indices. */
export function createSlots(
  layout: StepLayout,
  announce: (buffer: SharedArrayBuffer) => void,
): Slots {
  const fitting = Math.floor(WAITING_BYTES / layout.columns.byteLength);
  const most = Math.min(MOST, Math.max(FEWEST, fitting));
  const slots: Slot[] = [];
  const idle: Slot[] = [];

  function make(): Slot | undefined {
    if (slots.length >= most) return undefined;
    const buffer = new SharedArrayBuffer(layout.columns.byteLength);
    announce(buffer);
    const slot = { index: slots.length, columns: viewSlot(layout, buffer) };
    slots.push(slot);
    return slot;
  }

  return {
    take: () => idle.pop() ?? make(),
    free(indices) {
      for (const index of indices) {
        const slot = slots[index];
        if (slot) idle.push(slot);
      }
    },
    get roomy() {
      return slots.length - idle.length < most / 2;
    },
    get quiet() {
      return slots.length - idle.length < most / 4;
    },
  };
}

// What each job asks of its GPUs in this step, in one row a slot: the kernel reads rows and nothing else of a job.

/** Fields of a row: index row + field. Share of the step in the phase that can meet the power limit ... */
export const HEAVY_SHARE = 0;
/** ... and in that phase, at the highest clock, dynamic watts, and HBM and NVLink watts. */
export const HEAVY_DYNAMIC = 1;
export const HEAVY_OTHER = 2;
/** Means over the step of all other phases. */
export const LIGHT_DYNAMIC = 3;
export const LIGHT_OTHER = 4;
export const LIGHT_CLOCK = 5;
/** Means over the step of all phases, the ratios and per cent of PhaseLoad. */
export const HBM = 6;
export const NVLINK = 7;
export const SM_ACTIVE = 8;
export const TENSOR_ACTIVE = 9;
export const UTIL = 10;
export const GRACE = 11;
export const TRAY = 12;
export const ROW_FIELDS = 13;

/** By an order; and without power. */
export const DRAINED = 1;
export const DARK = 2;

/** A holder of a tray in this step, and its share of the tray's energy. */
interface TrayShare {
  readonly slot: number;
  readonly share: number;
}

export interface SlotLoads {
  /** Slots of the two rows that are no job: trays in service without one, and trays out of service. */
  readonly idle: number;
  readonly out: number;
  /** A row for each slot, then one for each tray, in use where its load is not just its slot's. */
  readonly rows: Float64Array;
  /** Where the row of each tray begins: its slot's, or its own. */
  readonly rowOfTray: Int32Array;
  /** Serving: what a row gains from no load to full load, and the job's load; rows are then those of no load. */
  readonly rise: Float64Array;
  readonly load: Float64Array;
  /** How far, and how fast, each tray's load wanders about the job's; 0 for jobs that move as one. */
  readonly wander: Float64Array;
  readonly wanderS: Float64Array;
  /** 1 for a tray that changed hands within the step, or waits alone: its own row is filled, its energy shared. */
  readonly split: Uint8Array;
  readonly shares: Map<number, readonly TrayShare[]>;
  /** Why a rack takes no new jobs, DRAINED or DARK or both; 0 for one that does. Kept by the placement. */
  readonly closedRack: Uint8Array;
}

export function createSlotLoads(jobSlots: number, trays: number, racks: number): SlotLoads {
  const slots = jobSlots + 2;
  return {
    idle: jobSlots,
    out: jobSlots + 1,
    rows: new Float64Array((slots + trays) * ROW_FIELDS),
    rowOfTray: new Int32Array(trays),
    rise: new Float64Array(slots * ROW_FIELDS),
    load: new Float64Array(slots),
    wander: new Float64Array(slots),
    wanderS: new Float64Array(slots).fill(1),
    split: new Uint8Array(trays),
    shares: new Map(),
    closedRack: new Uint8Array(racks),
  };
}

/** Where the own row of a tray begins. */
export function ownRow(loads: SlotLoads, tray: number): number {
  return (loads.out + 1 + tray) * ROW_FIELDS;
}

/** Takes what a tray gave to its last holder and gives each holder of the step its share; the sum stays. */
export function shareAmong(
  loads: SlotLoads,
  tray: number,
  given: number,
  lastHolder: number,
  bySlot: Float64Array,
): void {
  for (const { slot, share } of loads.shares.get(tray) ?? []) {
    const part = given * share;
    bySlot[lastHolder] = (bySlot[lastHolder] as number) - part;
    bySlot[slot] = (bySlot[slot] as number) + part;
  }
}

// Who holds which tray: whole racks (NVLink domains) first, then the fullest rack that a small job still fits in.
import { NO_ID } from '../contract/noValue.ts';
import { codeOf } from '../contract/state.ts';
import { DARK, DRAINED, type SlotLoads } from './slotLoad.ts';
import type { Twin } from './twin.ts';

export interface Placement {
  /** Slot of the job that holds each tray, or the idle or out row of the slot loads. */
  readonly slotOfTray: Int32Array;
  /** Trays that a job may have: idle, in racks that take jobs. */
  readonly freeTrays: number;
  /** Counts the times that trays became free. */
  readonly freed: number;
  /** Trays for a job, sorted, and marked as its own; undefined when there are too few. */
  allocate(count: number, slot: number, jobId: number): number[] | undefined;
  /** One more tray for a job that lost one, as near to `rack` as there is. */
  replace(rack: number, slot: number, jobId: number): number | undefined;
  release(trays: readonly number[]): void;
  takeOut(tray: number): void;
  bringBack(tray: number): void;
  /** Keeps new jobs away from a rack, or lets them in again, for one of the reasons at a time. */
  close(rack: number, reason: Closed, closed: boolean): void;
  isClosed(rack: number, reason?: Closed): boolean;
  /** Instant, in seconds, of the changes that follow. */
  setTime(atS: number): void;
  /** Spells of trays with holders that have let go since this was last cleared, in order. */
  readonly spells: readonly Spell[];
  clearSpells(): void;
  /** Instant since when a tray is with its holder. */
  since(tray: number): number;
}

type Closed = 'drained' | 'dark';
const CLOSED_BIT: Record<Closed, number> = { drained: DRAINED, dark: DARK };

/** A tray with one holder, between two instants. */
interface Spell {
  readonly tray: number;
  readonly slot: number;
  readonly fromS: number;
  readonly toS: number;
}

interface TrayMap {
  readonly twin: Twin;
  readonly idle: number;
  readonly out: number;
  readonly memory: {
    readonly slotOfTray: Int32Array;
    /** Whether they may be had or not. */
    readonly idleInRack: Int32Array;
    readonly outInRack: Int32Array;
    readonly closed: Uint8Array;
    freeTrays: number;
    freed: number;
  };
  readonly sinceS: Float64Array;
  spells: Spell[];
  nowS: number;
}

const WORK = codeOf('gpu', 'work');
const IDLE = codeOf('gpu', 'idle');
const OUT = codeOf('gpu', 'out');
/** A rack with at most this many trays out of service still counts as a whole NVLink domain. */
const MOST_OUT = 2;

export function createPlacement(twin: Twin, { idle, out, closedRack }: SlotLoads): Placement {
  const memory = {
    slotOfTray: new Int32Array(twin.trays).fill(idle),
    idleInRack: new Int32Array(twin.racks).fill(twin.traysPerRack),
    outInRack: new Int32Array(twin.racks),
    closed: closedRack,
    freeTrays: twin.trays,
    freed: 0,
  };
  twin.memory.keep('placement', memory);
  const sinceS = new Float64Array(twin.trays).fill(Number.NEGATIVE_INFINITY);
  const map: TrayMap = { twin, idle, out, memory, sinceS, spells: [], nowS: 0 };
  twin.columns.gpuState.fill(IDLE);
  twin.columns.gpuJob.fill(NO_ID);
  return {
    slotOfTray: memory.slotOfTray,
    get freeTrays() {
      return memory.freeTrays;
    },
    get freed() {
      return memory.freed;
    },
    get spells() {
      return map.spells;
    },
    allocate(count, slot, jobId) {
      if (memory.freeTrays < count) return undefined;
      const chosen = choose(map, count);
      for (const tray of chosen) set(map, tray, slot, WORK, jobId);
      return chosen;
    },
    replace: (rack, slot, jobId) => replace(map, rack, slot, jobId),
    release(trays) {
      for (const tray of trays) set(map, tray, idle, IDLE, NO_ID);
    },
    takeOut: (tray) => set(map, tray, out, OUT, NO_ID),
    bringBack: (tray) => set(map, tray, idle, IDLE, NO_ID),
    close: (rack, reason, closed) => close(map, rack, reason, closed),
    isClosed: (rack, reason) =>
      ((memory.closed[rack] as number) & (reason ? CLOSED_BIT[reason] : 255)) !== 0,
    setTime(atS) {
      map.nowS = atS;
    },
    clearSpells() {
      if (map.spells.length > 0) map.spells = [];
    },
    since: (tray) => sinceS[tray] as number,
  };
}

function set(map: TrayMap, tray: number, slot: number, state: number, jobId: number): void {
  const { twin, memory, idle, out, sinceS, nowS } = map;
  const { slotOfTray, idleInRack, outInRack } = memory;
  const rack = Math.floor(tray / twin.traysPerRack);
  const was = slotOfTray[tray] as number;
  const idleChange = Number(slot === idle) - Number(was === idle);
  idleInRack[rack] = (idleInRack[rack] as number) + idleChange;
  outInRack[rack] = (outInRack[rack] as number) + Number(slot === out) - Number(was === out);
  if (memory.closed[rack] === 0) {
    memory.freeTrays += idleChange;
    if (idleChange > 0) memory.freed++;
  }
  slotOfTray[tray] = slot;
  map.spells.push({ tray, slot: was, fromS: sinceS[tray] as number, toS: nowS });
  sinceS[tray] = nowS;
  const from = tray * twin.gpusPerTray;
  twin.columns.gpuState.fill(state, from, from + twin.gpusPerTray);
  twin.columns.gpuJob.fill(jobId, from, from + twin.gpusPerTray);
}

function close({ memory }: TrayMap, rack: number, reason: Closed, closed: boolean): void {
  const was = memory.closed[rack] as number;
  const now = closed ? was | CLOSED_BIT[reason] : was & ~CLOSED_BIT[reason];
  const idle = memory.idleInRack[rack] as number;
  memory.closed[rack] = now;
  if (was === 0 && now !== 0) memory.freeTrays -= idle;
  if (was !== 0 && now === 0) {
    memory.freeTrays += idle;
    memory.freed++;
  }
}

/** Idle trays of a rack that a job may have. */
function freeInRack({ memory }: TrayMap, rack: number): number {
  return memory.closed[rack] === 0 ? (memory.idleInRack[rack] as number) : 0;
}

function replace(map: TrayMap, rack: number, slot: number, jobId: number): number | undefined {
  const from = freeInRack(map, rack) > 0 ? rack : tightest(map, 1, rack);
  if (from < 0) return undefined;
  const chosen: number[] = [];
  pick(map, from, 1, chosen);
  const tray = chosen[0] as number;
  set(map, tray, slot, WORK, jobId);
  return tray;
}

function choose(map: TrayMap, count: number): number[] {
  const { racks, traysPerRack } = map.twin;
  const chosen: number[] = [];
  const taken = new Set<number>();
  const whole = traysPerRack - MOST_OUT;
  for (let rack = 0; rack < racks && count - chosen.length >= whole; rack++) {
    const free = freeInRack(map, rack);
    if (free >= whole && free === traysPerRack - (map.memory.outInRack[rack] as number)) {
      pick(map, rack, count, chosen);
      taken.add(rack);
    }
  }
  // The rest, or the whole of a small job, where it leaves the fewest trays over.
  const rest = count - chosen.length;
  const tight = rest > 0 ? tightest(map, rest, 0, taken) : -1;
  if (tight >= 0) {
    pick(map, tight, count, chosen);
    taken.add(tight);
  }
  for (let rack = 0; rack < racks && chosen.length < count; rack++) {
    if (!taken.has(rack) && freeInRack(map, rack) > 0) pick(map, rack, count, chosen);
  }
  return chosen.sort((a, b) => a - b);
}

/** Appends idle trays of a rack until `wanted` are chosen. */
function pick(map: TrayMap, rack: number, wanted: number, chosen: number[]): void {
  const { traysPerRack } = map.twin;
  const { slotOfTray } = map.memory;
  for (let tray = rack * traysPerRack; tray < (rack + 1) * traysPerRack; tray++) {
    if (chosen.length >= wanted) return;
    if (slotOfTray[tray] === map.idle) chosen.push(tray);
  }
}

/** The rack with the fewest free trays that still has `count`, nearest to `near` among equals; -1 for none. */
function tightest(
  map: TrayMap,
  count: number,
  near: number,
  without?: ReadonlySet<number>,
): number {
  const { racks } = map.twin;
  let best = -1;
  let bestScore = Number.POSITIVE_INFINITY;
  for (let rack = 0; rack < racks; rack++) {
    const free = freeInRack(map, rack);
    if (free < count || free === 0 || without?.has(rack)) continue;
    const score = free * racks + Math.abs(rack - near);
    if (score < bestScore) {
      bestScore = score;
      best = rack;
    }
  }
  return best;
}

// Which trays are in service: each is out for as long as one reason holds, and comes back when none does.
import type { GpuRecords } from './gpuRecords.ts';
import type { Jobs } from './jobs.ts';
import type { Parts } from './parts.ts';
import type { Placement } from './placement.ts';
import { createTrayColumns, type TrayColumns } from './trayColumns.ts';
import { type OutReport, reportBack, reportOut } from './trayReports.ts';
import type { Twin } from './twin.ts';

/** Bits of why a tray is out. */
const OUT_FOR = {
  /** Under repair, or waiting for a spare. */
  repair: 1,
  /** Boots, or cools down first. */
  boot: 2,
  dark: 4,
  leak: 8,
  /** Taken out by an operator. */
  taken: 16,
} as const;
type OutReason = keyof typeof OUT_FOR;
/** Reasons that end by themselves, when the time of the tray has come. */
const TIMED = OUT_FOR.repair | OUT_FOR.boot;

export interface TrayService {
  isOut(tray: number): boolean;
  isOutFor(tray: number, reason: OutReason): boolean;
  /** Takes trays out, or adds a reason; their jobs start again on others. Returns the reference of the event. */
  takeOut(
    trays: readonly number[],
    reason: OutReason,
    second: number,
    told: OutReport,
  ): number | undefined;
  /** The timed reasons of a tray end then; with `parts` it comes back with new ones. */
  keepUntil(tray: number, untilS: number, parts?: boolean): void;
  /** Ends a reason of trays. */
  end(trays: readonly number[], reason: OutReason, second: number): void;
  /** Whatever repair, boot or order keeps trays out is over at once, their old parts in them; whether there was any. */
  clear(trays: readonly number[], second: number): boolean;
  /** A GPU in service starts anew. */
  reset(gpu: number): void;
  /** Ends what is due up to a second, unless it `mayNot` yet. */
  step(second: number, mayNot: (tray: number) => boolean): void;
}

export interface TrayServiceInput {
  readonly twin: Twin;
  readonly placement: Placement;
  readonly records: GpuRecords;
  /** Asked for only once the first step is made. */
  readonly jobs: () => Jobs;
  readonly parts: Pick<Parts, 'swapTray' | 'showLimits'>;
}

interface ServiceMemory {
  readonly reasons: Uint8Array;
  readonly backS: Float64Array;
  readonly newParts: Uint8Array;
  nextBackS: number;
}

interface Context extends TrayServiceInput {
  readonly columns: TrayColumns;
  readonly memory: ServiceMemory;
}

const NEVER = Number.POSITIVE_INFINITY;
/** A tray that must not come back yet is looked at again after so long. */
const LOOK_AGAIN_S = 300;

export function createTrayService(input: TrayServiceInput): TrayService {
  const { twin } = input;
  const columns = createTrayColumns(twin, input.records);
  const memory: ServiceMemory = {
    reasons: new Uint8Array(twin.trays),
    backS: new Float64Array(twin.trays).fill(NEVER),
    newParts: new Uint8Array(twin.trays),
    nextBackS: NEVER,
  };
  twin.memory.keep('trayService', memory);
  const context: Context = { ...input, columns, memory };
  const { reasons } = memory;
  for (let tray = 0; tray < twin.trays; tray++) {
    columns.revive(tray);
    input.parts.showLimits(tray, true);
  }
  return {
    isOut: (tray) => reasons[tray] !== 0,
    isOutFor: (tray, reason) => ((reasons[tray] as number) & OUT_FOR[reason]) !== 0,
    takeOut: (trays, reason, second, told) => takeOut(context, trays, reason, second, told),
    keepUntil: (tray, untilS, parts = false) => keepUntil(memory, tray, untilS, parts),
    end: (trays, reason, second) => lift(context, trays, OUT_FOR[reason], second),
    clear: (trays, second) => clear(context, trays, second),
    reset: columns.reset,
    step: (second, mayNot) => step(context, second, mayNot),
  };
}

function takeOut(
  { twin, placement, jobs, columns, memory, parts }: Context,
  trays: readonly number[],
  reason: OutReason,
  second: number,
  told: OutReport,
): number | undefined {
  const { reasons } = memory;
  const lost = trays.filter((tray) => reasons[tray] === 0);
  for (const tray of trays) reasons[tray] = (reasons[tray] as number) | OUT_FOR[reason];
  if (lost.length === 0) return undefined;
  const running = !told.before;
  if (running) jobs().advance(second);
  // One of the trays that each job loses.
  const hit = new Map(lost.map((tray) => [placement.slotOfTray[tray] as number, tray]));
  if (running) jobs().loseTrays(lost, second);
  for (const tray of lost) {
    if (!running) placement.takeOut(tray);
    columns.silence(tray);
    parts.showLimits(tray, false);
  }
  if (!running) return undefined;
  const event = reportOut(twin, lost, second, told);
  for (const [slot, tray] of hit) jobs().restart(slot, second, told.cause, event, tray);
  return event;
}

function keepUntil(memory: ServiceMemory, tray: number, untilS: number, parts: boolean): void {
  memory.backS[tray] = untilS;
  if (parts) memory.newParts[tray] = 1;
  memory.nextBackS = Math.min(memory.nextBackS, untilS);
}

/** Ends reasons of trays; those with none left are back. */
function lift(c: Context, trays: readonly number[], bits: number, second: number): void {
  const { twin, memory, jobs } = c;
  const { reasons } = memory;
  const back = trays.filter((tray) => {
    const had = reasons[tray] as number;
    reasons[tray] = had & ~bits;
    return had !== 0 && reasons[tray] === 0;
  });
  if (back.length === 0) return;
  jobs().advance(second);
  for (const tray of back) comeBack(c, tray);
  reportBack(twin, back, second);
}

function comeBack(c: Context, tray: number): void {
  const { twin, memory, records } = c;
  if (memory.newParts[tray] === 1) {
    memory.newParts[tray] = 0;
    c.parts.swapTray(tray);
    const { from, to } = twin.places.within('gpu', 'tray', tray);
    for (let gpu = from; gpu < to; gpu++) records.replace(gpu);
  }
  memory.backS[tray] = NEVER;
  c.placement.bringBack(tray);
  c.columns.revive(tray);
  c.parts.showLimits(tray, true);
}

function clear(c: Context, trays: readonly number[], second: number): boolean {
  const { reasons, newParts, backS } = c.memory;
  const own = TIMED | OUT_FOR.taken;
  const held = trays.filter((tray) => ((reasons[tray] as number) & own) !== 0);
  for (const tray of held) {
    newParts[tray] = 0;
    backS[tray] = NEVER;
  }
  lift(c, held, own, second);
  return held.length > 0;
}

function step(c: Context, second: number, mayNot: (tray: number) => boolean): void {
  const { twin, memory } = c;
  const { backS } = memory;
  if (memory.nextBackS > second) return;
  memory.nextBackS = NEVER;
  const due: number[] = [];
  for (let tray = 0; tray < twin.trays; tray++) {
    if ((backS[tray] as number) <= second) {
      const waits = mayNot(tray);
      backS[tray] = waits ? second + LOOK_AGAIN_S : NEVER;
      if (!waits) due.push(tray);
    }
    memory.nextBackS = Math.min(memory.nextBackS, backS[tray] as number);
  }
  lift(c, due, TIMED, second);
}

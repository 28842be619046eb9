// Trays that changed hands within a step, or wait alone: a row of their own for the step, and who pays for their energy.
import type { Placement } from './placement.ts';
import {
  HEAVY_DYNAMIC,
  HEAVY_OTHER,
  HEAVY_SHARE,
  LIGHT_DYNAMIC,
  LIGHT_OTHER,
  ownRow,
  ROW_FIELDS,
  type SlotLoads,
} from './slotLoad.ts';

/** A tray of a job that waits while the rest of the job works: a replica that loads its model again. */
export interface TrayWait {
  readonly tray: number;
  readonly slot: number;
  /** Instants in seconds. */
  readonly fromS: number;
  readonly untilS: number;
}

export interface TraySplits {
  /** Fills the own rows of the step (fromS, toS]; the rows of slots are there already. */
  fill(fromS: number, toS: number, waits: readonly TrayWait[]): void;
}

/** Part of the step: a slot that held the tray, for how long, and whether it worked or waited. */
interface Part {
  readonly slot: number;
  spanS: number;
  readonly waits: boolean;
}

export function createTraySplits(
  loads: SlotLoads,
  placement: Placement,
  waiting: Float64Array,
  ownW: number,
): TraySplits {
  const scratch = new Float64Array(ROW_FIELDS);

  function fillTray(tray: number, parts: readonly Part[], dtS: number): void {
    const target = ownRow(loads, tray);
    const { rows } = loads;
    rows.fill(0, target, target + ROW_FIELDS);
    const weights = parts.map(({ slot, spanS, waits }) => {
      if (waits) scratch.set(waiting);
      else rowOf(loads, slot, scratch);
      mix(rows, target, scratch, spanS / dtS);
      return slot === loads.out ? 0 : spanS * (ownW + wattsOf(scratch));
    });
    finish(rows, target);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (total <= 0) return;
    loads.split[tray] = 1;
    loads.shares.set(
      tray,
      parts.map(({ slot }, i) => ({ slot, share: (weights[i] as number) / total })),
    );
  }

  return {
    fill(fromS, toS, waits) {
      for (const tray of loads.shares.keys()) loads.split[tray] = 0;
      loads.shares.clear();
      if (placement.spells.length === 0 && waits.length === 0) return;
      for (const [tray, parts] of partsOf(loads, placement, fromS, toS, waits)) {
        if (parts.length > 1 || parts[0]?.waits) fillTray(tray, parts, toS - fromS);
      }
    },
  };
}

function partsOf(
  loads: SlotLoads,
  placement: Placement,
  fromS: number,
  toS: number,
  waits: readonly TrayWait[],
): Map<number, Part[]> {
  const found = new Map<number, Part[]>();
  const note = (tray: number, slot: number, spanS: number): void => {
    const parts = found.get(tray) ?? [];
    if (spanS > 0) parts.push({ slot, spanS, waits: false });
    found.set(tray, parts);
  };
  for (const spell of placement.spells) {
    note(spell.tray, spell.slot, Math.min(toS, spell.toS) - Math.max(fromS, spell.fromS));
  }
  const holderSpanS = (tray: number): number => toS - Math.max(fromS, placement.since(tray));
  // What is out at the end reports nothing for the step.
  for (const [tray, parts] of found) {
    const slot = placement.slotOfTray[tray] as number;
    if (slot === loads.out) found.delete(tray);
    else if (holderSpanS(tray) > 0) parts.push({ slot, spanS: holderSpanS(tray), waits: false });
  }
  for (const { tray, slot, fromS: waitFromS, untilS } of waits) {
    const waitS = Math.min(toS, untilS) - Math.max(fromS, waitFromS, placement.since(tray));
    if (waitS <= 0 || placement.slotOfTray[tray] !== slot) continue;
    if (!found.has(tray)) note(tray, slot, holderSpanS(tray));
    const parts = found.get(tray) as Part[];
    const holder = parts.at(-1) as Part;
    holder.spanS -= waitS;
    if (holder.spanS <= 0) parts.pop();
    parts.push({ slot, spanS: waitS, waits: true });
  }
  return found;
}

/** The row of a slot at its job's own load. */
function rowOf({ rows, rise, load }: SlotLoads, slot: number, out: Float64Array): void {
  const from = slot * ROW_FIELDS;
  for (let i = 0; i < ROW_FIELDS; i++) {
    out[i] = (rows[from + i] as number) + (load[slot] as number) * (rise[from + i] as number);
  }
}

/** Adds a row for a share of the step; the watts of the heavy phase count by its own share until `finish`. */
function mix(rows: Float64Array, target: number, row: Float64Array, share: number): void {
  const heavy = row[HEAVY_SHARE] as number;
  for (let i = 0; i < ROW_FIELDS; i++) {
    const by = i === HEAVY_DYNAMIC || i === HEAVY_OTHER ? share * heavy : share;
    rows[target + i] = (rows[target + i] as number) + by * (row[i] as number);
  }
}

function finish(rows: Float64Array, target: number): void {
  const heavy = rows[target + HEAVY_SHARE] as number;
  if (heavy <= 0) return;
  for (const field of [HEAVY_DYNAMIC, HEAVY_OTHER]) {
    rows[target + field] = (rows[target + field] as number) / heavy;
  }
}

/** Watts of a GPU that a row asks for beside its own. */
function wattsOf(row: Float64Array): number {
  return (
    (row[LIGHT_DYNAMIC] as number) +
    (row[LIGHT_OTHER] as number) +
    (row[HEAVY_SHARE] as number) * ((row[HEAVY_DYNAMIC] as number) + (row[HEAVY_OTHER] as number))
  );
}

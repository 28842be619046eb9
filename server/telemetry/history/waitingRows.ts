// What is known of the rows that wait for the database: which may wait on, because the journal keeps them, and which may not.
import type { SlotStep } from './message.ts';
import type { TableWriter } from './tableWriter.ts';
import type { Tier, TierScope } from './tiers.ts';

export interface WaitingRows {
  /** Rows of a tier have been added to a table. */
  rows(tier: Tier, timeMs: number, table: TableWriter): void;
  /** Rows may come now that the journal does not keep: of a step, or without one of the end of a stream. */
  from(live: boolean, step: Pick<SlotStep, 'origin'> | undefined): void;
  /** Tables with minutes of a kind that no journal keeps. */
  readonly pressing: ReadonlySet<TableWriter>;
  /** The first of them are after this time; undefined where none wait. */
  readonly fromMs: number | undefined;
  /** All should go to the database, at this time of the live stream. */
  due(liveMs: number): boolean;
  pressed(): void;
  /** Everything has gone; the live stream has come to `liveMs`. */
  gone(liveMs: number): void;
}

const MINUTE_MS = 60_000;
/**
 * Recorded seconds and minutes that the journal keeps too go to the database so often, in site time: a quarter of a
 * millisecond a table and 20 us a column, however few the rows. Not less often, because a question about them waits for
 * their commit, 0.4 ms a second. Quarter-hours, and with them days, end with it.
 */
const WHOLE_MS = 180_000;

/** `journalled`: kinds of place whose recorded steps are in the journal. */
export function createWaitingRows(journalled: ReadonlySet<TierScope>): WaitingRows {
  const pressing = new Set<TableWriter>();
  /** More waits than recorded seconds, which may always wait. */
  let ripe = false;
  /** What waits is not all of recorded live steps. */
  let mixed = false;
  let wholeMs = Number.NaN;
  let fromMs: number | undefined;

  return {
    rows(tier, timeMs, table) {
      if (!journalled.has(tier.scope)) pressing.add(table);
      if (tier.step !== 'second') ripe = true;
      fromMs = Math.min(fromMs ?? timeMs, timeMs - tier.stepS * 1_000);
    },
    from(live, step) {
      const recorded = step?.origin === 'recorded';
      if (!recorded || !live) mixed = true;
      if (live && step && !recorded) ripe = true;
    },
    pressing,
    get fromMs() {
      return fromMs;
    },
    due(liveMs) {
      if (!ripe) return false;
      // Beyond a whole minute the database then has whole minutes of what is pressing, and nothing else.
      const fromMinute = wholeMs % MINUTE_MS === 0;
      return mixed || !fromMinute || Math.floor(liveMs / WHOLE_MS) > Math.floor(wholeMs / WHOLE_MS);
    },
    pressed: () => pressing.clear(),
    gone(liveMs) {
      pressing.clear();
      [ripe, mixed, wholeMs, fromMs] = [false, false, liveMs, undefined];
    },
  };
}

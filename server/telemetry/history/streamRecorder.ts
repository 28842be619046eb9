// One stream of steps: the live one, or a past that is made beside it; every kind of place that its steps carry.
import type { FrameColumns } from '../columns.ts';
import type { StepLayout } from './layout.ts';
import type { ScopeTiers, WriteRows } from './levels.ts';
import type { SlotStep, WriterStart } from './message.ts';
import { type OpenBuckets, openScopeOf } from './openBuckets.ts';
import { type Period, periodOf } from './period.ts';
import { createScopeStream, LONGEST_FINE_STEP_S, type ScopeStream } from './scopeStream.ts';
import type { Stretches } from './stretches.ts';
import type { Tier, TierScope } from './tiers.ts';

export interface StreamRecorder {
  readonly live: boolean;
  /** END of its last step; before the first, the end of what is on disk. */
  readonly timeMs: number;
  /** Three-hour periods, each with the END of a row in it, and tiers that the rows of a step go to; without a step, those of the end of the stream. */
  periods(step?: SlotStep): ReadonlyMap<Period, number>;
  tiersOf(step?: SlotStep): readonly Tier[];
  /** Its rows of one kind of place. */
  scope(scope: TierScope): ScopeStream;
  step(step: SlotStep, columns: FrameColumns, write: WriteRows): void;
  /** These columns are still to be read. */
  holds(columns: FrameColumns): boolean;
  /** Reads what is still to be read: no columns are held any more. */
  settle(): void;
  /** The end of a past: what is open is written as it stands. */
  closeOpen(write: WriteRows): void;
  /** The end of the program: minutes that only this thread knows are written, to be opened again. */
  saveOpenMinutes(write: WriteRows): void;
  /** What is open now, copied. */
  open(): OpenBuckets;
}

export interface StreamParts {
  readonly tiers: readonly Tier[];
  readonly layout: StepLayout;
  readonly widths: WriterStart['widths'];
  readonly stretches: Stretches;
}

/** `keptToMs`: steps up to here are on disk; NaN where there are none. */
export function createStreamRecorder(
  { tiers, layout, widths, stretches }: StreamParts,
  live: boolean,
  keptToMs: number,
): StreamRecorder {
  const byScope = new Map<TierScope, ScopeStream>();
  const track = stretches.track(live, keptToMs);
  let timeMs = keptToMs;

  function scopeOf(scope: TierScope): ScopeStream {
    const known = byScope.get(scope);
    if (known) return known;
    const made = createScopeStream(scopeTiers(tiers, scope, widths[scope] ?? 0));
    if (!Number.isNaN(keptToMs)) made.keptToMs = keptToMs;
    byScope.set(scope, made);
    return made;
  }

  return {
    live,
    get timeMs() {
      return timeMs;
    },
    periods(step) {
      const times = [timeMs, step?.timeMs ?? Number.NaN].filter((time) => !Number.isNaN(time));
      return new Map(times.map((time) => [periodOf(time, 3), time]));
    },
    tiersOf(step) {
      const fine = live || (step !== undefined && step.dtS <= LONGEST_FINE_STEP_S);
      return tiers.filter((tier) => {
        if (!fine && tier.step !== 'quarter') return false;
        const bit = 1 << layout.scopes.indexOf(tier.scope);
        return step ? (step.carried & bit) !== 0 : byScope.has(tier.scope);
      });
    },
    scope: scopeOf,
    step(step, columns, write) {
      for (const [bit, scope] of layout.scopes.entries()) {
        if ((step.carried & (1 << bit)) === 0) continue;
        const rows = scopeOf(scope);
        if (step.gpusBegin && scope === 'gpu') rows.keptToMs = step.timeMs;
        rows.step(step, columns, write);
      }
      if (step.timeMs <= timeMs) return;
      timeMs = step.timeMs;
      track.note(step);
    },
    holds: (columns) => [...byScope.values()].some((stream) => stream.holds(columns)),
    settle() {
      for (const stream of byScope.values()) stream.settle();
    },
    closeOpen(write) {
      for (const stream of byScope.values()) stream.closeOpen(write);
    },
    saveOpenMinutes(write) {
      for (const stream of byScope.values()) stream.saveOpenMinute(write);
    },
    open: () => ({ timeMs, scopes: [...byScope.values()].map(openScopeOf) }),
  };
}

function scopeTiers(tiers: readonly Tier[], scope: TierScope, width: number): ScopeTiers {
  const find = (step: Tier['step']): Tier | undefined =>
    tiers.find((tier) => tier.scope === scope && tier.step === step);
  const minute = find('minute');
  if (!minute) throw new Error(`no minutes are kept of ${scope}`);
  return { scope, width, second: find('second'), minute, quarter: find('quarter') };
}

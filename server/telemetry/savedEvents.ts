// What outlives a restart of events and of the limits that raise them.
import type { EventRecord } from '../contract/event.ts';
import type { RuleWatchState } from './limits/ruleWatch.ts';

/** What is remembered from before a start. */
export interface RememberedEvents {
  /** Ids go on after it. */
  readonly lastId: number;
  /** Oldest first. */
  readonly records: readonly EventRecord[];
  /** Until when they are known: what still stood then is over, unless it is recalled. */
  readonly endMs: number;
}

/** Plain data of structured clone. */
export interface EventLogState {
  readonly lastId: number;
  /** A source's own references, with the ids of their events. */
  readonly refs: readonly (readonly [ref: number, id: number])[];
}

/** By the id of a rule, plain data of structured clone: what its watch knows, and its lines with the event of each. */
export type LimitsState = Readonly<
  Record<
    string,
    {
      readonly watch: RuleWatchState;
      readonly lines: readonly {
        readonly group: number;
        readonly record: EventRecord;
        /** Farthest reading beyond the limit so far; older states have none, and NaN is not known. */
        readonly worst?: number;
      }[];
    }
  >
>;

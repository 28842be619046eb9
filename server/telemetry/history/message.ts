// What the thread that records and the thread that writes say to each other.
import type { EventRecord } from '../../contract/event.ts';
import type { Job } from '../../contract/job.ts';
import type { LedgerRow } from '../ledger/ledgerRow.ts';
import type { StepOrigin, StoreProblem, StoreRows, StoreUsage } from './history.ts';
import type { StepLayout } from './layout.ts';
import type { LegendRow } from './legend.ts';
import type { StretchNews } from './stretches.ts';
import type { Tier, TierScope } from './tiers.ts';

/** What the writing thread is told at its birth. */
export interface WriterStart {
  readonly folder: string;
  readonly site: string;
  /** The tiers as the dictionary of today plans them, and where their columns lie in a slot. */
  readonly tiers: readonly Tier[];
  readonly layout: StepLayout;
  /** How many values a column of each scope has. */
  readonly widths: Readonly<Partial<Record<TierScope, number>>>;
  /** Only while the folder has no legend of places. */
  readonly legend: readonly LegendRow[] | undefined;
  readonly capBytes: number;
  readonly reserveBytes: number;
}

/** Number of the live stream; pasts count on from it. */
export const LIVE = 0;

/** A step whose columns lie in a slot. */
export interface SlotStep {
  readonly slot: number;
  readonly stream: number;
  readonly timeMs: number;
  readonly dtS: number;
  readonly origin: StepOrigin;
  /** A bit for each scope of the layout that the step knows something of. */
  readonly carried: number;
  /** Of the GPUs it carries only the counters count: they are kept from the next step on. */
  readonly gpusBegin: boolean;
}

export interface Records {
  readonly events: readonly EventRecord[];
  readonly jobs: readonly Job[];
  readonly ledger: readonly LedgerRow[];
}

export const NO_RECORDS: Records = { events: [], jobs: [], ledger: [] };

export type ToWriter =
  | { readonly kind: 'slot'; readonly buffer: SharedArrayBuffer }
  | { readonly kind: 'step'; readonly step: SlotStep }
  | { readonly kind: 'records'; readonly records: Records }
  | {
      readonly kind: 'past';
      readonly stream: number;
      readonly fromMs: number;
      readonly toMs: number;
    }
  | { readonly kind: 'pastEnd'; readonly stream: number; readonly ask: number }
  | { readonly kind: 'pastLetGo'; readonly stream: number }
  | { readonly kind: 'keepOpen'; readonly ask: number }
  | {
      readonly kind: 'query';
      readonly ask: number;
      readonly sql: string;
      readonly params: readonly (number | string | null)[];
      readonly fromMs: number;
      readonly toMs: number;
    }
  | { readonly kind: 'cancel'; readonly ask: number }
  | { readonly kind: 'usage'; readonly ask: number }
  | { readonly kind: 'close' };

/** What is on disk. */
export interface Stored {
  readonly lastRecordedMs: number;
  readonly maxEventId: number;
  readonly maxJobId: number;
  readonly stretches: StretchNews;
}

export type FromWriter =
  | {
      readonly kind: 'opened';
      readonly stored: Stored;
      readonly tiers: readonly Tier[];
      readonly damaged: readonly string[];
    }
  | {
      readonly kind: 'shut';
      readonly why: 'locked' | 'unreadable' | 'refused';
      readonly message: string;
    }
  | {
      readonly kind: 'written';
      readonly slots: readonly number[];
      readonly stored: Stored | undefined;
    }
  | { readonly kind: 'rows'; readonly ask: number; readonly rows: StoreRows }
  | { readonly kind: 'usageIs'; readonly ask: number; readonly usage: StoreUsage }
  | { readonly kind: 'done'; readonly ask: number }
  | {
      readonly kind: 'error';
      readonly ask: number;
      readonly message: string;
      /** The store cannot answer anything just now: the question is not at fault. */
      readonly silent: boolean;
    }
  | {
      readonly kind: 'problem';
      readonly problem: StoreProblem | undefined;
    }
  | { readonly kind: 'upkeepFailed'; readonly message: string }
  | { readonly kind: 'closed' };

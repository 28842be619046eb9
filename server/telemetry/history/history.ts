// What the store offers: steps, events, jobs and ledger lines go in; rows of the tiers come out; and how full it is.
import type { StoreAnswer } from '../../contract/apiHistory.ts';
import type { EventRecord, SourceEvent } from '../../contract/event.ts';
import type { Job } from '../../contract/job.ts';
import type { Site } from '../../contract/site.ts';
import type { FrameColumns } from '../columns.ts';
import type { LedgerRow } from '../ledger/ledgerRow.ts';
import type { History } from '../telemetry.ts';
import type { EnergyPart, PlaceEnergy, PlaceKindOfEnergy, SiteMeters } from './energyFigures.ts';
import type { SeriesQuestion } from './seriesSql.ts';
import type { Tier } from './tiers.ts';

/** How a step came to be known. */
export type StepOrigin = 'recorded' | 'backfilled' | 'modelledYear';

/** A part of time that the store knows, fromMs < t <= toMs, and how it came to know it. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly origin: StepOrigin;
}

/** A step to remember; its columns are borrowed until `record` returns. A missing column is not known. */
export interface RecordedStep {
  /** END of the step, UTC epoch, a whole second. */
  readonly timeMs: number;
  /** 1 while recording; a step of a past may be longer, and ends no later than the quarter-hour it begins in. */
  readonly dtS: number;
  readonly origin: StepOrigin;
  readonly columns: Partial<FrameColumns>;
  /**
   * GPUs, the bulk of a step, are left out of what a first start makes before the site is live. Of the last step before they
   * are kept only their counters are read: from there the next step grows.
   */
  readonly gpus?: 'without' | 'counters';
}

export interface HistoryOptions {
  /** The folder of `--data`; the store's own folder is made in it. */
  readonly root: string;
  readonly site: Site;
  readonly seed: number | null;
  /** Site time of the start, for the name of a corrupt folder that is put aside. */
  readonly nowMs: number;
  /** Bytes that the folder may take; 20 GB unless told. */
  readonly capBytes?: number;
  /** Free bytes of the disk below which nothing is written; 500 MB unless told. */
  readonly reserveBytes?: number;
  /** What happened to the store: put aside as corrupt, disk full, writing again, seconds lost. */
  readonly event: (event: SourceEvent) => void;
}

/**
 * A past that is written beside the live stream, its steps in order. After a crash it may be begun again with the same
 * span: what is on disk is skipped.
 */
export interface PastWriter {
  /** Copied once there is room. Rejects when nothing could be written meanwhile: then it must be begun again. */
  record(step: RecordedStep): Promise<void>;
  /** What is still open is written; the stretch is closed. Rejects when any of it was let go. */
  close(): Promise<void>;
  /** Given up: the quarter-hour that is open is forgotten; nothing is held for it any more. */
  letGo(): void;
}

/**
 * SQL over the tiers: `{rackMinute}` stands for all rows of that tier whose days overlap the span, sealed or not.
 * `{event}`, `{job}`, `{ledger}` and `{stretch}` stand for those tables. Parameters are `$1`, `$2` ...
 */
export interface StoreQuery {
  readonly sql: string;
  readonly params?: readonly (number | string | null)[];
  /** Only files that hold rows with fromMs < time <= toMs are opened; the SQL itself still has to say the span. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Ends the query early; the promise rejects with its reason. */
  readonly signal?: AbortSignal;
}

/** Numbers, and times as epoch in ms, with NaN for NULL; text with null. */
export type StoreColumn = Float64Array | readonly (string | null)[];

export interface StoreRows {
  readonly rows: number;
  readonly columns: Readonly<Record<string, StoreColumn>>;
}

/** Why nothing is written. */
export interface StoreProblem {
  readonly code: 'full' | 'failed';
  /** One sentence. */
  readonly message: string;
}

/** The store as `GET /api/store` tells it; how far a back-fill has come is its maker's to say. */
export type StoreUsage = Omit<StoreAnswer, 'backfill'>;

/** What was asked for before, in memory. */
export interface WarmPast {
  /**
   * Rows as `seriesSql` has them, of the quarter-hours and minutes that are on disk; the newest few may be missing. undefined
   * for what is not kept here. The first question of a metric reads it from the store; rejects when that does.
   */
  series(tier: Tier, question: SeriesQuestion): Promise<StoreRows | undefined>;
  /** What counters have grown by the second, up to the newest one that was told. */
  readonly newest: History;
  /** As the store answers, of what is on disk or newer; undefined for what is not kept here. */
  siteMeters(part: EnergyPart): Promise<SiteMeters | undefined>;
  placeEnergy(
    kind: PlaceKindOfEnergy,
    part: EnergyPart,
  ): Promise<readonly PlaceEnergy[] | undefined>;
}

export interface HistoryStore {
  readonly tiers: readonly Tier[];
  /** Keeps a step of the live stream: copied at once, written soon. Never blocks; a step that is already kept is skipped. */
  record(step: RecordedStep): void;
  /** Resolves when the next step will not have to wait in memory: for a source that is faster than the disk. */
  whenRoom(): Promise<void>;
  /**
   * Opens a second stream, for a stretch of the past: whole quarter-hours. Throws a RangeError for others, and an Error
   * while nothing can be written.
   */
  past(fromMs: number, toMs: number): PastWriter;
  /** New or changed events, jobs and lines of the ledger; each replaces what is kept under its key. */
  events(records: readonly EventRecord[]): void;
  jobs(jobs: readonly Job[]): void;
  ledger(rows: readonly LedgerRow[]): void;
  /**
   * Keeps the minutes and quarter-hours that are open after the newest step that was told: a start takes them back, and a
   * source that goes on from this step has missed nothing. Resolves once they are on disk.
   */
  keepOpen(): Promise<void>;
  /** Rejects with StoreSilent while nobody can answer. */
  query(query: StoreQuery): Promise<StoreRows>;
  readonly warm: WarmPast;
  usage(): Promise<StoreUsage>;
  /** END of the newest recorded step that is on disk; NaN of an empty store. */
  readonly lastRecordedMs: number;
  /** Which time is on disk, by the begin of each stretch; a stretch that is part of another of its origin is left out. */
  stretches(): readonly Stretch[];
  /** Highest ids that are on disk; 0 of an empty store. */
  readonly maxEventId: number;
  readonly maxJobId: number;
  /** Why nothing is written just now; undefined in everyday life. */
  readonly problem: StoreProblem | undefined;
  /** The store's own folder; `state/` in it is free for the source's saved state. */
  readonly folder: string;
  /** Writes what is still waiting, and lets go of folder and thread. */
  close(): Promise<void>;
}

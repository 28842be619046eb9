// What telemetry offers to those who deliver: the newest frame, what is remembered, and what it means.
import type { EventRecord, SiteStatus } from '../contract/event.ts';
import type { PlaceIds } from '../contract/id.ts';
import type { Job } from '../contract/job.ts';
import type { MetricId } from '../contract/metrics.ts';
import type { Places } from '../contract/place.ts';
import type { Site } from '../contract/site.ts';
import type { SourceDescription, SourceSinks } from '../contract/source.ts';
import type { Tick } from '../contract/tick.ts';
import type { FrameColumns } from './columns.ts';
import type { EfficiencyBook, EfficiencyState } from './efficiency/efficiency.ts';
import type { JobBook } from './jobBook.ts';
import type { LedgerState } from './ledger/ledger.ts';
import type { LedgerBook } from './ledger/ledgerBook.ts';
import type { EventLogState, LimitsState } from './savedEvents.ts';

/** The newest published second: the tick, copied, with what telemetry concludes from it. */
export interface LiveFrame {
  /** Counts published frames; 0 before the first. */
  readonly seq: number;
  readonly timeMs: number;
  readonly columns: FrameColumns;
  /** Value i of any metric, those computed on read included; NaN, NO_CODE or NO_ID when not known. */
  value(metric: MetricId, index: number): number;
  /** Share of the parts of a rolled-up value that were known, 0 to 1; 1 for all others. */
  coverage(metric: MetricId, index: number): number;
}

export interface RangeRequest {
  readonly metric: MetricId;
  /** Indices of places in the metric's scope. */
  readonly places: readonly number[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepS: number;
}

/** One place's past: per step its lowest, mean and highest value and the share of seconds that were known. */
export interface RangeSeries {
  readonly place: number;
  readonly min: Float64Array;
  readonly mean: Float64Array;
  readonly max: Float64Array;
  readonly coverage: Float64Array;
}

interface RangeAnswer {
  /** END of each step. */
  readonly timesMs: Float64Array;
  readonly series: readonly RangeSeries[];
}

export interface History {
  /** The span that can be asked for, or undefined when this metric is not remembered. */
  span(
    metric: MetricId,
  ): { readonly fromMs: number; readonly toMs: number; readonly stepS: number } | undefined;
  range(request: RangeRequest): RangeAnswer;
}

export interface EventBook {
  /** Newest first. `at` keeps the events of these places and of what stands in them. */
  list(query: EventsRequest): readonly EventRecord[];
  /** Alarms that stand now, causes before consequences. */
  standing(): readonly EventRecord[];
  readonly status: SiteStatus;
  /** Events that are new or changed since a version; `version` grows with every one. */
  since(version: number): readonly EventRecord[];
  readonly version: number;
}

export interface EventsRequest {
  readonly severity?: EventRecord['severity'];
  readonly at?: readonly string[];
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly limit: number;
}

export interface TelemetryCounts {
  readonly published: number;
  readonly skipped: number;
  readonly overrun: number;
  readonly gaps: number;
  /** Delay of the newest tick's hand-over; NaN where the site's clock is not the wall's. */
  readonly lateMs: number;
}

/** A step that was taken in: every column concluded; borrowed until the listener returns. */
export interface TakenStep {
  /** END of the step. */
  readonly timeMs: number;
  readonly dtS: number;
  /** False before the first published second: the past of a start. */
  readonly begun: boolean;
  readonly columns: FrameColumns;
}

/** What must outlive a restart of jobs and meters, as plain data of structured clone (NaN, typed arrays). */
export interface AccountsState {
  readonly version: 2;
  /** END of the last step that was taken in: the source must go on from here. */
  readonly timeMs: number;
  readonly jobs: readonly Job[];
  readonly ledger: LedgerState;
  readonly efficiency: EfficiencyState;
}

/** All that must outlive a restart, but for the ring and for events that no longer stand. */
export interface TelemetryState extends AccountsState {
  readonly events: EventLogState;
  readonly limits: LimitsState;
}

export interface Telemetry {
  readonly site: Site;
  readonly places: Places;
  readonly ids: PlaceIds;
  readonly source: SourceDescription;
  readonly frame: LiveFrame;
  readonly history: History;
  readonly jobs: JobBook;
  readonly events: EventBook;
  readonly ledger: LedgerBook;
  readonly efficiency: EfficiencyBook;
  readonly counts: TelemetryCounts;
  /** Called after each published frame; returns its undo. */
  onFrame(listener: () => void): () => void;
  /** Called with every step that is to be remembered, the past of a start included; returns its undo. */
  onStep(listener: (step: TakenStep) => void): () => void;
  /** Set once the source has died; nothing follows. */
  readonly failure: Error | undefined;
  /** What the source calls. */
  readonly sinks: Omit<SourceSinks, 'tick'> & { tick(tick: Tick): void };
  /** To be asked for between two ticks, with the state of the source at the same time. */
  save(): TelemetryState;
  /**
   * Before the first tick. Throws one sentence when the state is of another version or does not fit the site: then
   * this telemetry is to be given up for a new one.
   */
  restore(saved: TelemetryState): void;
}

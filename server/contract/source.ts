// The seam between where ticks come from and everything that remembers, shows or serves them.
import type { Command, CommandResult } from './command.ts';
import type { SourceEvent } from './event.ts';
import type { Job } from './job.ts';
import type { MetricId, ReadMetricId } from './metrics.ts';
import type { Site } from './site.ts';
import type { Text } from './text.ts';
import type { Tick } from './tick.ts';

export type ProvenanceBasis = 'measured' | 'modelled' | 'assumed';

/** A title in the language it was published in, or words of our own in both. */
export type Citation = string | Text;

export interface Provenance {
  readonly basis: ProvenanceBasis;
  /** How it is computed, or how it is measured. */
  readonly formula: Text;
  readonly sources: readonly Citation[];
}

/** The source of a sum, a state or a ratio of other metrics: it stands on their rows. */
export const BY_DEFINITION: Text = {
  en: 'By definition, from the metrics that the formula names',
  fr: 'Par définition, à partir des grandeurs que nomme la formule',
};

export interface SourceDescription {
  /** 'simulated' puts the mark "Synthetic data" on everything. */
  readonly kind: 'simulated' | 'replayed' | 'measured';
  readonly site: Site;
  /** Site seconds per wall second; 1 in everyday life. */
  readonly speed: number;
  readonly seed: number | null;
  /** Of every metric that the source fills. */
  readonly provenance: Readonly<Partial<Record<MetricId, Provenance>>>;
  /** What command startJob takes as its profile. */
  readonly jobProfiles?: readonly string[];
}

export interface SourceSinks {
  /** A source that makes a past, or makes up for missed seconds, waits for a promise before it goes on. */
  tick(tick: Tick): void | Promise<void>;
  /** Reported before the tick of the same second. */
  event(event: SourceEvent): void;
  /** At its start, change and end; the slot's columns follow in the tick of the same second. */
  job(job: Job): void;
  /** The source has died and will send no more. */
  failed(error: Error): void;
}

/** One series: END of each step and its mean. */
export interface Waveform {
  readonly timesMs: Float64Array;
  readonly values: Float32Array;
}

/**
 * What is expected of a metric from now on; `low` and `high` hold the truth two times in three (one deviation).
 * NaN where nothing is expected yet, and no band where the value is known.
 */
export interface Forecast {
  readonly stepS: number;
  /** END of each step; the first holds now. */
  readonly timesMs: Float64Array;
  readonly values: Float32Array;
  readonly low: Float32Array;
  readonly high: Float32Array;
}

/** A stretch of the past that a source can make: steps of stepS over (fromMs, toMs]. */
export interface PastRequest {
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepS: number;
}

export interface PastTicks extends AsyncIterable<Tick> {
  /** Ends it at once: who waits for a tick is rejected. */
  end(): void;
}

/** A capability that is missing answers 501 with one sentence. */
export interface Source {
  describe(): SourceDescription;
  /** Ticks begin to flow; returns its undo, which resolves when the source has let go of everything. */
  start(sinks: SourceSinks): () => Promise<void>;
  /**
   * Values of a metric that is not in the tick, for places from <= i < to of its scope, into out[0..].
   * A pure function of the tick, so that a kept copy of a tick answers as well as the live one.
   */
  derive?(
    tick: Pick<Tick, 'timeMs' | 'columns'>,
    metric: ReadMetricId,
    from: number,
    to: number,
    out: Float32Array,
  ): void;
  /** Acts in the next step, or is refused and changes nothing. */
  command?(command: Command, by: string): Promise<CommandResult>;
  /**
   * A stretch before the start, oldest first; each tick is borrowed until the next is asked for.
   * Its events and jobs, if somebody wants them, are reported before the tick of the same step.
   */
  past?(request: PastRequest, sinks?: Pick<SourceSinks, 'event' | 'job'>): PastTicks;
  /** Power of a rack or the site over the last seconds, in steps of a tenth of a second; rejects for other places. */
  waveform?(placeId: string, seconds: number): Promise<Waveform>;
  /** From now on for so many hours, in steps that the metric chooses; undefined for a metric that this source does not forecast. */
  forecast?(metric: MetricId, hours: number): Promise<Forecast | undefined>;
  /** Everything that the source needs to go on from its last tick as if it had never stopped. */
  saveState?(): Promise<SavedState>;
}

export interface SavedState {
  /** END of the last step. */
  readonly timeMs: number;
  readonly bytes: Uint8Array;
}

// The seam between where ticks come from and everything that remembers, shows or serves them.
import type { Command, CommandResult } from './command.ts';
import type { SourceEvent } from './event.ts';
import type { Job } from './job.ts';
import type { MetricId, ReadMetricId } from './metrics.ts';
import type { Site } from './site.ts';
import type { Text } from './text.ts';
import type { Tick } from './tick.ts';

export type ProvenanceBasis = 'measured' | 'modelled' | 'assumed';

export interface Provenance {
  readonly basis: ProvenanceBasis;
  /** How it is computed, or how it is measured. */
  readonly formula: Text;
  readonly sources: readonly string[];
}

export interface SourceDescription {
  /** 'simulated' puts the mark "Synthetic data" on everything. */
  readonly kind: 'simulated' | 'replayed' | 'measured';
  readonly site: Site;
  /** Site seconds per wall second; 1 in everyday life. */
  readonly speed: number;
  readonly seed: number | null;
  /** Of every metric that the source fills. */
  readonly provenance: Readonly<Partial<Record<MetricId, Provenance>>>;
}

export interface SourceSinks {
  tick(tick: Tick): void;
  /** Reported before the tick of the same second. */
  event(event: SourceEvent): void;
  /** At its start, change and end; the slot's columns follow in the tick of the same second. */
  job(job: Job): void;
  /** The source has died and will send no more. */
  failed(error: Error): void;
}

/** One series: times (END of each step) and values, NaN where not known. */
interface Series {
  readonly timesMs: Float64Array;
  readonly values: Float32Array;
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
  command?(command: Command): Promise<CommandResult>;
  past?(fromMs: number, toMs: number, stepS: number): AsyncIterable<Tick>;
  waveform?(placeId: string, hz: number, seconds: number): Promise<Series>;
  forecast?(metric: MetricId, hours: number): Promise<Series>;
  saveState?(): Promise<Uint8Array>;
}

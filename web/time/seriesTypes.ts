// What a view asks of the past and what it gets: series of metrics at places, over the page's range.
import type { MetricId } from '../../server/contract/metrics.ts';
import type { Span } from './range.ts';
import type { Column } from './stepStore.ts';

export interface SeriesQuestion {
  readonly metrics: readonly MetricId[];
  /** Places of the metrics' scopes; without them the only one there is (the site, the plant). */
  readonly ids?: readonly string[];
  /** At most this many points a series: the pixels of the chart. 480 unless told. */
  readonly points?: number;
  /** Another span than the page's, in seconds up to now: a tile always shows its quarter of an hour. */
  readonly lastS?: number;
}

export type SeriesState =
  /** Nothing has answered yet. */
  | 'loading'
  /** There are values to draw. */
  | 'ready'
  /** Answered: nothing was recorded in this span. */
  | 'empty'
  /** The server would not; `problem` says why. Live values may still be there. */
  | 'refused'
  /** The server did not answer; what is there is old. */
  | 'offline';

export interface Series {
  readonly state: SeriesState;
  /** The server's sentence when it refused. */
  readonly problem: string;
  readonly span: Span;
  readonly stepS: number;
  /** END of each step, ascending; all series share it. Live: the next second may change it. */
  readonly timesMs: readonly number[];
  /** Empty arrays for what was not asked. `id` may be left out where a metric has one place. */
  of(metric: MetricId, id?: string): Column;
  /** Parts of the span that nobody recorded. */
  readonly gaps: readonly Span[];
  /** How parts of the span came to be known, when the server says it. */
  readonly stretches: readonly (Span & { readonly origin: string })[];
  /** The server is making a past: steps that are not known may come yet. */
  readonly making: boolean;
  /** The period before, moved onto this one's axis, while the page compares. */
  readonly before: Pick<Series, 'timesMs' | 'of'> | undefined;
  /** Grows with everything but the passing of a second: what is drawn has to be drawn again. */
  readonly version: number;
}

// What a time chart draws: lines or layers of one unit, limits, a forecast, and the events of its places.
import type { MetricId } from '../../server/contract/metrics.ts';
import type { DisplayUnit } from '../format.ts';
import type { EventScope } from '../time/useEvents.ts';

export interface ChartLine {
  /** One metric, or several that are added up. */
  readonly metric: MetricId | readonly MetricId[];
  /** The place; left out where the metric has only one. */
  readonly id?: string;
  /** In the page's language. */
  readonly label: string;
  /** Token of theme.css for the line, and for the area of a stack. */
  readonly ink: string;
  readonly dashed?: boolean;
}

/** A dashed line across the chart that values stand against. */
interface ChartLimit {
  /** In the base unit of the metric. */
  readonly value: number;
  readonly label: string;
}

/** What is expected from now on, with one deviation either way; in the base unit of the metric. */
export interface ChartForecast {
  readonly timesMs: readonly number[];
  readonly values: readonly (number | null)[];
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
  readonly label: string;
  readonly ink: string;
}

export interface ChartSpec {
  /** One unit a chart: another unit is another chart on the same axis of time. */
  readonly unit: DisplayUnit;
  /** Decimals of the read-out; the unit's own unless told. */
  readonly digits?: number;
  readonly lines: readonly ChartLine[];
  /** Layers that add up, the first at the bottom. */
  readonly stacked?: boolean;
  /**
   * The scale, in the base unit: fixed ends that only a value beyond them moves; 'zero' from zero to what there is;
   * 'data' (the default) around what there is.
   */
  readonly scale?: readonly [number, number] | 'zero' | 'data';
  /** 'data' spans at least this much, in the base unit, so that noise does not look like a storm. */
  readonly leastSpan?: number;
  readonly limits?: readonly ChartLimit[];
  readonly forecast?: ChartForecast;
  /** Marks of the events of these places; 'site' for what concerns the whole; false for none. */
  readonly events?: EventScope | false;
}

// What a metric is: one row of the dictionary.
import type { PlaceKind } from './place.ts';
import type { StateTable } from './state.ts';
import type { Text } from './text.ts';

/** A job is an entity, not a place; its columns are by slot. */
export type Scope = PlaceKind | 'job';

export type Unit =
  | 'W'
  | 'W/min'
  | 'Wh'
  | 'V'
  | 'A'
  | 'C'
  | 'K'
  | 'MHz'
  | 'MiB'
  | 'B'
  | 'B/s'
  | 'Lpm'
  | 'L'
  | 'L/kWh'
  | 'kPa'
  | 's'
  | 'g'
  | 'g/kWh'
  | 'kg/kWh'
  | 'EUR'
  | 'EUR/MWh'
  | 'ratio'
  | '%'
  | 'count'
  | 'code';

/** gauge: mean over the step; counter: value at its end; state, mask, id: code at its end. */
export type MetricKind = 'gauge' | 'counter' | 'state' | 'mask' | 'id';

/** How the places of a kind become one value of the place above. */
export type RollUp = 'sum' | 'mean' | 'max' | 'min' | 'or' | 'countBy' | 'none';
/** How the values of a span become one value. */
export type OverTime = 'minMeanMax' | 'last' | 'or' | 'delta';

/**
 * source: a column of the tick, or with `onRead` computed by the source for whoever asks (`Source.derive`);
 * rolledUp: telemetry rolls `from` up over places; derived: telemetry computes it from other metrics.
 */
type Origin = 'source' | 'rolledUp' | 'derived';

/** Limits of the machine, from the hardware file: the top of a wire range or a scale. */
export const HARDWARE_LIMITS = [
  'gpuPowerW',
  'gpuClockMHz',
  'gpuMaxOperatingC',
  'gpuSlowdownC',
  'gpuShutdownC',
  'gpuMemoryMiB',
  'superchipPowerW',
  'trayPowerW',
  'rackPowerW',
  'shelfPowerW',
  'networkRackPowerW',
] as const;
export type HardwareLimit = (typeof HARDWARE_LIMITS)[number];

/** The DCGM field behind a GPU metric; our value times `scale` is DCGM's, in DCGM's own unit. */
export interface DcgmField {
  readonly name: string;
  readonly id: number;
  readonly type: 'gauge' | 'counter';
  readonly unit: string;
  readonly scale: number;
  readonly help: string;
  /** Decimals in the exporter's page: 0 for whole numbers, 6 for floating ones. */
  readonly digits: 0 | 6;
}

export interface Metric {
  readonly scope: Scope;
  readonly unit: Unit;
  readonly kind: MetricKind;
  readonly rollUp: RollUp;
  readonly overTime: OverTime;
  readonly origin: Origin;
  /** rolledUp: the metric that is rolled up, and for a count the code that is counted. */
  readonly from?: string;
  readonly code?: number;
  /** source only: not in the tick, computed when it is asked for. */
  readonly onRead?: true;
  /** Not in the tables of the stream: asked for where a page needs it. */
  readonly offWire?: true;
  /** Kept in the fine ring. */
  readonly ring?: true;
  /** Wire range of a plane and the scale of its colours; a limit's name stands for its value on this site. */
  readonly range?: readonly [number, number | HardwareLimit];
  /** Int16 storage: value = code * storageStep. GPU and rack columns; power from rack up is Float32. */
  readonly storageStep?: number;
  readonly states?: StateTable;
  readonly dcgm?: DcgmField;
  readonly name: Text;
  readonly help: Text;
}

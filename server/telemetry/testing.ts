// A site of two halls and a source worked by hand, for tests of telemetry: a test writes columns and lets seconds pass.
import type { AlarmRule } from '../contract/alarm.ts';
import { HARDWARE_LIMITS, type HardwareLimit } from '../contract/metric.ts';
import type { TickMetricId } from '../contract/metrics.ts';
import { createPlaces, type PlaceRow } from '../contract/place.ts';
import type { Site } from '../contract/site.ts';
import type { Source } from '../contract/source.ts';
import {
  clearColumns,
  layoutTick,
  type Tick,
  type TickColumns,
  viewColumns,
} from '../contract/tick.ts';
import { createTelemetry } from './createTelemetry.ts';
import type { Telemetry } from './telemetry.ts';

/** Two halls of two racks; three CDUs a ring, four UPS a group, three trays a rack, four GPUs a tray. */
export const TWO_HALLS: readonly PlaceRow[] = [
  { kind: 'site', count: 1, parents: [] },
  { kind: 'plant', count: 1, parents: ['site'] },
  { kind: 'feed', count: 2, parents: ['site'] },
  { kind: 'transformer', count: 2, parents: ['feed'] },
  { kind: 'genset', count: 2, parents: ['site'] },
  { kind: 'hall', count: 2, parents: ['site'] },
  { kind: 'upsGroup', count: 2, parents: ['hall'] },
  { kind: 'ups', count: 8, parents: ['upsGroup'] },
  { kind: 'cduRing', count: 2, parents: ['hall'] },
  { kind: 'cdu', count: 6, parents: ['cduRing'] },
  { kind: 'row', count: 2, parents: ['hall'] },
  { kind: 'rack', count: 4, parents: ['row', 'cduRing', 'upsGroup'] },
  { kind: 'networkRack', count: 2, parents: ['hall', 'upsGroup'] },
  { kind: 'shelf', count: 8, parents: ['rack'] },
  { kind: 'switchTray', count: 4, parents: ['rack'] },
  { kind: 'tray', count: 12, parents: ['rack'] },
  { kind: 'gpu', count: 48, parents: ['tray'] },
];

/** A Monday at 09:30 UTC. */
export const START_MS = Date.UTC(2026, 2, 2, 9, 30);

export function siteOf(places: readonly PlaceRow[], ring: Partial<Site['ring']> = {}): Site {
  const text = { en: 'Two halls', fr: 'Deux salles' };
  return {
    id: 'two-halls',
    name: text,
    about: text,
    source: 'made by hand',
    timeZone: 'Europe/Paris',
    hardware: 'none',
    workload: 'none',
    climate: 'none',
    grid: 'none',
    places: [...places],
    ratings: RATINGS,
    jobSlots: 8,
    floor: { hallsAcross: 2 },
    ring: { seconds: 60, gpuSeconds: 30, gpuMetrics: 'all', ...ring },
    preRoll: { stepS: 60, dayStepS: 60, dayGpus: 'with', fineS: 60 },
    outOfServiceShare: 0,
    limits: Object.fromEntries(HARDWARE_LIMITS.map((limit) => [limit, 1_000])) as Record<
      HardwareLimit,
      number
    >,
    gpuModel: 'none',
    driverVersion: 'none',
  };
}

const RATINGS: Site['ratings'] = {
  connectionW: 1e6,
  connectionV: 20_000,
  itDesignW: 8e5,
  transformerVA: 1e6,
  upsW: 2e5,
  upsNeeded: 3,
  upsAutonomyS: 300,
  cduW: 3e5,
  cduNeeded: 2,
  gensetW: 1e6,
  gensetsNeeded: 1,
  dryCoolerW: 1e6,
  chillerW: 2e5,
  networkRackW: 1e4,
  houseW: 1e3,
};

export interface HandMade {
  readonly telemetry: Telemetry;
  /** What the next tick will carry; unknown until written. */
  readonly columns: TickColumns;
  readonly timeMs: number;
  /** One step, published unless said otherwise. */
  step(head?: Partial<Omit<Tick, 'columns'>>): void;
  /** That many steps of one second. */
  seconds(count: number): void;
  /** Writes a whole column. */
  fill(metric: TickMetricId, value: number): void;
}

export interface HandMadeParts {
  readonly places?: readonly PlaceRow[];
  readonly ring?: Partial<Site['ring']>;
  readonly rules?: readonly AlarmRule[];
  readonly derive?: Source['derive'];
  readonly startMs?: number;
  readonly speed?: number;
}

export function handMade(parts: HandMadeParts = {}): HandMade {
  const { places = TWO_HALLS, rules = [], derive, startMs = START_MS, speed = 1 } = parts;
  const site = siteOf(places, parts.ring);
  const telemetry = createTelemetry({
    description: { kind: 'measured', site, speed, seed: null, provenance: {} },
    derive,
    rules,
  });
  const layout = layoutTick(createPlaces(site.places), site.jobSlots);
  const buffer = new ArrayBuffer(layout.byteLength);
  clearColumns(layout, buffer);
  const columns = viewColumns<TickMetricId>(layout, buffer);
  let timeMs = startMs;

  function step(head: Partial<Omit<Tick, 'columns'>> = {}): void {
    timeMs = head.timeMs ?? timeMs + (head.dtS ?? 1) * 1000;
    telemetry.sinks.tick({ timeMs, dtS: 1, newest: true, lateMs: 0, ...head, columns });
  }

  return {
    telemetry,
    columns,
    get timeMs() {
      return timeMs;
    },
    step,
    seconds(count) {
      for (let i = 0; i < count; i++) step();
    },
    fill(metric, value) {
      columns[metric].fill(value);
    },
  };
}

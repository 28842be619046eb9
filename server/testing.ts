// A small telemetry for tests of delivery: one rack whose columns a test writes by hand, second by second.
import type { EventRecord } from './contract/event.ts';
import { createPlaceIds } from './contract/id.ts';
import type { Job } from './contract/job.ts';
import type { LedgerFigures } from './contract/ledger.ts';
import {
  type Column,
  isReadMetric,
  METRIC_IDS,
  type MetricId,
  metricOf,
  type TickMetricId,
} from './contract/metrics.ts';
import { createPlaces, type PlaceRow } from './contract/place.ts';
import type { Site } from './contract/site.ts';
import type { SourceDescription } from './contract/source.ts';
import {
  clearColumns,
  layoutColumns,
  layoutTick,
  type TickColumns,
  viewColumns,
} from './contract/tick.ts';
import type { FrameColumns, StoredMetricId } from './telemetry/columns.ts';
import { createTelemetry } from './telemetry/createTelemetry.ts';
import type { RatioSums } from './telemetry/efficiency/rollingRatio.ts';
import type { JobBook } from './telemetry/jobBook.ts';
import type { EventBook, History, LiveFrame, Telemetry } from './telemetry/telemetry.ts';

import { ONE_RACK, siteOf } from './testingSite.ts';

const START_MS = Date.UTC(2026, 2, 2, 9, 30);

/** What a test may set while the rest of the program only reads. */
export interface TestTelemetry extends Telemetry {
  readonly columns: FrameColumns;
  /** Values of metrics that are not in a tick: one a GPU. */
  readonly onRead: Map<MetricId, readonly number[]>;
  jobList: Job[];
  /** What jobs owe, and sums of ratios by `<ratio> <window>`. */
  readonly accounts: Map<number, LedgerFigures>;
  readonly ratios: Map<string, RatioSums>;
  eventList: EventRecord[];
  status: EventBook['status'];
  failure: Error | undefined;
  past: History;
  /** Publishes the next second after `fill` has changed what it wants. */
  advance(fill?: (columns: FrameColumns) => void): void;
}

/** A telemetry without a source: every value is unknown until the test writes it. */
export function createTestTelemetry(rows: readonly PlaceRow[] = ONE_RACK): TestTelemetry {
  const site = siteOf(rows);
  const places = createPlaces(rows);
  const columns = emptyColumns(site);
  const onRead = new Map<MetricId, readonly number[]>();
  const listeners = new Set<() => void>();
  const accounts = new Map<number, LedgerFigures>();
  const ratios = new Map<string, RatioSums>();
  const frame = { ...frameOf(columns, onRead), seq: 0, timeMs: START_MS };
  const counts = { published: 0, skipped: 0, overrun: 0, gaps: 0, lateMs: 3 };
  const telemetry: TestTelemetry = {
    site,
    places,
    ids: createPlaceIds(places),
    source: descriptionOf(site),
    frame,
    columns,
    onRead,
    counts,
    jobList: [],
    accounts,
    ratios,
    eventList: [],
    status: { state: 'normal', reason: null, critical: 0, warning: 0 },
    failure: undefined,
    past: { span: () => undefined, range: () => ({ timesMs: new Float64Array(), series: [] }) },
    get history() {
      return telemetry.past;
    },
    jobs: jobBookOf(() => telemetry.jobList),
    events: eventBookOf(() => telemetry),
    ledger: {
      account: (jobId) => accounts.get(jobId),
      quarter: () => undefined,
      passOver: () => undefined,
      onQuarter: () => () => false,
    },
    efficiency: {
      sums: (ratio, window) => ratios.get(`${ratio} ${window}`) ?? UNKNOWN_SUMS,
      batteryWh: () => 0,
      yearFrom() {},
    },
    onFrame(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onStep: () => () => false,
    sinks: { tick() {}, event() {}, job() {}, failed() {} },
    save: () => refuseState(),
    restore: () => refuseState(),
    advance(fill) {
      fill?.(columns);
      frame.seq++;
      frame.timeMs += 1_000;
      counts.published++;
      for (const listener of listeners) listener();
    },
  };
  return telemetry;
}

const UNKNOWN_SUMS: RatioSums = { numerator: Number.NaN, denominator: Number.NaN, coverage: 0 };

function refuseState(): never {
  throw new Error('a telemetry worked by hand has no state to save');
}

function emptyColumns(site: Site): FrameColumns {
  const stored = METRIC_IDS.filter((id) => !isReadMetric(id));
  const layout = layoutColumns(stored, createPlaces(site.places), site.jobSlots);
  const buffer = new ArrayBuffer(layout.byteLength);
  clearColumns(layout, buffer);
  return viewColumns<StoredMetricId>(layout, buffer);
}

function frameOf(columns: FrameColumns, onRead: Map<MetricId, readonly number[]>) {
  return {
    columns,
    value(metric: MetricId, index: number): number {
      if (isReadMetric(metric)) return onRead.get(metric)?.[index] ?? Number.NaN;
      return (columns[metric] as Column)[index] ?? Number.NaN;
    },
    coverage: () => 1,
  } satisfies Omit<LiveFrame, 'seq' | 'timeMs'>;
}

function descriptionOf(site: Site): SourceDescription {
  const basis = { basis: 'modelled', formula: site.name, sources: ['made up for tests'] } as const;
  return {
    kind: 'simulated',
    site,
    speed: 1,
    seed: 42,
    provenance: Object.fromEntries(
      METRIC_IDS.filter((id) => metricOf(id).origin === 'source').map((id) => [id, basis]),
    ),
  };
}

function jobBookOf(list: () => readonly Job[]): JobBook {
  return {
    list,
    get: (id) => list().find((job) => job.id === id),
    since: (version) => list().slice(0, list().length - version),
    get version() {
      return list().length;
    },
  };
}

function eventBookOf(of: () => Pick<TestTelemetry, 'eventList' | 'status'>): EventBook {
  return {
    list: ({ limit, severity, at, fromMs = 0, toMs = Number.POSITIVE_INFINITY }) =>
      of()
        .eventList.filter((event) => !severity || event.severity === severity)
        .filter((event) => !at || (event.place !== null && at.includes(event.place)))
        .filter((event) => event.timeMs >= fromMs && event.timeMs <= toMs)
        .slice(0, limit),
    standing: () => of().eventList.filter((event) => event.untilMs === null),
    get status() {
      return of().status;
    },
    since: (version) => of().eventList.slice(0, of().eventList.length - version),
    get version() {
      return of().eventList.length;
    },
  };
}

/** The program's own telemetry of the same rack, fed second by second by hand. */
export function createFedTelemetry(): {
  readonly telemetry: Telemetry;
  feed(fill?: (columns: TickColumns) => void): void;
} {
  const site = siteOf(ONE_RACK);
  const telemetry = createTelemetry({
    description: descriptionOf(site),
    derive: undefined,
    rules: [],
  });
  const layout = layoutTick(telemetry.places, site.jobSlots);
  const buffer = new ArrayBuffer(layout.byteLength);
  clearColumns(layout, buffer);
  const columns = viewColumns<TickMetricId>(layout, buffer);
  let timeMs = START_MS;
  return {
    telemetry,
    feed(fill) {
      fill?.(columns);
      timeMs += 1_000;
      telemetry.sinks.tick({ timeMs, dtS: 1, newest: true, lateMs: 3, columns });
    },
  };
}

/** A running job on the first GPUs of the rack. */
export function testJob(id: number, gpuCount: number, slot: number): Job {
  return {
    id,
    name: `train-${id}`,
    tenant: 'atelier',
    kind: 'pretraining',
    gpuRanges: [[0, gpuCount]],
    gpuCount,
    slot,
    state: 'running',
    startMs: START_MS,
    endMs: null,
    endReason: null,
    totals: null,
  };
}

export function testEvent(id: number, place: string | null): EventRecord {
  return {
    id,
    timeMs: START_MS + id * 1_000,
    kind: 'fault',
    severity: 'warning',
    code: 'tray.out',
    place,
    cause: null,
    text: { key: 'tray.out', params: {} },
  };
}

// What counters have grown in each of the newest seconds, in memory: of the seconds that the store has not put together yet.
import { metricOf } from '../../contract/metrics.ts';
import type { FrameColumns, StoredMetricId } from '../columns.ts';
import type { History } from '../telemetry.ts';
import { createGrowth, type Growth } from './growth.ts';
import type { RecordedStep } from './history.ts';
import { createSecondRows, type SecondRows, secondsOf } from './secondRows.ts';
import type { Tier, TierScope } from './tiers.ts';
import { addKnown } from './warmMeters.ts';

/** The running quarter-hour, and as long again as a reading of the store may take. */
const SECONDS = 1_200;
/** The meters that charts, ratios and `/api/energy` are made of. */
const SCOPES: readonly TierScope[] = ['site', 'plant', 'rack', 'networkRack'];
/** The racks of a campus would take 90 MB. */
const MOST_PLACES = 1_000;
/** Metered by nothing, and told beside the meters. */
const GAUGE: StoredMetricId = 'siteCoolingPowerW';

/** A metric is remembered by its growth in a second, which is its `mean`. */
export interface NewestSeconds extends History {
  take(step: RecordedStep): void;
  /** The store has let steps go that were taken here: what it has, it alone can say. */
  forget(): void;
  /** Sums over fromMs < t <= toMs, a value a place, NaN where nothing was known; undefined where it does not reach back. */
  sum(metric: StoredMetricId, fromMs: number, toMs: number): NewestSum | undefined;
}

interface NewestSum {
  readonly sums: Float64Array;
  /** Of the first place. */
  readonly knownS: number;
}

interface Group {
  readonly metrics: readonly StoredMetricId[];
  readonly growth: Growth;
}

/** Where the places of a metric lie in a row. */
interface Column {
  readonly at: number;
  readonly places: number;
}

export function createNewestSeconds(
  tiers: readonly Tier[],
  placesOf: (scope: TierScope) => number,
): NewestSeconds {
  const groups = SCOPES.filter((scope) => placesOf(scope) <= MOST_PLACES).map((scope) =>
    groupOf(tiers, scope, placesOf(scope)),
  );
  const columns = new Map<StoredMetricId, Column>();
  let width = 0;
  for (const metric of groups.flatMap(({ metrics }) => metrics)) {
    const places = placesOf(metricOf(metric).scope);
    columns.set(metric, { at: width, places });
    width += places;
  }
  const rows = createSecondRows(SECONDS, width);
  let begun = false;

  return {
    take({ timeMs, dtS, origin, columns: told }) {
      const isSecond = dtS === 1 && origin === 'recorded';
      if (!isSecond) rows.clear();
      // What has grown in the first second after a start is not known here, and may be to the store.
      const row = isSecond ? rows.open(timeMs / 1_000, begun) : undefined;
      begun = true;
      for (const { metrics, growth } of groups) {
        const isTold = metrics.every((metric) => told[metric]);
        if (isTold) growth.step({ timeMs, dtS }, told as FrameColumns, undefined);
        for (const metric of row ? metrics : []) {
          const { at, places } = columns.get(metric) as Column;
          const values = isTold ? (growth.of(metric) ?? told[metric]) : undefined;
          if (values) row?.set(values, at);
          else row?.fill(Number.NaN, at, at + places);
        }
      }
    },
    forget() {
      rows.clear();
      begun = false;
    },
    sum(metric, fromMs, toMs) {
      const column = columns.get(metric);
      const [fromS, toS] = [Math.floor(fromMs / 1_000), Math.floor(toMs / 1_000)];
      if (!column || !(fromS >= rows.afterS && toS <= rows.newestS)) return undefined;
      return sumOf(rows, column, fromS, toS);
    },
    span(metric) {
      if (metric === GAUGE || !columns.has(metric as StoredMetricId)) return undefined;
      const { afterS, newestS } = rows;
      if (Number.isNaN(newestS)) return { fromMs: 0, toMs: 0, stepS: 1 };
      return { fromMs: afterS * 1_000, toMs: newestS * 1_000, stepS: 1 };
    },
    range({ metric, places, fromMs, toMs }) {
      const { at, places: own } = columns.get(metric as StoredMetricId) ?? { at: 0, places: 0 };
      const firstS = Math.floor(fromMs / 1_000) + 1;
      const count = Math.max(0, Math.ceil(toMs / 1_000) - firstS + 1);
      const timesMs = Float64Array.from({ length: count }, (_, i) => (firstS + i) * 1_000);
      const cellOf = (place: number): number => (place < own ? at + place : width);
      const series = places.map((place) => secondsOf(rows, cellOf(place), place, timesMs));
      return { timesMs, series };
    },
  };
}

function sumOf(rows: SecondRows, { at, places }: Column, fromS: number, toS: number): NewestSum {
  const sums = new Float64Array(places).fill(Number.NaN);
  let knownS = 0;
  for (let second = fromS + 1; second <= toS; second++) {
    const cells = rows.cells(second, at, places);
    if (!Number.isNaN(cells[0] ?? Number.NaN)) knownS++;
    for (let i = 0; i < places; i++) addKnown(sums, i, cells[i] ?? Number.NaN);
  }
  return { sums, knownS };
}

function groupOf(tiers: readonly Tier[], scope: TierScope, width: number): Group {
  const own = tiers.find((tier) => tier.scope === scope && tier.step === 'minute')?.columns ?? [];
  const metrics = [...new Set(own.map(({ metric }) => metric))].filter(
    (metric) => metricOf(metric).kind === 'counter' || metric === GAUGE,
  );
  return { metrics, growth: createGrowth(metrics, width) };
}

// The newest minutes of jobs, second by second: the store writes a job's minute when it is over, charts go on to the second.
import { isReadMetric, METRIC_IDS, type MetricId, metricOf } from '../../contract/metrics.ts';
import { NO_ID } from '../../contract/noValue.ts';
import { createRing, type Ring } from './ring.ts';
import type { RingColumnPlan } from './ringPlan.ts';

/** As long as the ring of other places: 18 MB with 512 slots. */
const MOST_SECONDS = 900;
/** With thousands of slots it is shorter: some five minutes with 4,096, more than the longest step of a day's chart. */
const MOST_BYTES = 50_000_000;
const BYTES_PER_VALUE = 4;

type Slots = ReadonlyMap<number, number>;
const NO_SLOTS: Slots = new Map();

/** A ring whose places are the numbers of jobs: each is looked for in the slot that it had in that second. */
export function createJobRing(jobSlots: number): Ring {
  const length = secondsOf(jobSlots);
  const ring = createRing(planJobs(jobSlots, length));
  /** Which job had which slot: one list for all seconds between which no job came or went. */
  const slotsOf = new Array<Slots>(length).fill(NO_SLOTS);
  const seconds = new Float64Array(length).fill(Number.NaN);
  const ids = new Int32Array(jobSlots).fill(NO_ID);
  let slots = NO_SLOTS;

  function slotOf(second: number, job: number): number | undefined {
    const row = second % length;
    return seconds[row] === second ? slotsOf[row]?.get(job) : undefined;
  }

  return {
    append(timeMs, columns) {
      ring.append(timeMs, columns);
      if (columns.jobId.some((job, slot) => job !== ids[slot])) {
        ids.set(columns.jobId);
        slots = new Map(
          [...ids].flatMap((job, slot) => (job === NO_ID ? [] : [[job, slot] as const])),
        );
      }
      const row = ring.newestS % length;
      seconds[row] = ring.newestS;
      slotsOf[row] = slots;
    },
    column(metric) {
      const column = ring.column(metric);
      if (!column) return undefined;
      return {
        ...column,
        plan: { ...column.plan, places: Number.POSITIVE_INFINITY },
        read(second, job) {
          const slot = slotOf(second, job);
          return slot === undefined ? Number.NaN : column.read(second, slot);
        },
      };
    },
    get newestS() {
      return ring.newestS;
    },
    get firstS() {
      return ring.firstS;
    },
  };
}

function secondsOf(jobSlots: number): number {
  const perSecond = METRIC_IDS.filter(isKept).length * jobSlots * BYTES_PER_VALUE;
  return Math.min(MOST_SECONDS, Math.floor(MOST_BYTES / perSecond));
}

/** Gauges and states. */
function planJobs(jobSlots: number, seconds: number): readonly RingColumnPlan[] {
  return METRIC_IDS.filter(isKept).map((metric) => ({
    metric,
    seconds,
    places: jobSlots,
    storage: { as: metricOf(metric).kind === 'state' ? 'code' : 'float32' },
  }));
}

function isKept(metric: MetricId): boolean {
  const { scope, kind } = metricOf(metric);
  if (scope !== 'job' || isReadMetric(metric)) return false;
  return kind === 'gauge' || kind === 'state';
}

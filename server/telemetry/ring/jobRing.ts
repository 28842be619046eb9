// The newest minutes of jobs, second by second: the store writes a job's minute when it is over, charts go on to the second.
import { isReadMetric, METRIC_IDS, type MetricId, metricOf } from '../../contract/metrics.ts';
import { createRing, type Ring } from './ring.ts';
import type { RingColumn } from './ringColumn.ts';
import type { RingColumnPlan } from './ringPlan.ts';

/** The longest step of a day's chart is shorter; 3 MB with 512 slots. */
const SECONDS = 300;

/** A ring whose places are the numbers of jobs: each is looked for in the slot that it had in that second. */
export function createJobRing(jobSlots: number): Ring {
  const slots = createRing(planJobs(jobSlots));
  const ids = slots.column('jobId') as RingColumn;
  let last = { second: Number.NaN, job: Number.NaN, slot: -1 };

  function slotOf(second: number, job: number): number {
    if (last.second === second && last.job === job) return last.slot;
    let { slot } = last;
    if (slot < 0 || ids.read(second, slot) !== job) {
      slot = jobSlots - 1;
      while (slot >= 0 && ids.read(second, slot) !== job) slot--;
    }
    last = { second, job, slot };
    return slot;
  }

  return {
    append: slots.append,
    column(metric) {
      const column = metric === 'jobId' ? undefined : slots.column(metric);
      if (!column) return undefined;
      return {
        ...column,
        plan: { ...column.plan, places: Number.POSITIVE_INFINITY },
        read(second, job) {
          const slot = slotOf(second, job);
          return slot < 0 ? Number.NaN : column.read(second, slot);
        },
      };
    },
    get newestS() {
      return slots.newestS;
    },
    get firstS() {
      return slots.firstS;
    },
  };
}

/** Gauges and states. Numbers of jobs are whole in Float32 up to 16 million. */
function planJobs(jobSlots: number): readonly RingColumnPlan[] {
  return METRIC_IDS.filter(isKept).map((metric) => ({
    metric,
    seconds: SECONDS,
    places: jobSlots,
    storage: { as: metricOf(metric).kind === 'state' ? 'code' : 'float32' },
  }));
}

function isKept(metric: MetricId): boolean {
  const { scope, kind } = metricOf(metric);
  if (scope !== 'job' || isReadMetric(metric)) return false;
  return kind === 'gauge' || kind === 'state' || kind === 'id';
}

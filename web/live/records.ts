// Jobs and events: JSON records when they change, with the jobs' figures from the table of every second.
import type { EventRecord } from '../../server/contract/event.ts';
import { newestFirst } from '../../server/contract/eventOrder.ts';
import type { JobView } from '../../server/contract/job.ts';
import { jobEfficiency } from '../../server/contract/jobEfficiency.ts';
import type { MetricId } from '../../server/contract/metrics.ts';
import { ENDED_JOBS_KEPT } from '../../server/contract/socket.ts';
import { STATES } from '../../server/contract/state.ts';
import type { JobRows } from './table.ts';

/** What the page keeps; the whole record is at /api/events. */
const EVENTS_KEPT = 400;

/** The list with new and changed events in it, newest first. */
export function mergeEvents(
  known: readonly EventRecord[],
  news: readonly EventRecord[],
): readonly EventRecord[] {
  if (news.length === 0) return known;
  const byId = new Map(known.map((event) => [event.id, event]));
  for (const event of news) byId.set(event.id, event);
  const sorted = [...byId.values()].sort(newestFirst);
  return sorted.filter((event, place) => place < EVENTS_KEPT || event.untilMs === null);
}

/** The list with new and changed jobs in it, the newest start first; of those that ended only the latest stay. */
export function mergeJobs(known: readonly JobView[], news: readonly JobView[]): readonly JobView[] {
  const byId = new Map(known.map((job) => [job.id, job]));
  for (const job of news) byId.set(job.id, job);
  const sorted = [...byId.values()].sort(
    (a, b) =>
      (b.startMs ?? Number.POSITIVE_INFINITY) - (a.startMs ?? Number.POSITIVE_INFINITY) || 0,
  );
  let ended = 0;
  return sorted.filter(({ state }) => state !== 'ended' || ended++ < ENDED_JOBS_KEPT);
}

/** The same jobs with the figures of this second, each from the row that is its own. */
export function updateJobs(jobs: readonly JobView[], rows: JobRows): JobView[] {
  const rowOf = new Map<string, number>();
  for (let row = 0; row < rows.count; row++) rowOf.set(`J${rows.value('jobId', row)}`, row);
  return jobs.map((job) => {
    const row = job.state === 'running' ? rowOf.get(job.id) : undefined;
    if (row === undefined) return job;
    const figure = (metric: MetricId): number | null => {
      const value = rows.value(metric, row);
      return Number.isNaN(value) ? null : value;
    };
    const figures = {
      powerW: figure('jobPowerW'),
      gpuPowerW: figure('jobGpuPowerW'),
      smActiveRatio: figure('jobSmActiveRatio'),
      phase: STATES.phase[rows.value('jobPhase', row)] ?? null,
      energyWh: figure('jobEnergyWh'),
      gpuEnergyWh: figure('jobGpuEnergyWh'),
      tokens: figure('jobTokens'),
      steps: figure('jobSteps'),
      ledgerWh: figure('jobLedgerEnergyWh'),
      facilityWh: figure('jobFacilityEnergyWh'),
      costEur: figure('jobCostEur'),
      co2G: figure('jobCo2G'),
    };
    return { ...job, ...figures, ...jobEfficiency({ ...job, ...figures }) };
  });
}

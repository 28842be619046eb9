// Jobs and events: JSON records when they change, with the jobs' figures from the table of every second.
import type { EventRecord } from '../../server/contract/event.ts';
import type { JobView } from '../../server/contract/job.ts';
import type { MetricId } from '../../server/contract/metrics.ts';
import { ENDED_JOBS_KEPT } from '../../server/contract/socket.ts';
import { STATES } from '../../server/contract/state.ts';
import type { Table } from './table.ts';

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
  const sorted = [...byId.values()].sort((a, b) => b.timeMs - a.timeMs || b.id - a.id);
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

/** The same jobs with the figures of this second, found by the job that each slot holds. */
export function updateJobs(jobs: readonly JobView[], table: Table, slots: number): JobView[] {
  const slotOf = new Map<string, number>();
  for (let slot = 0; slot < slots; slot++) {
    const id = table.value('jobId', slot);
    if (id >= 0) slotOf.set(`J${id}`, slot);
  }
  return jobs.map((job) => {
    const slot = job.state === 'running' ? slotOf.get(job.id) : undefined;
    if (slot === undefined) return job;
    const figure = (metric: MetricId): number | null => {
      const value = table.value(metric, slot);
      return Number.isNaN(value) ? null : value;
    };
    return {
      ...job,
      powerW: figure('jobPowerW'),
      gpuPowerW: figure('jobGpuPowerW'),
      smActiveRatio: figure('jobSmActiveRatio'),
      phase: STATES.phase[table.value('jobPhase', slot)] ?? null,
      energyWh: figure('jobEnergyWh'),
      gpuEnergyWh: figure('jobGpuEnergyWh'),
      tokens: figure('jobTokens'),
    };
  });
}

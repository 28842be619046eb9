// Which jobs a timeline shows and where their bars stand; pure, so that its choice can be tested.
import type { JobView } from '../../../server/contract/job.ts';

export interface TimelineRow {
  readonly job: JobView;
  /** Of the bar, within the span; NaN for a job that waits. */
  readonly fromMs: number;
  readonly toMs: number;
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Jobs that ran or waited within the span. */
export function countWithin(jobs: readonly JobView[], span: Span, nowMs: number): number {
  let count = 0;
  for (const job of jobs) if (isWithin(job, span, nowMs)) count++;
  return count;
}

function isWithin(
  { state, startMs, endMs }: JobView,
  { fromMs, toMs }: Span,
  nowMs: number,
): boolean {
  if (state === 'queued') return toMs >= nowMs;
  return startMs !== null && startMs < toMs && (endMs ?? nowMs) > fromMs;
}

/** At most so many rows, those with most GPU-hours in the span; the ones that wait have a quarter of them at most. */
export function timelineRows(
  jobs: readonly JobView[],
  span: Span,
  nowMs: number,
  most: number,
): readonly TimelineRow[] {
  const { fromMs, toMs } = span;
  const ran: TimelineRow[] = [];
  const waiting: TimelineRow[] = [];
  for (const job of jobs) {
    const { state, startMs, endMs } = job;
    if (!isWithin(job, span, nowMs)) continue;
    if (state === 'queued') {
      waiting.push({ job, fromMs: Number.NaN, toMs: Number.NaN });
    } else if (startMs !== null) {
      const end = Math.min(toMs, endMs ?? nowMs);
      ran.push({ job, fromMs: Math.max(fromMs, startMs), toMs: Math.max(end, startMs) });
    }
  }
  const queued = waiting
    .sort((a, b) => b.job.gpuCount - a.job.gpuCount)
    .slice(0, Math.max(Math.floor(most / 4), most - ran.length));
  const largest = ran
    .sort((a, b) => gpuHours(b) - gpuHours(a))
    .slice(0, Math.max(0, most - queued.length))
    .sort(
      (a, b) => (a.job.startMs ?? 0) - (b.job.startMs ?? 0) || a.job.id.localeCompare(b.job.id),
    );
  return [...largest, ...queued];
}

function gpuHours({ job, fromMs, toMs }: TimelineRow): number {
  return job.gpuCount * (toMs - fromMs);
}

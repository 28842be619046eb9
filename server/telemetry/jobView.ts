// A job as the edge shows it: ids in the place of indices, figures of the moment where they are known.
import type { PlaceIds } from '../contract/id.ts';
import type { Job, JobTotals, JobView } from '../contract/job.ts';
import type { MetricId } from '../contract/metrics.ts';
import { STATES } from '../contract/state.ts';
import { isUnknown } from '../contract/table.ts';
import type { LiveFrame } from './telemetry.ts';

/** Figures come from the job's slot while that slot is its own, and from its totals once it has ended. */
export function jobViewOf(job: Job, frame: LiveFrame, ids: PlaceIds): JobView {
  const inSlot = job.slot >= 0 && frame.columns.jobId[job.slot] === job.id;
  const figure = (metric: MetricId): number | null => {
    if (!inSlot) return null;
    const value = frame.value(metric, job.slot);
    return isUnknown(metric, value) ? null : value;
  };
  const phase = figure('jobPhase');
  const { totals } = job;
  /** A counter: its total once the job has ended. */
  const counted = (total: keyof JobTotals, metric: MetricId): number | null =>
    totals ? totals[total] : figure(metric);
  return {
    id: `J${job.id}`,
    name: job.name,
    tenant: job.tenant,
    kind: job.kind,
    state: job.state,
    gpuCount: job.gpuCount,
    gpus: job.gpuRanges.map(([from, to]) => [ids.idOf('gpu', from), ids.idOf('gpu', to - 1)]),
    startMs: job.startMs,
    endMs: job.endMs,
    endReason: job.endReason,
    powerW: figure('jobPowerW'),
    gpuPowerW: figure('jobGpuPowerW'),
    smActiveRatio: figure('jobSmActiveRatio'),
    phase: phase === null ? null : (STATES.phase[phase] ?? null),
    paceRatio: figure('jobPaceRatio'),
    prefillRatio: figure('jobPrefillRatio'),
    energyWh: counted('energyWh', 'jobEnergyWh'),
    gpuEnergyWh: counted('gpuEnergyWh', 'jobGpuEnergyWh'),
    tokens: counted('tokens', 'jobTokens'),
    lostTokens: counted('lostTokens', 'jobLostTokens'),
    steps: counted('steps', 'jobSteps'),
    lostSteps: counted('lostSteps', 'jobLostSteps'),
    requests: counted('requests', 'jobRequests'),
    prefillTokens: counted('prefillTokens', 'jobPrefillTokens'),
    decodeTokens: counted('decodeTokens', 'jobDecodeTokens'),
    restarts: counted('restarts', 'jobRestarts'),
  };
}

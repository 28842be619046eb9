// A job as the edge shows it: ids in the place of indices, figures of the moment where they are known.
import type { Job, JobTotals, JobView } from '../contract/job.ts';
import { jobEfficiency } from '../contract/jobEfficiency.ts';
import type { MetricId } from '../contract/metrics.ts';
import { STATES } from '../contract/state.ts';
import { isUnknown } from '../contract/table.ts';
import type { Telemetry } from './telemetry.ts';

export type JobViewParts = Pick<Telemetry, 'frame' | 'ids' | 'ledger'>;

/** Figures come from the job's slot while that slot is its own, and from its totals and account once it has ended. */
export function jobViewOf(job: Job, { frame, ids, ledger }: JobViewParts): JobView {
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
  const sums = {
    energyWh: counted('energyWh', 'jobEnergyWh'),
    gpuEnergyWh: counted('gpuEnergyWh', 'jobGpuEnergyWh'),
    tokens: counted('tokens', 'jobTokens'),
    steps: counted('steps', 'jobSteps'),
    ...owedBy(job, ledger),
  };
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
    lostTokens: counted('lostTokens', 'jobLostTokens'),
    lostSteps: counted('lostSteps', 'jobLostSteps'),
    requests: counted('requests', 'jobRequests'),
    prefillTokens: counted('prefillTokens', 'jobPrefillTokens'),
    decodeTokens: counted('decodeTokens', 'jobDecodeTokens'),
    restarts: counted('restarts', 'jobRestarts'),
    ...sums,
    ...jobEfficiency(sums),
  };
}

/** Its account for ever once it is settled; before, what the ledger has booked. */
function owedBy(
  { id, account }: Job,
  ledger: Telemetry['ledger'],
): Pick<JobView, 'ledgerWh' | 'facilityWh' | 'costEur' | 'co2G'> {
  const owed = account ?? ledger.account(id);
  const known = (value: number | undefined): number | null =>
    value === undefined || Number.isNaN(value) ? null : value;
  return {
    ledgerWh: known(owed?.rackWh),
    facilityWh: known(owed?.facilityWh),
    costEur: known(owed?.costEur),
    co2G: known(owed?.co2G),
  };
}

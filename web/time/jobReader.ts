// The figures of jobs this second, read as metrics of the dictionary.
import type { JobView } from '../../server/contract/job.ts';
import type { MetricId } from '../../server/contract/metrics.ts';

/** Where the list of jobs carries a metric. */
const FIELDS: Partial<Record<MetricId, keyof JobView>> = {
  jobPowerW: 'powerW',
  jobGpuPowerW: 'gpuPowerW',
  jobSmActiveRatio: 'smActiveRatio',
  jobPaceRatio: 'paceRatio',
  jobPrefillRatio: 'prefillRatio',
  jobEnergyWh: 'energyWh',
  jobGpuEnergyWh: 'gpuEnergyWh',
  jobTokens: 'tokens',
  jobSteps: 'steps',
  jobRequests: 'requests',
};

/** By the number of the job; NaN for one that does not run, and for what the list does not carry. */
export function jobReader(jobs: readonly JobView[]): (metric: MetricId, job: number) => number {
  return (metric, number) => {
    const field = FIELDS[metric];
    const job = field && jobs.find(({ id }) => id === `J${number}`);
    const value = job?.state === 'running' && field ? job[field] : undefined;
    return typeof value === 'number' ? value : Number.NaN;
  };
}

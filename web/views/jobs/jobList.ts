// The jobs of a tab, filtered and summed by tenant; pure, so that sums can be held against the API.
import type { JobView } from '../../../server/contract/job.ts';

export interface TenantSum {
  readonly tenant: string;
  readonly jobs: number;
  readonly gpus: number;
  readonly powerW: number;
  readonly facilityWh: number;
  readonly costEur: number;
  readonly co2G: number;
}

/** Jobs in which every word stands in id, name, tenant or kind. */
export function filtered(
  jobs: readonly JobView[],
  words: string,
  kindText: (kind: JobView['kind']) => string,
): readonly JobView[] {
  const wanted = words.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return jobs;
  return jobs.filter(({ id, name, tenant, kind }) => {
    const text = `${id} ${name} ${tenant} ${kindText(kind)}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** Largest power first; what is not known of a job adds nothing. */
export function byTenant(jobs: readonly JobView[]): readonly TenantSum[] {
  const sums = new Map<string, TenantSum>();
  for (const job of jobs) {
    const { tenant } = job;
    const sum = sums.get(tenant);
    sums.set(tenant, {
      tenant,
      jobs: (sum?.jobs ?? 0) + 1,
      gpus: (sum?.gpus ?? 0) + job.gpuCount,
      powerW: (sum?.powerW ?? 0) + (job.powerW ?? 0),
      facilityWh: (sum?.facilityWh ?? 0) + (job.facilityWh ?? 0),
      costEur: (sum?.costEur ?? 0) + (job.costEur ?? 0),
      co2G: (sum?.co2G ?? 0) + (job.co2G ?? 0),
    });
  }
  return [...sums.values()].sort((a, b) => b.powerW - a.powerW);
}

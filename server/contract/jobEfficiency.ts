// What a job has used for each token and each step: at its GPUs alone, and of the whole site.

/** Since the start of the job, but for what the ledger has booked, which may begin later; null where not known. */
interface JobSums {
  readonly energyWh: number | null;
  readonly gpuEnergyWh: number | null;
  readonly ledgerWh: number | null;
  readonly facilityWh: number | null;
  readonly tokens: number | null;
  readonly steps: number | null;
}

/** `gpu`: energy of its GPUs alone; `site`: energy at the meters of the site, with its share of cooling and losses. */
export interface JobEfficiency {
  readonly gpuJPerToken: number | null;
  readonly siteJPerToken: number | null;
  readonly gpuJPerStep: number | null;
  readonly siteJPerStep: number | null;
}

const J_PER_WH = 3_600;

/** Sums over sums. Energy from before the record pays what the job has paid on the mean since. */
export function jobEfficiency(sums: JobSums): JobEfficiency {
  const { energyWh, gpuEnergyWh, ledgerWh, facilityWh, tokens, steps } = sums;
  const overhead = over(facilityWh, ledgerWh);
  const siteWh = energyWh === null || overhead === null ? null : energyWh * overhead;
  return {
    gpuJPerToken: over(gpuEnergyWh, tokens, J_PER_WH),
    siteJPerToken: over(siteWh, tokens, J_PER_WH),
    gpuJPerStep: over(gpuEnergyWh, steps, J_PER_WH),
    siteJPerStep: over(siteWh, steps, J_PER_WH),
  };
}

function over(amount: number | null, count: number | null, factor = 1): number | null {
  return amount === null || count === null || count <= 0 ? null : (amount / count) * factor;
}

// A stream of chance jobs in numbers: sizes on this site, mean duration, and how often jobs must arrive.
import type { JobStream } from '../contract/workload.ts';
import type { Twin } from './twin.ts';

/** The size at a share 0-1 of the weights, in trays: at least one, at most an eighth of the site. */
export function sizeTrays(twin: Twin, row: JobStream, u: number): number {
  let left = u * row.sizes.reduce((sum, { weight }) => sum + weight, 0);
  let gpus = 1;
  for (const size of row.sizes) {
    gpus = size.gpus;
    left -= size.weight;
    if (left <= 0) break;
  }
  const most = Math.max(1, Math.floor(twin.trays / 8));
  return Math.min(most, Math.max(1, Math.ceil(gpus / twin.gpusPerTray)));
}

/** Mean of the capped lognormal, by the midpoint rule over its deviations. */
export function meanDurationS(row: JobStream): number {
  let sum = 0;
  let weight = 0;
  for (let z = -5; z <= 5; z += 0.01) {
    const density = Math.exp((-z * z) / 2);
    const durationS = row.durationMedianS * Math.exp(row.durationSigma * z);
    sum += density * Math.min(row.durationMaxS, durationS);
    weight += density;
  }
  return sum / weight;
}

/** Arrivals a second that keep the stream's share of the site at work (Little's law). */
export function arrivalsPerS(twin: Twin, row: JobStream): number {
  const total = row.sizes.reduce((sum, { weight }) => sum + weight, 0);
  let meanTrays = 0;
  let passed = 0;
  for (const { weight } of row.sizes) {
    meanTrays += (weight / total) * sizeTrays(twin, row, (passed + weight / 2) / total);
    passed += weight;
  }
  return (row.share * twin.trays) / (meanTrays * meanDurationS(row));
}

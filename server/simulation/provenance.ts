// Where every number of the twin comes from: basis, formula and sources of each metric that it fills.
import type { ReadMetricId, TickMetricId } from '../contract/metrics.ts';
import type { Provenance } from '../contract/source.ts';
import { COOLING_PROVENANCE } from './provenanceCooling.ts';
import { FAILURE_PROVENANCE } from './provenanceFailure.ts';
import { GPU_PROVENANCE } from './provenanceGpu.ts';
import { GRID_PROVENANCE } from './provenanceGrid.ts';
import { JOB_PROVENANCE } from './provenanceJob.ts';
import { POWER_PROVENANCE } from './provenancePower.ts';
import { RACK_PROVENANCE } from './provenanceRack.ts';

export const PROVENANCE: Readonly<Record<TickMetricId | ReadMetricId, Provenance>> = {
  ...POWER_PROVENANCE,
  ...GRID_PROVENANCE,
  ...COOLING_PROVENANCE,
  ...FAILURE_PROVENANCE,
  ...RACK_PROVENANCE,
  ...GPU_PROVENANCE,
  ...JOB_PROVENANCE,
};

// Short forms for a row of provenance.
import { BY_DEFINITION, type Provenance } from '../contract/source.ts';

type Row = (en: string, fr: string, ...sources: string[]) => Provenance;

export const modelled: Row = (en, fr, ...sources) => ({
  basis: 'modelled',
  formula: { en, fr },
  sources: sources.length > 0 ? sources : [BY_DEFINITION],
});

export const assumed: Row = (en, fr, ...sources) => ({
  basis: 'assumed',
  formula: { en, fr },
  sources,
});

export const CAPTURE = 'NVIDIA k8s-test-infra, GB200 captures';
export const DCGM = 'NVIDIA DCGM field reference';
export const POWER_SERVICE = 'NVIDIA Domain Power Service, device specifications';
export const ESTIMATE = 'Estimate, see fixtures/hardware';
export const LLAMA = 'Llama 3 Herd of Models, section 3.3.4';
export const WORKLOADS = 'Job mix and phase levels, see fixtures/workloads';
export const CLIMATE = 'RT2012 typical year, zone H1a (Trappes), see fixtures/climate';

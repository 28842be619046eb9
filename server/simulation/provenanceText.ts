// Short forms for a row of provenance.
import { BY_DEFINITION, type Citation, type Provenance } from '../contract/source.ts';

type Row = (en: string, fr: string, ...sources: Citation[]) => Provenance;

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

export const CAPTURE: Citation = {
  en: 'NVIDIA k8s-test-infra, GB200 captures',
  fr: 'NVIDIA k8s-test-infra, relevés de GB200',
};
export const DCGM = 'NVIDIA DCGM field reference';
export const POWER_SERVICE = 'NVIDIA Domain Power Service, device specifications';
export const ESTIMATE: Citation = {
  en: 'Estimate, see fixtures/hardware',
  fr: 'Estimation, voir fixtures/hardware',
};
export const LLAMA = 'Llama 3 Herd of Models, section 3.3.4';
export const WORKLOADS: Citation = {
  en: 'Job mix and phase levels, see fixtures/workloads',
  fr: 'Composition des travaux et niveaux de leurs phases, voir fixtures/workloads',
};
export const CLIMATE: Citation = {
  en: 'RT2012 typical year, zone H1a (Trappes), see fixtures/climate',
  fr: 'Année type RT2012, zone H1a (Trappes), voir fixtures/climate',
};

// Words of the card that tells how a number is known.
import type { ProvenanceBasis } from '../../server/contract/source.ts';
import type { Text } from '../../server/contract/text.ts';

export const BASIS_TEXTS: Record<ProvenanceBasis, Text> = {
  measured: { en: 'measured', fr: 'mesuré' },
  modelled: { en: 'modelled', fr: 'modélisé' },
  assumed: { en: 'assumed', fr: 'supposé' },
};

export const PROVENANCE_TEXTS = {
  basis: { en: 'Known how', fr: 'Origine' },
  formula: { en: 'Formula', fr: 'Formule' },
  sources: { en: 'Sources', fr: 'Sources' },
  metric: { en: 'Metric', fr: 'Grandeur' },
} as const satisfies Record<string, Text>;

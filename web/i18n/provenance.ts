// Words of the card that tells how a number is known.
import {
  BY_DEFINITION,
  type Provenance,
  type ProvenanceBasis,
} from '../../server/contract/source.ts';
import type { Text } from '../../server/contract/text.ts';
import { say } from '../i18n.ts';

export const BASIS_TEXTS: Record<ProvenanceBasis, Text> = {
  measured: { en: 'measured', fr: 'mesuré' },
  modelled: { en: 'modelled', fr: 'modélisé' },
  assumed: { en: 'assumed', fr: 'supposé' },
};

export const PROVENANCE_TEXTS = {
  basis: { en: 'Basis', fr: 'Origine' },
  formula: { en: 'Formula', fr: 'Formule' },
  sources: { en: 'Sources', fr: 'Sources' },
  byDefinition: {
    en: 'By definition, from the metrics that the formula names',
    fr: 'Par définition, à partir des grandeurs que nomme la formule',
  },
  metric: { en: 'Metric', fr: 'Grandeur' },
} as const satisfies Record<string, Text>;

/** Titles stay in the language they were published in. */
export function sourcesText({ sources }: Pick<Provenance, 'sources'>): string {
  return sources
    .map((source) => (source === BY_DEFINITION ? say(PROVENANCE_TEXTS.byDefinition) : source))
    .join('; ');
}

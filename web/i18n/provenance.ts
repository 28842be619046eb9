// Words of the card that tells how a number is known.
import type { Provenance, ProvenanceBasis } from '../../server/contract/source.ts';
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
  metric: { en: 'Metric', fr: 'Grandeur' },
} as const satisfies Record<string, Text>;

export function sourcesText({ sources }: Pick<Provenance, 'sources'>): string {
  return sources
    .map((source) => (typeof source === 'string' ? source : say(source)))
    .join(say({ en: '; ', fr: ' ; ' }));
}

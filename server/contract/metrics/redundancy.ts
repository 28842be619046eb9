// Metrics of redundancy: what is left to spare of feeds, transformers, gensets, UPS and CDUs, concluded by telemetry.
import type { Metric, Scope } from '../metric.ts';
import type { Text } from '../text.ts';
import { derived, text } from './shape.ts';

function redundancy<const S extends Scope>(scope: S, name: Text, help: Text) {
  return { ...derived(scope, 'code', name, help), kind: 'state', states: 'redundancy' } as const;
}

export const REDUNDANCY_METRICS = {
  siteFeedRedundancy: redundancy(
    'site',
    text('Redundancy of the feeds', 'Redondance des arrivées'),
    text('Each feed can supply the whole site.', 'Chaque arrivée peut alimenter tout le site.'),
  ),
  siteTransformerRedundancy: redundancy(
    'site',
    text('Redundancy of the transformers', 'Redondance des transformateurs'),
    text(
      'Transformers in service against those that the connected power needs.',
      'Transformateurs en service face à ceux qu’exige la puissance de raccordement.',
    ),
  ),
  siteGensetRedundancy: redundancy(
    'site',
    text('Redundancy of the gensets', 'Redondance des groupes électrogènes'),
    text(
      'Gensets that can run against those that the site needs.',
      'Groupes électrogènes disponibles face à ceux qu’exige le site.',
    ),
  ),
  upsGroupRedundancy: redundancy(
    'upsGroup',
    text('Redundancy of the UPS group', 'Redondance du groupe d’onduleurs'),
    text(
      'UPS that protect their load against those that the group needs, and their load.',
      'Onduleurs qui protègent leur charge face à ceux qu’exige le groupe, et leur charge.',
    ),
  ),
  ringRedundancy: redundancy(
    'cduRing',
    text('Redundancy of the coolant ring', 'Redondance de la boucle de caloporteur'),
    text(
      'CDUs that run or stand by against those that the ring needs.',
      'CDU en marche ou en attente face à celles qu’exige la boucle.',
    ),
  ),
} as const satisfies Record<string, Metric>;

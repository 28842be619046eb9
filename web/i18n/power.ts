// Words of the power view.
import type { Text } from '../../server/contract/text.ts';

export const POWER_TEXTS = {
  title: { en: 'Power', fr: 'Puissance' },
  grid: { en: 'From the grid', fr: 'Du réseau' },
  ofConnection: { en: 'of the connection', fr: 'du raccordement' },
  losses: { en: 'Losses', fr: 'Pertes' },
  lossesNote: {
    en: 'busway, UPS, transformers, lines',
    fr: 'gaines à barres, onduleurs, transformateurs, lignes',
  },
  backup: { en: 'Gensets and batteries', fr: 'Groupes et batteries' },
  backupNote: { en: 'charging is negative', fr: 'la charge est négative' },
  ramp: { en: 'Ramp, last minute', fr: 'Rampe, dernière minute' },
  rampNote: { en: 'steepest second to second', fr: 'la plus raide d’une seconde à l’autre' },
  oneLine: { en: 'One-line diagram', fr: 'Schéma unifilaire' },
  oneLineNote: {
    en: 'select a node for its figures and its past',
    fr: 'choisissez un nœud pour ses valeurs et son passé',
  },
  feeds: { en: 'Feeds', fr: 'Arrivées' },
  transformers: { en: 'Transformers', fr: 'Transformateurs' },
  gensets: { en: 'Gensets', fr: 'Groupes électrogènes' },
  ups: { en: 'UPS', fr: 'Onduleurs' },
  groups: { en: 'UPS groups', fr: 'Groupes d’onduleurs' },
  halls: { en: 'Halls', fr: 'Salles' },
  busbar: { en: 'Medium-voltage busbar', fr: 'Jeu de barres moyenne tension' },
  cooling: { en: 'Cooling', fr: 'Refroidissement' },
  house: { en: 'House', fr: 'Auxiliaires' },
  node: { en: 'Node', fr: 'Nœud' },
  place: { en: 'Place', fr: 'Lieu' },
  redundancy: { en: 'Redundancy', fr: 'Redondance' },
  close: { en: 'Close', fr: 'Fermer' },
  past: { en: 'Power of {id}', fr: 'Puissance de {id}' },
  waveform: { en: 'Waveform', fr: 'Forme d’onde' },
  waveformNote: {
    en: 'the last minute in tenths of a second: {min} to {max}',
    fr: 'la dernière minute en dixièmes de seconde : {min} à {max}',
  },
  waveformNone: {
    en: 'This source has no waveforms.',
    fr: 'Cette source ne donne pas de formes d’onde.',
  },
  again: { en: 'Measure again', fr: 'Mesurer à nouveau' },
  siteWave: { en: 'Site', fr: 'Site' },
  rackWave: { en: 'Rack', fr: 'Baie' },
} as const satisfies Record<string, Text>;

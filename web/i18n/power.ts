// Words of the power view.
import type { Text } from '../../server/contract/text.ts';

export const POWER_TEXTS = {
  title: { en: 'Power', fr: 'Électricité' },
  grid: { en: 'From the grid', fr: 'Soutirage réseau' },
  ofConnection: { en: 'of the connection', fr: 'du raccordement' },
  losses: { en: 'Losses', fr: 'Pertes' },
  lossesNote: {
    en: 'busway, UPS, transformers, lines',
    fr: 'gaines, onduleurs, transformateurs, lignes',
  },
  backup: { en: 'Gensets and batteries', fr: 'Groupes et batteries' },
  backupNote: { en: 'charging is negative', fr: 'négatif en recharge' },
  batteryApart: {
    en: '{energy} from batteries in 24 h, not counted in PUE',
    fr: '{energy} fournis par les batteries en 24 h, non comptés dans le PUE',
  },
  ramp: { en: 'Ramp', fr: 'Rampe' },
  rampNote: {
    en: 'last minute against the one before',
    fr: 'dernière minute comparée à la précédente',
  },
  oneLine: { en: 'One-line diagram', fr: 'Schéma unifilaire' },
  oneLineNote: {
    en: 'select a node for its figures and its past',
    fr: 'choisissez un nœud pour ses valeurs et son passé',
  },
  feeds: { en: 'Feeds', fr: 'Arrivées' },
  transformers: { en: 'Transformers', fr: 'Transformateurs' },
  gensets: { en: 'Gensets', fr: 'Groupes électrogènes' },
  gensetsRunning: {
    en: 'Gensets: {running} of {count} running',
    fr: 'Groupes électrogènes : {running} sur {count} en marche',
  },
  gensetsOut: { en: '{out} out of service', fr: '{out} hors service' },
  ups: { en: 'UPS', fr: 'Onduleurs' },
  groups: { en: 'UPS groups', fr: 'Groupes d’onduleurs' },
  hall: { en: 'Hall {hall}', fr: 'Salle {hall}' },
  busbar: { en: 'Medium-voltage busbar', fr: 'Jeu de barres HTA' },
  cooling: { en: 'Cooling', fr: 'Refroidissement' },
  house: { en: 'House', fr: 'Auxiliaires' },
  place: { en: 'Place', fr: 'Lieu' },
  state: { en: 'State', fr: 'État' },
  redundancy: { en: 'Redundancy', fr: 'Redondance' },
  close: { en: 'Close', fr: 'Fermer' },
  past: { en: 'Power of {id}', fr: 'Puissance de {id}' },
  waveform: { en: 'Waveform', fr: 'Forme d’onde' },
  waveformNote: {
    en: 'a minute in tenths of a second: {min} to {max}',
    fr: 'une minute en dixièmes de seconde : {min} à {max}',
  },
  waveformNone: {
    en: 'This source has no waveforms.',
    fr: 'Cette source ne donne pas de formes d’onde.',
  },
  noSuchRack: {
    en: 'This site has no rack called {id}: the site is shown.',
    fr: 'Ce site n’a pas de baie nommée {id} : le site est affiché.',
  },
  residual: { en: 'Balance, residual', fr: 'Bilan, écart' },
  unmetered: { en: 'Unmetered', fr: 'Non compté' },
  residualNote: {
    en: 'in less out, this second',
    fr: 'entrées moins sorties, à la seconde',
  },
  loss: { en: 'loss', fr: 'pertes' },
  load: { en: 'load', fr: 'charge' },
  calmOf: { en: '{calm} of {count} with their spare', fr: '{calm} sur {count} avec leur secours' },
  again: { en: 'Measure again', fr: 'Mesurer à nouveau' },
  siteWave: { en: 'Site', fr: 'Site' },
  rackWave: { en: 'Rack', fr: 'Baie' },
} as const satisfies Record<string, Text>;

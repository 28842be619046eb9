// Words of the parts of the overview that come after its first screen: energy flow, jobs, events, the grid today.
import type { Text } from '../../server/contract/text.ts';

export const PARTS_TEXTS = {
  flow: { en: 'Energy flow', fr: 'Flux d’énergie' },
  flowNote: {
    en: 'mean of {range} · residual {residual}',
    fr: 'moyenne sur {range} · écart {residual}',
  },
  flowUnmetered: {
    en: 'mean of {range} · unmetered {residual}',
    fr: 'moyenne sur {range} · non compté {residual}',
  },
  days: { en: 'd', fr: 'j' },
  flowPast: { en: 'the chosen period', fr: 'la période choisie' },
  flowNone: {
    en: 'No second of this period is fully known.',
    fr: 'Aucune seconde n’est entièrement connue sur cette période.',
  },
  flowGrid: { en: 'Grid', fr: 'Réseau' },
  flowGensets: { en: 'Gensets', fr: 'Groupes' },
  flowBattery: { en: 'Battery', fr: 'Batterie' },
  flowBusbar: { en: 'Medium-voltage busbar', fr: 'Jeu de barres HTA' },
  flowCharging: { en: 'Charging', fr: 'Recharge' },
  flowUps: { en: 'UPS', fr: 'Onduleurs' },
  flowGpus: { en: 'GPUs', fr: 'GPU' },
  flowOtherIt: { en: 'Other IT', fr: 'Autre informatique' },
  flowShelves: { en: 'Shelves, busway', fr: 'Blocs, gaines' },
  flowUpsLoss: { en: 'UPS loss', fr: 'Pertes onduleurs' },
  flowCooling: { en: 'Cooling', fr: 'Refroidissement' },
  flowHouse: { en: 'House', fr: 'Auxiliaires' },
  flowLines: { en: 'Transformers, lines', fr: 'Transfos, lignes' },
  allJobs: { en: 'All jobs', fr: 'Tous les travaux' },
  allEvents: { en: 'All events', fr: 'Tous les événements' },
  gridToday: { en: 'Grid today', fr: 'Réseau aujourd’hui' },
  gridNote: { en: 'price · carbon', fr: 'prix · carbone' },
  price: { en: 'Price', fr: 'Prix' },
  carbon: { en: 'Carbon', fr: 'Carbone' },
  hour: { en: 'Hour', fr: 'Heure' },
  basis: { en: 'Basis', fr: 'Origine' },
  recorded: { en: 'recorded', fr: 'enregistré' },
  forecast: { en: 'forecast', fr: 'prévision' },
  gridHint: { en: 'dashed: forecast', fr: 'tireté : prévision' },
  gridOffline: {
    en: 'Today’s prices and carbon cannot be read now.',
    fr: 'Prix et carbone du jour indisponibles.',
  },
  gridNone: { en: 'Nothing is recorded for today yet.', fr: 'Rien d’enregistré aujourd’hui.' },
} as const satisfies Record<string, Text>;

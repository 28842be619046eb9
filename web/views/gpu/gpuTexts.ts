// Words of the GPU view in English and French.
import type { Text } from '../../../server/contract/text.ts';

export const GPU_TEXTS = {
  waiting: { en: 'Waiting for the site', fr: 'En attente du site' },
  outOfService: {
    en: 'Out of service: this GPU reports no values.',
    fr: 'Hors service : ce GPU ne transmet aucune valeur.',
  },
  neighbours: { en: 'Neighbouring GPUs', fr: 'GPU voisins' },
  tray: { en: 'tray {number}', fr: 'tiroir {number}' },
  inTray: { en: 'In the same tray', fr: 'Dans le même tiroir' },
  trayPower: { en: 'tray {power}', fr: 'tiroir {power}' },
  job: { en: 'Job', fr: 'Travail' },
  noJob: { en: 'No job holds this GPU.', fr: 'Aucun travail n’occupe ce GPU.' },
  jobGpus: { en: '{count} GPUs', fr: '{count} GPU' },
  metrics: { en: 'All metrics', fr: 'Toutes les grandeurs' },
  metricsNote: { en: 'this second, full precision', fr: 'à la seconde, pleine précision' },
  metric: { en: 'Metric', fr: 'Grandeur' },
  value: { en: 'Value', fr: 'Valeur' },
  dcgm: { en: 'DCGM field', fr: 'Champ DCGM' },
  basis: { en: 'Basis', fr: 'Origine' },
  last15: { en: 'last 15 minutes', fr: '15 dernières minutes' },
  chartOf: {
    en: '{name}, last 15 minutes, now {value}',
    fr: '{name}, 15 dernières minutes, actuellement {value}',
  },
  showChart: { en: 'Show {name} large', fr: 'Agrandir {name}' },
  computed: { en: 'How it is known', fr: 'D’où vient la valeur' },
  sources: { en: 'Sources: {list}', fr: 'Sources : {list}' },
  xids: { en: 'XID events', fr: 'Événements XID' },
  noXids: { en: 'No XID is on record for this GPU.', fr: 'Aucun XID enregistré pour ce GPU.' },
  xidsMissing: {
    en: 'The record of events does not answer.',
    fr: 'Le registre des événements ne répond pas.',
  },
} as const satisfies Record<string, Text>;

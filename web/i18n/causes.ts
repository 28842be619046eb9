// Why a tray goes out of service or a job starts again: the words of the causes in fixtures/hardware.
import type { Text } from '../../server/contract/text.ts';

export const CAUSE_TEXTS: Readonly<Record<string, Text>> = {
  gpu: { en: 'GPU fault', fr: 'panne d’un GPU' },
  hbm: { en: 'GPU memory fault', fr: 'panne de mémoire HBM' },
  gpuSram: { en: 'fault in GPU cache', fr: 'panne du cache d’un GPU' },
  gpuProcessor: {
    en: 'fault in GPU control processor',
    fr: 'panne du processeur de contrôle d’un GPU',
  },
  graceLink: { en: 'fault of the Grace link', fr: 'panne de la liaison Grace' },
  software: { en: 'software fault', fr: 'défaut logiciel' },
  network: { en: 'network fault', fr: 'panne de réseau' },
  host: { en: 'host fault', fr: 'panne de l’hôte' },
  hostMaintenance: { en: 'planned maintenance', fr: 'maintenance prévue' },
};

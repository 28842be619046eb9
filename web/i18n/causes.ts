// Why a tray goes out of service or a job starts again: the words of the causes in fixtures/hardware.
import type { Text } from '../../server/contract/text.ts';

export const CAUSE_TEXTS: Readonly<Record<string, Text>> = {
  gpu: { en: 'GPU fault', fr: 'panne d’un GPU' },
  hbm: { en: 'GPU memory fault', fr: 'panne de mémoire HBM' },
  gpuSram: { en: 'GPU cache fault', fr: 'panne du cache d’un GPU' },
  gpuProcessor: {
    en: 'GPU control processor fault',
    fr: 'panne du processeur de contrôle d’un GPU',
  },
  software: { en: 'software fault', fr: 'défaut logiciel' },
  network: { en: 'network fault', fr: 'panne de réseau' },
  hostMaintenance: {
    en: 'unplanned host maintenance',
    fr: 'maintenance non planifiée de l’hôte',
  },
  nic: { en: 'network card fault', fr: 'panne de carte réseau' },
  watchdog: { en: 'communication timed out', fr: 'délai de communication dépassé' },
  silentCorruption: { en: 'silent data corruption', fr: 'corruption silencieuse de données' },
  thermalInterface: {
    en: 'thermal interface or sensor fault',
    fr: 'défaut d’interface thermique ou de capteur',
  },
  ssd: { en: 'drive fault', fr: 'panne de disque' },
  powerSupply: { en: 'tray power supply fault', fr: 'panne d’alimentation du tiroir' },
  chassis: { en: 'chassis fault', fr: 'panne du châssis' },
  ioBoard: { en: 'I/O board fault', fr: 'panne d’une carte d’entrées-sorties' },
  dependency: { en: 'outside service fault', fr: 'défaut d’un service externe' },
  cpu: { en: 'CPU fault', fr: 'panne d’un processeur' },
  memory: { en: 'main memory fault', fr: 'panne de mémoire centrale' },
  overheat: { en: 'shut down by overheating', fr: 'arrêt par surchauffe' },
  powerLost: { en: 'power lost', fr: 'perte d’alimentation' },
  leak: { en: 'coolant leak', fr: 'fuite de caloporteur' },
  operator: { en: 'taken out by an operator', fr: 'retrait par un opérateur' },
};

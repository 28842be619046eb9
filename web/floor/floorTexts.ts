// Words of the floor in English and French.
import type { ClockEvent } from '../../server/contract/state.ts';
import type { Text } from '../../server/contract/text.ts';
import type { FloorMetric } from './floorMetric.ts';

export const FLOOR_TEXTS = {
  floor: { en: 'Floor', fr: 'Plan des salles' },
  metric: { en: 'Metric of the floor', fr: 'Grandeur affichée' },
  map: {
    en: 'Map of the floor. Arrow keys move from GPU to GPU, with Shift from rack to rack. Enter opens, Escape climbs, Page Down enters a rack.',
    fr: 'Plan des salles. Les flèches vont de GPU en GPU, avec Maj de baie en baie. Entrée ouvre, Échap remonte, Page suivante entre dans une baie.',
  },
  rackMap: {
    en: 'Map of the racks. Arrow keys move from rack to rack. Enter opens, Escape climbs.',
    fr: 'Plan des baies. Les flèches vont de baie en baie. Entrée ouvre, Échap remonte.',
  },
  skipMap: { en: 'Skip the map', fr: 'Passer le plan' },
  hall: { en: 'Hall {number}', fr: 'Salle {number}' },
  row: { en: 'row {letter}', fr: 'rangée {letter}' },
  position: { en: 'position {number}', fr: 'position {number}' },
  noJob: { en: 'no job', fr: 'aucun travail' },
  jobs: { en: '{name} and {count} more', fr: '{name} et {count} autres' },
  out: { en: 'out of service', fr: 'hors service' },
  of: { en: 'of {limit}', fr: 'sur {limit}' },
  margin: { en: 'margin', fr: 'marge' },
  smActive: { en: 'SM', fr: 'SM' },
  rack: { en: 'rack', fr: 'baie' },
  hottest: { en: 'hottest', fr: 'max.' },
  traysOut: { en: '{count} trays out', fr: '{count} tiroirs hors service' },
  oneTrayOut: { en: '1 tray out', fr: '1 tiroir hors service' },
  networkRack: { en: 'network and storage rack', fr: 'baie réseau et stockage' },
  heat: { en: 'heat', fr: 'chaleur' },
  supply: { en: 'supply', fr: 'départ' },
  pointHint: {
    en: 'Point at a GPU, or press Tab and use the arrow keys.',
    fr: 'Pointez un GPU, ou appuyez sur Tab puis utilisez les flèches.',
  },
  tapHint: {
    en: 'Tap a rack; tap again to open it.',
    fr: 'Touchez une baie ; touchez-la encore pour l’ouvrir.',
  },
  hallHint: { en: 'Click a hall to see its GPUs.', fr: 'Cliquez sur une salle pour voir ses GPU.' },
  figuresOfNow: {
    en: 'The map shows the past; present figures are left out.',
    fr: 'Le plan montre le passé ; les chiffres actuels sont omis.',
  },
  wholeSite: { en: 'Whole site', fr: 'Tout le site' },
  waiting: { en: 'Waiting for values', fr: 'En attente de valeurs' },
  noValues: { en: 'No values', fr: 'Aucune valeur' },
  legendOut: { en: 'out of service', fr: 'hors service' },
  legendNoValue: { en: 'no value', fr: 'sans valeur' },
  legendWarning: { en: 'warning', fr: 'avertissement' },
  legendCritical: { en: 'critical', fr: 'critique' },
  legendTraysOut: { en: 'trays out', fr: 'tiroirs HS' },
  legendCdu: { en: 'CDU', fr: 'CDU' },
  legendNetwork: { en: 'network rack', fr: 'baie réseau' },
  legendNormal: { en: 'normal', fr: 'normal' },
  legendIdle: { en: 'no job', fr: 'aucun travail' },
  legendOthers: { en: '{count} more', fr: '{count} autres' },
  fileRack: { en: 'Rack', fr: 'Baie' },
  filePlaces: { en: 'known', fr: 'connus' },
  fileLow: { en: 'lowest', fr: 'min.' },
  fileMean: { en: 'mean', fr: 'moyenne' },
  fileHigh: { en: 'highest', fr: 'max.' },
  fullClock: { en: 'nothing holds it back', fr: 'rien ne la limite' },
} as const satisfies Record<string, Text>;

export const METRIC_TEXTS: Record<FloorMetric, { label: Text; gpus: Text; racks: Text }> = {
  power: {
    label: { en: 'Power', fr: 'Puissance' },
    gpus: { en: 'GPU power', fr: 'Puissance des GPU' },
    racks: { en: 'Rack power', fr: 'Puissance des baies' },
  },
  margin: {
    label: { en: 'Thermal margin', fr: 'Marge thermique' },
    gpus: {
      en: 'Kelvins to the limit, coloured below 10 K',
      fr: 'Kelvins avant la limite, en couleur sous 10 K',
    },
    racks: {
      en: 'Smallest margin of each rack, coloured below 10 K',
      fr: 'Plus petite marge par baie, en couleur sous 10 K',
    },
  },
  temperature: {
    label: { en: 'Temperature', fr: 'Température' },
    gpus: {
      en: 'GPU temperature, coloured from 10 K below the limit',
      fr: 'Température des GPU, en couleur à moins de 10 K de la limite',
    },
    racks: {
      en: 'Hottest GPU of each rack, coloured from 10 K below the limit',
      fr: 'GPU le plus chaud par baie, en couleur à moins de 10 K de la limite',
    },
  },
  clock: {
    label: { en: 'Clock', fr: 'Fréquence' },
    gpus: { en: 'SM clock', fr: 'Fréquence des SM' },
    racks: { en: 'SM active, mean of each rack', fr: 'SM actifs, moyenne par baie' },
  },
  tenant: {
    label: { en: 'Tenant', fr: 'Client' },
    gpus: { en: 'Whose job holds each GPU', fr: 'Client du travail de chaque GPU' },
    racks: { en: 'Tenant that holds most of each rack', fr: 'Client principal de chaque baie' },
  },
  activity: {
    label: { en: 'Activity', fr: 'Activité' },
    gpus: { en: 'SM active', fr: 'SM actifs' },
    racks: { en: 'SM active, mean of each rack', fr: 'SM actifs, moyenne par baie' },
  },
  job: {
    label: { en: 'Job', fr: 'Travail' },
    gpus: { en: 'Which job holds each GPU', fr: 'Travail de chaque GPU' },
    racks: { en: 'Job that holds most of each rack', fr: 'Travail principal de chaque baie' },
  },
  health: {
    label: { en: 'Health', fr: 'Santé' },
    gpus: { en: 'Grey is normal', fr: 'Gris : normal' },
    racks: { en: 'Worst of each rack; grey is normal', fr: 'Pire état par baie ; gris : normal' },
  },
};

export const REASON_TEXTS: Record<ClockEvent, Text> = {
  gpuIdle: { en: 'idle', fr: 'au repos' },
  clocksSetting: { en: 'clock set', fr: 'fréquence imposée' },
  powerCap: { en: 'power-capped', fr: 'limité par la puissance' },
  hwSlowdown: { en: 'hardware slowdown', fr: 'ralenti par le matériel' },
  syncBoost: { en: 'held by its boost group', fr: 'limité par son groupe' },
  swThermal: { en: 'thermally slowed', fr: 'ralenti par la chaleur' },
  hwThermal: { en: 'thermal slowdown of the hardware', fr: 'ralenti par la chaleur (matériel)' },
  hwPowerBrake: { en: 'power brake', fr: 'frein de puissance' },
  displayClocks: { en: 'display clock', fr: 'fréquence d’affichage' },
};

export const CDU_TEXTS = {
  running: { en: 'running', fr: 'en marche' },
  standby: { en: 'standing by', fr: 'en attente' },
  starting: { en: 'starting', fr: 'en démarrage' },
  stopped: { en: 'stopped', fr: 'arrêtée' },
  both: { en: 'both pumps ready', fr: 'deux pompes disponibles' },
  a: { en: 'pump A only', fr: 'pompe A seule' },
  b: { en: 'pump B only', fr: 'pompe B seule' },
  none: { en: 'no pump', fr: 'aucune pompe' },
} as const satisfies Record<string, Text>;

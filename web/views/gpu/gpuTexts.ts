// Words of the GPU view in English and French.
import type { ClockEvent } from '../../../server/contract/state.ts';
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
  tenant: { en: 'Tenant', fr: 'Client' },
  start: { en: 'Start', fr: 'Début' },
  metrics: { en: 'All metrics', fr: 'Toutes les grandeurs' },
  metricsNote: { en: 'this second, full precision', fr: 'à la seconde, pleine précision' },
  metric: { en: 'Metric', fr: 'Grandeur' },
  value: { en: 'Value', fr: 'Valeur' },
  dcgm: { en: 'DCGM field', fr: 'Champ DCGM' },
  basis: { en: 'Basis', fr: 'Origine' },
  last15: { en: 'last 15 minutes', fr: '15 dernières minutes' },
  chartOf: {
    en: '{name} over the range',
    fr: '{name} sur la période',
  },
  showChart: { en: 'Show {name} large', fr: 'Agrandir {name}' },
  computed: { en: 'How it is known', fr: 'D’où vient la valeur' },
  sources: { en: 'Sources: ', fr: 'Sources : ' },
  shortMemory: {
    en: 'a site of this size keeps {time} of each GPU',
    fr: 'un site de cette taille garde {time} de chaque GPU',
  },
  clock: { en: 'Clock and cap', fr: 'Fréquence et plafond' },
  reasonsOver: { en: 'Clock reasons over time', fr: 'Causes de la fréquence dans le temps' },
  reasonsStep: {
    en: 'steps of {step} in which it held at least once',
    fr: 'pas de {step} où elle a agi au moins une fois',
  },
  reason: { en: 'Reason', fr: 'Cause' },
  from: { en: 'From', fr: 'Du' },
  to: { en: 'To', fr: 'Au' },
  ratio: { en: 'Share of the time', fr: 'Part du temps' },
  heldBy: { en: 'What limits its clock', fr: 'Ce qui limite sa fréquence' },
  nothing: {
    en: 'Nothing: it runs at its highest clock.',
    fr: 'Rien : il tourne à sa fréquence maximale.',
  },
  capFrom: { en: 'Where the cap comes from', fr: 'D’où vient le plafond' },
  capMachine: {
    en: 'The limit of the machine: no cap holds it lower.',
    fr: 'La limite de la machine : aucun plafond ne la réduit.',
  },
  capUnknown: {
    en: 'A cap that the log of commands no longer names.',
    fr: 'Un plafond que le journal des commandes ne nomme plus.',
  },
  part: { en: 'Part', fr: 'Pièce' },
  firstPart: { en: 'first in this place', fr: 'première à cet emplacement' },
  laterPart: {
    en: 'number {count} in this place, after a swap',
    fr: 'numéro {count} à cet emplacement, après échange',
  },
  driver: { en: 'Driver', fr: 'Pilote' },
  action: { en: 'To do: {action}', fr: 'À faire : {action}' },
  xids: { en: 'XID events', fr: 'Événements XID' },
  noXids: { en: 'No XID is on record for this GPU.', fr: 'Aucun XID enregistré pour ce GPU.' },
  xidsMissing: {
    en: 'The log of events does not answer.',
    fr: 'Le journal des événements ne répond pas.',
  },
} as const satisfies Record<string, Text>;

/** What each reason of the clock means. */
export const REASON_HELP: Record<ClockEvent, Text> = {
  gpuIdle: {
    en: 'It has nothing to do, so its clock rests.',
    fr: 'Il n’a rien à faire : sa fréquence est au repos.',
  },
  clocksSetting: { en: 'Somebody has fixed its clock.', fr: 'Sa fréquence a été imposée.' },
  powerCap: {
    en: 'It draws all that its cap allows. Normal at full load.',
    fr: 'Il consomme tout ce que son plafond permet. Normal à pleine charge.',
  },
  hwSlowdown: {
    en: 'The hardware has at least halved its clock, because of heat or power.',
    fr: 'Le matériel a au moins divisé sa fréquence par deux, pour cause de chaleur ou d’alimentation.',
  },
  syncBoost: {
    en: 'It keeps the clock of the slowest in its group.',
    fr: 'Il suit la fréquence du plus lent de son groupe.',
  },
  swThermal: {
    en: 'It is above its highest operating temperature; the driver slows it down.',
    fr: 'Il dépasse sa température maximale de fonctionnement ; le pilote le ralentit.',
  },
  hwThermal: {
    en: 'It has reached its slowdown temperature; the hardware slows it down.',
    fr: 'Il a atteint sa température de ralentissement ; le matériel le ralentit.',
  },
  hwPowerBrake: {
    en: 'The rack’s power supply has asked it to brake.',
    fr: 'L’alimentation de la baie lui a demandé de freiner.',
  },
  displayClocks: {
    en: 'A display setting limits its clock.',
    fr: 'Un réglage d’affichage limite sa fréquence.',
  },
};

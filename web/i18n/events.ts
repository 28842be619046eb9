// Words of severities, and one sentence for each event that a source reports; alarms bring their own.
import type { EventKey } from '../../server/contract/eventText.ts';
import type { JOB_END_REASONS } from '../../server/contract/job.ts';
import type { Text } from '../../server/contract/text.ts';
import { COMMAND_SENTENCES } from './commands.ts';

export const EVENT_TEXTS = {
  severityInfo: { en: 'Event', fr: 'Événement' },
  severityWarning: { en: 'Warning', fr: 'Avertissement' },
  severityCritical: { en: 'Critical', fr: 'Critique' },
  /** Of a restart. */
  workLost: { en: ', {time} of work lost', fr: ', perte de {time} de travail' },
  eventOver: { en: 'Over: {title}', fr: 'Terminé : {title}' },
} as const satisfies Record<string, Text>;

/** Parameters as in contract/eventText.ts; those that are words are translated first. */
export const EVENT_SENTENCES: Record<EventKey, Text> = {
  ...COMMAND_SENTENCES,
  xid: { en: '{gpu} XID {xid}{meaning}', fr: '{gpu} XID {xid}{meaning}' },
  'tray.out': { en: '{tray} out of service: {cause}', fr: '{tray} hors service : {cause}' },
  'tray.back': { en: '{tray} back in service', fr: '{tray} de nouveau en service' },
  'trays.out': {
    en: '{place}: {trays} trays out of service, {cause}',
    fr: '{place} : {trays} tiroirs hors service, {cause}',
  },
  'trays.back': {
    en: '{place}: {trays} trays back in service',
    fr: '{place} : {trays} tiroirs de nouveau en service',
  },
  'gpu.reset': { en: '{gpu} reset', fr: '{gpu} réinitialisé' },
  'gpus.shutdown': {
    en: '{place}: {gpus} GPUs shut down by overheating',
    fr: '{place} : surchauffe, {gpus} GPU à l’arrêt',
  },
  'rack.leak': {
    en: '{rack} leaks: valve shut, power off',
    fr: '{rack} fuit : vanne fermée, alimentation coupée',
  },
  'rack.mended': {
    en: '{rack} no longer leaks: valve open, power on',
    fr: '{rack} ne fuit plus : vanne ouverte, alimentation rétablie',
  },
  'shelf.out': { en: '{shelf} out of service', fr: '{shelf} hors service' },
  'shelf.back': { en: '{shelf} back in service', fr: '{shelf} de nouveau en service' },
  'job.started': { en: '{name} started on {gpus} GPUs', fr: '{name} démarre sur {gpus} GPU' },
  'job.ended': { en: '{name} {reason}', fr: '{name} {reason}' },
  'job.restarted': {
    en: '{name} restarted: {cause}{lost}',
    fr: '{name} redémarre : {cause}{lost}',
  },
  'job.checkpoint': {
    en: '{name} writes a checkpoint: its GPUs wait {seconds}',
    fr: '{name} écrit un point de reprise : ses GPU attendent {seconds}',
  },
  'cdu.stopped': { en: '{cdu} stopped', fr: '{cdu} arrêtée' },
  'cdu.started': { en: '{cdu} running', fr: '{cdu} en marche' },
  'cdu.ready': { en: '{cdu} ready again', fr: '{cdu} de nouveau disponible' },
  'cdu.rotated': {
    en: '{to} takes over from {from}, as planned',
    fr: '{to} prend le relais de {from}, comme prévu',
  },
  'cdu.pumpStopped': { en: '{cdu} pump {pump} stopped', fr: '{cdu} pompe {pump} arrêtée' },
  'cdu.pumpStarted': { en: '{cdu} pump {pump} running', fr: '{cdu} pompe {pump} en marche' },
  'feed.lost': { en: '{place} lost', fr: '{place} perdue' },
  'feed.back': { en: '{place} live again', fr: '{place} de nouveau sous tension' },
  'feed.backSteady': {
    en: '{place} live again: its load returns after {seconds} of steady voltage',
    fr: '{place} de nouveau sous tension : reprise de sa charge après {seconds} de tension stable',
  },
  'transformer.tripped': { en: '{place} tripped', fr: '{place} déclenché' },
  'transformer.back': { en: '{place} back in service', fr: '{place} de nouveau en service' },
  'ups.failed': { en: '{place} failed', fr: '{place} en panne' },
  'ups.back': { en: '{place} back in service', fr: '{place} de nouveau en service' },
  'ups.bypass': {
    en: '{place} overloaded: on bypass',
    fr: '{place} en surcharge : passage en dérivation',
  },
  'ups.bypassEnded': {
    en: '{place} back from bypass',
    fr: '{place} n’est plus en dérivation',
  },
  'ups.onBattery': {
    en: '{count} UPS on battery',
    fr: 'Onduleurs sur batterie : {count}',
  },
  'ups.online': {
    en: 'All UPS fed again',
    fr: 'Tous les onduleurs sont de nouveau alimentés',
  },
  'gensets.started': {
    en: '{count} gensets start',
    fr: 'Démarrage de {count} groupes électrogènes',
  },
  'gensets.stopped': {
    en: 'Load back on the grid: {count} gensets stop',
    fr: 'Charge reprise par le réseau : arrêt de {count} groupes électrogènes',
  },
  'genset.noStart': { en: '{place} does not start', fr: '{place} ne démarre pas' },
  'genset.back': { en: '{place} ready again', fr: '{place} de nouveau prêt' },
  'genset.outOfFuel': { en: '{place} out of fuel', fr: '{place} à court de carburant' },
  'load.lost': {
    en: '{place}: load lost, {racks} racks without power',
    fr: '{place} : charge perdue, {racks} baies sans alimentation',
  },
  'load.back': {
    en: '{place}: {racks} racks have power again',
    fr: '{place} : alimentation rétablie, {racks} baies',
  },
  'shed.started': {
    en: 'All GPUs capped to hold the site at {megawatts}',
    fr: 'Tous les GPU plafonnés pour tenir le site à {megawatts}',
  },
  'shed.ended': {
    en: 'Site no longer held at {megawatts}: the GPUs’ cap rises again',
    fr: 'Le site n’est plus tenu à {megawatts} : le plafond des GPU remonte',
  },
  'shed.unreached': {
    en: '{megawatts} cannot be reached: at the lowest cap the site still draws {drawnMegawatts}',
    fr: '{megawatts} hors de portée : au plafond le plus bas, le site appelle encore {drawnMegawatts}',
  },
  'gpu.fault': { en: '{gpu}: {fault}', fr: '{gpu} : {fault}' },
  'gpu.mended': { en: '{gpu}: {fault}, over', fr: '{gpu} : {fault}, fin du défaut' },
  'coldLoop.mode': { en: 'Cold loop: {mode}', fr: 'Boucle froide : {mode}' },
  'adiabatic.mode': { en: 'Dry coolers: {mode}', fr: 'Aérorefroidisseurs : {mode}' },
  'store.corrupt': {
    en: 'History could not be read: put aside as {folder}, a new one begun',
    fr: 'Historique illisible : mis de côté sous {folder}, un nouveau commence',
  },
  'store.damaged': {
    en: 'A file of the history is damaged or missing: {file}',
    fr: 'Un fichier de l’historique est endommagé ou manquant : {file}',
  },
  'store.full': {
    en: 'Disk full: no history is written until space is freed',
    fr: 'Disque plein : l’historique n’est plus écrit tant que la place manque',
  },
  'store.failed': {
    en: 'History is not written: {reason}',
    fr: 'L’historique n’est pas écrit : {reason}',
  },
  'store.writing': { en: 'History is written again', fr: 'L’historique est de nouveau écrit' },
  'store.lost': {
    en: 'The disk was too slow: {seconds} s of history lost',
    fr: 'Disque trop lent : {seconds} s d’historique perdues',
  },
  'store.upkeepFailed': {
    en: 'A day of history could not be put in order: {reason}',
    fr: 'Une journée d’historique n’a pas pu être rangée : {reason}',
  },
};

export const JOB_END_TEXTS: Record<(typeof JOB_END_REASONS)[number], Text> = {
  completed: { en: 'completed', fr: 'achevé' },
  cancelled: { en: 'cancelled', fr: 'annulé' },
  failed: { en: 'failed', fr: 'en échec' },
  preempted: { en: 'preempted', fr: 'préempté' },
};

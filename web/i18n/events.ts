// Words of severities, and one sentence for each event that a source reports; alarms bring their own.
import type { EventKey } from '../../server/contract/eventText.ts';
import type { JOB_END_REASONS } from '../../server/contract/job.ts';
import type { Text } from '../../server/contract/text.ts';
import { COMMAND_SENTENCES } from './commands.ts';

export const EVENT_TEXTS = {
  severityInfo: { en: 'Event', fr: 'Événement' },
  severityWarning: { en: 'Warning', fr: 'Avertissement' },
  severityCritical: { en: 'Critical', fr: 'Critique' },
  eventOver: { en: 'Over: {title}', fr: 'Terminé : {title}' },
} as const satisfies Record<string, Text>;

/** Parameters as in contract/eventText.ts; those that are words are translated first. */
export const EVENT_SENTENCES: Record<EventKey, Text> = {
  ...COMMAND_SENTENCES,
  xid: { en: '{gpu} XID {xid}{meaning}', fr: '{gpu} XID {xid}{meaning}' },
  'tray.out': { en: '{tray} out of service: {cause}', fr: '{tray} hors service : {cause}' },
  'tray.back': { en: '{tray} back in service', fr: '{tray} de nouveau en service' },
  'job.started': { en: '{name} started on {gpus} GPUs', fr: '{name} démarre sur {gpus} GPU' },
  'job.ended': { en: '{name} {reason}', fr: '{name} {reason}' },
  'job.restarted': { en: '{name} restarted: {cause}', fr: '{name} redémarre : {cause}' },
  'cdu.stopped': { en: '{cdu} stopped', fr: '{cdu} arrêtée' },
  'cdu.started': { en: '{cdu} running', fr: '{cdu} en marche' },
  'cdu.ready': { en: '{cdu} ready again', fr: '{cdu} de nouveau disponible' },
  'cdu.rotated': {
    en: '{to} takes over from {from}, as planned',
    fr: '{to} prend le relais de {from}, comme prévu',
  },
  'cdu.pumpStopped': { en: '{cdu} pump {pump} stopped', fr: '{cdu} pompe {pump} arrêtée' },
  'cdu.pumpStarted': { en: '{cdu} pump {pump} running', fr: '{cdu} pompe {pump} en marche' },
  'coldLoop.mode': { en: 'Cold loop: {mode}', fr: 'Boucle froide : {mode}' },
  'adiabatic.mode': { en: 'Dry coolers: {mode}', fr: 'Aérorefroidisseurs : {mode}' },
};

export const JOB_END_TEXTS: Record<(typeof JOB_END_REASONS)[number], Text> = {
  completed: { en: 'completed', fr: 'achevé' },
  cancelled: { en: 'cancelled', fr: 'annulé' },
  failed: { en: 'failed', fr: 'en échec' },
  preempted: { en: 'preempted', fr: 'préempté' },
};

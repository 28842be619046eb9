// One sentence for each command that was carried out, and the words of what it names: faults, and kinds of work.
import type { Fault } from '../../server/contract/command.ts';
import type { EventKey } from '../../server/contract/eventText.ts';
import type { Text } from '../../server/contract/text.ts';

export const COMMAND_SENTENCES: Record<Extract<EventKey, `command.${string}`>, Text> = {
  'command.injectFault': {
    en: '{place}: fault by command, {fault} ({by})',
    fr: '{place} : défaut provoqué, {fault} ({by})',
  },
  'command.injectXid': {
    en: '{place}: XID {xid}{meaning} by command ({by})',
    fr: '{place} : XID {xid}{meaning} provoqué ({by})',
  },
  'command.clearFault': {
    en: '{place}: faults cleared by command ({by})',
    fr: '{place} : défauts levés sur commande ({by})',
  },
  'command.setCap': {
    en: '{target}: GPU power capped at {watts} ({by})',
    fr: '{target} : puissance des GPU plafonnée à {watts} ({by})',
  },
  'command.liftCap': {
    en: '{target}: GPU power cap lifted ({by})',
    fr: '{target} : plafond de puissance des GPU levé ({by})',
  },
  'command.setCoolant': {
    en: '{place}: supply set to {celsius} ({by})',
    fr: '{place} : consigne de départ à {celsius} ({by})',
  },
  'command.resetCoolant': {
    en: '{place}: supply back to the site’s own set-point ({by})',
    fr: '{place} : retour à la consigne de départ du site ({by})',
  },
  'command.drainRack': {
    en: '{place} takes no new jobs ({by})',
    fr: '{place} ne reçoit plus de nouveaux travaux ({by})',
  },
  'command.returnRack': {
    en: '{place} takes jobs again ({by})',
    fr: '{place} reçoit de nouveau des travaux ({by})',
  },
  'command.startJob': {
    en: '{job} requested: {profile}, {gpus} GPUs, {minutes} min ({by})',
    fr: '{job} demandé : {profile}, {gpus} GPU, {minutes} min ({by})',
  },
  'command.stopJob': {
    en: '{job} stopped by command ({by})',
    fr: '{job} arrêté sur commande ({by})',
  },
  'command.stallJob': {
    en: '{job} made to hang for {seconds} ({by})',
    fr: '{job} bloqué pendant {seconds} ({by})',
  },
  'command.shed': {
    en: 'Load shed to {megawatts} for {minutes} min ({by})',
    fr: 'Délestage à {megawatts} pendant {minutes} min ({by})',
  },
  'command.endShed': { en: 'Load shedding ended ({by})', fr: 'Fin du délestage ({by})' },
  'command.smoothingOn': {
    en: 'Power smoothing of the GPUs on ({by})',
    fr: 'Lissage de puissance des GPU activé ({by})',
  },
  'command.smoothingOff': {
    en: 'Power smoothing of the GPUs off ({by})',
    fr: 'Lissage de puissance des GPU désactivé ({by})',
  },
  'command.setHeatReuse': {
    en: 'Heat reuse set to {share} of the warm loop’s heat ({by})',
    fr: 'Chaleur valorisée : {share} de celle de la boucle tiède ({by})',
  },
};

export const FAULT_TEXTS: Record<Fault, Text> = {
  lost: { en: 'supply lost', fr: 'alimentation perdue' },
  trip: { en: 'tripped', fr: 'déclenchement' },
  fail: { en: 'failed', fr: 'panne' },
  noStart: { en: 'will not start', fr: 'ne démarre pas' },
  stop: { en: 'stopped', fr: 'arrêt' },
  pumpA: { en: 'pump A stopped', fr: 'pompe A arrêtée' },
  pumpB: { en: 'pump B stopped', fr: 'pompe B arrêtée' },
  leak: { en: 'leak', fr: 'fuite' },
  out: { en: 'out of service', fr: 'hors service' },
  xid: { en: 'XID', fr: 'XID' },
  sensorStuck: { en: 'sensor stuck', fr: 'capteur figé' },
  sensorMissing: { en: 'sensor missing', fr: 'capteur muet' },
  hot: { en: 'runs hot', fr: 'surchauffe' },
};

/** Kinds of work that can be started, by profile. */
export const PROFILE_TEXTS: Readonly<Record<string, Text>> = {
  densePretraining: { en: 'pretraining, dense', fr: 'préentraînement, dense' },
  moePretraining: {
    en: 'pretraining, mixture of experts',
    fr: 'préentraînement, mélange d’experts',
  },
  visionPretraining: { en: 'pretraining, vision', fr: 'préentraînement, vision' },
  fineTuning: { en: 'fine-tuning', fr: 'affinage' },
  simulation: { en: 'simulation', fr: 'simulation' },
  chatServing: { en: 'serving, chat', fr: 'inférence, dialogue' },
  codeServing: { en: 'serving, code', fr: 'inférence, code' },
  batchServing: { en: 'serving, batch', fr: 'inférence, par lots' },
  evaluation: { en: 'evaluation', fr: 'évaluation' },
  debugging: { en: 'debugging', fr: 'mise au point' },
};

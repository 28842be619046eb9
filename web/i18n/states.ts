// The words of every state that a metric can have, by the state's name in the contract.
import type { STATES, StateTable } from '../../server/contract/state.ts';
import type { Text } from '../../server/contract/text.ts';

export type StateName = (typeof STATES)[StateTable][number];

export const STATE_TEXTS: Record<StateName, Text> = {
  work: { en: 'at work', fr: 'au travail' },
  idle: { en: 'idle', fr: 'au repos' },
  out: { en: 'out of service', fr: 'hors service' },
  normal: { en: 'normal', fr: 'normal' },
  warning: { en: 'warning', fr: 'avertissement' },
  critical: { en: 'critical', fr: 'critique' },
  inService: { en: 'in service', fr: 'en service' },
  degraded: { en: 'degraded', fr: 'dégradé' },
  draining: { en: 'draining', fr: 'vidage en cours' },
  running: { en: 'running', fr: 'en marche' },
  standby: { en: 'standing by', fr: 'en attente' },
  stopped: { en: 'stopped', fr: 'arrêtée' },
  both: { en: 'both pumps', fr: 'les deux pompes' },
  a: { en: 'pump A only', fr: 'pompe A seule' },
  b: { en: 'pump B only', fr: 'pompe B seule' },
  none: { en: 'no pump', fr: 'aucune pompe' },
  online: { en: 'online', fr: 'en ligne' },
  battery: { en: 'on battery', fr: 'sur batterie' },
  bypass: { en: 'on bypass', fr: 'en dérivation' },
  off: { en: 'off', fr: 'à l’arrêt' },
  live: { en: 'live', fr: 'sous tension' },
  lost: { en: 'lost', fr: 'perdue' },
  ready: { en: 'ready', fr: 'prêt' },
  starting: { en: 'starting', fr: 'en démarrage' },
  redundant: { en: 'redundant', fr: 'redondante' },
  overloaded: { en: 'overloaded', fr: 'en surcharge' },
  single: { en: 'no spare by design', fr: 'sans secours, par conception' },
  tight: { en: 'no leak', fr: 'étanche' },
  leaking: { en: 'leaking', fr: 'fuite' },
  free: { en: 'free cooling', fr: 'free-cooling' },
  mixed: { en: 'mixed cooling', fr: 'refroidissement mixte' },
  chiller: { en: 'chillers', fr: 'groupes froids' },
  dry: { en: 'dry', fr: 'à sec' },
  wet: { en: 'wet pads', fr: 'assistance adiabatique' },
  compute: { en: 'computing', fr: 'calcul' },
  communicate: { en: 'communicating', fr: 'communication' },
  checkpoint: { en: 'writing a checkpoint', fr: 'point de reprise' },
  serve: { en: 'serving', fr: 'inférence' },
  restart: { en: 'restarting', fr: 'redémarrage' },
  stall: { en: 'hanging', fr: 'bloqué' },
  on: { en: 'on', fr: 'activé' },
  unknown: { en: 'unknown', fr: 'inconnu' },
};

/** Names that mean something else in one table than in the others. */
const OF_TABLE: Partial<Record<StateTable, Partial<Record<StateName, Text>>>> = {
  smoothing: { off: { en: 'off', fr: 'désactivé' } },
  redundancy: { none: { en: 'no spare left', fr: 'plus de secours' } },
};

/** The word of a state as its own table means it. */
export function stateText(table: StateTable, name: StateName): Text {
  return OF_TABLE[table]?.[name] ?? STATE_TEXTS[name];
}

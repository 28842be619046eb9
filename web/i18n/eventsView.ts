// Words of the events view.
import type { EventRecord } from '../../server/contract/event.ts';
import type { Text } from '../../server/contract/text.ts';
import { EVENT_TEXTS } from './events.ts';

export const EVENTS_TEXTS = {
  title: { en: 'Events', fr: 'Événements' },
  standing: { en: 'Active alarms', fr: 'Alarmes en cours' },
  noneStanding: { en: 'No active alarm.', fr: 'Aucune alarme en cours.' },
  noneMatch: {
    en: 'No event of this range matches the filters.',
    fr: 'Aucun événement de cette période ne correspond aux filtres.',
  },
  noneInRange: {
    en: 'Nothing happened in this range.',
    fr: 'Rien ne s’est passé sur cette période.',
  },
  lastDay: { en: 'Show the last 24 h', fr: 'Afficher les 24 dernières heures' },
  causedBy: { en: 'Cause:', fr: 'Cause :' },
  log: { en: 'Log', fr: 'Journal' },
  count: { en: '{count} events', fr: '{count} événements' },
  capped: {
    en: 'the newest {count}; narrow the range for older ones',
    fr: 'les {count} plus récents ; réduisez la période pour les autres',
  },
  severity: { en: 'Severity', fr: 'Gravité' },
  kind: { en: 'Kind', fr: 'Nature' },
  all: { en: 'All', fr: 'Toutes' },
  allCodes: { en: 'All', fr: 'Tous' },
  code: { en: 'Code', fr: 'Code' },
  noPlace: {
    en: 'This site has no place called {id}: all places are shown.',
    fr: 'Ce site n’a pas de lieu nommé {id} : tous les lieux sont affichés.',
  },
  onlyOne: {
    en: 'Only event {id}, its cause and what followed.',
    fr: 'Seulement l’événement {id}, sa cause et ses suites.',
  },
  showAll: { en: 'Show all', fr: 'Tout afficher' },
  earlierCause: { en: 'its cause lies before this range', fr: 'sa cause précède cette période' },
  linkTo: { en: 'Link to event {id}', fr: 'Lien vers l’événement {id}' },
  inLog: { en: 'In the log', fr: 'Dans le journal' },
  search: { en: 'Place or words', fr: 'Lieu ou mots' },
  time: { en: 'Time', fr: 'Heure' },
  place: { en: 'Place', fr: 'Lieu' },
  what: { en: 'What happened', fr: 'Ce qui s’est passé' },
  since: { en: 'since {from}, for {time}', fr: 'depuis {from}, soit {time}' },
  asCause: { en: 'cause, {time}', fr: 'cause, {time}' },
  todo: { en: 'What to do:', fr: 'Que faire :' },
  consequences: { en: '{count} consequences', fr: '{count} conséquences' },
  consequence: { en: '1 consequence', fr: '1 conséquence' },
  show: { en: 'Show what followed', fr: 'Afficher les suites' },
  hide: { en: 'Hide what followed', fr: 'Masquer les suites' },
  onCharts: { en: 'Show this moment on the charts', fr: 'Montrer ce moment sur les graphiques' },
  loading: { en: 'Loading the log…', fr: 'Chargement du journal…' },
  offline: {
    en: 'The server does not answer; what is shown is the last answer.',
    fr: 'Le serveur ne répond pas ; affichage de la dernière réponse.',
  },
} as const satisfies Record<string, Text>;

export const KIND_TEXTS: Record<EventRecord['kind'], Text> = {
  alarm: { en: 'Alarm', fr: 'Alarme' },
  fault: { en: 'Fault', fr: 'Panne' },
  xid: { en: 'XID', fr: 'XID' },
  job: { en: 'Job', fr: 'Travail' },
  plant: { en: 'Plant', fr: 'Installations' },
  command: { en: 'Command', fr: 'Commande' },
  system: { en: 'System', fr: 'Système' },
};

/** The same words wherever a severity is named. */
export const SEVERITY_TEXTS: Record<EventRecord['severity'], Text> = {
  info: EVENT_TEXTS.severityInfo,
  warning: EVENT_TEXTS.severityWarning,
  critical: EVENT_TEXTS.severityCritical,
};

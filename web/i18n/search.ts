// Words of the search: what can be typed, and why nothing is found.
import type { Text } from '../../server/contract/text.ts';

export const SEARCH_TEXTS = {
  title: { en: 'Search', fr: 'Rechercher' },
  label: { en: 'Place or job', fr: 'Lieu ou travail' },
  hint: {
    en: 'Any id of the site, zeros and dashes left out if you like, or the name, id or client of a job:',
    fr: 'Tout identifiant du site, zéros et tirets facultatifs, ou le nom, l’identifiant ou le client d’un travail :',
  },
  job: { en: 'Job', fr: 'Travail' },
  nothing: {
    en: 'No place of this site, and no job of the last 24 hours, is called “{words}”.',
    fr: 'Aucun lieu du site, ni travail en cours ou des 24 dernières heures, ne s’appelle « {words} ».',
  },
  endedLoading: {
    en: 'No place of this site, and no job that runs or waits, is called “{words}”. Jobs that have ended are loading.',
    fr: 'Aucun lieu du site, ni travail en cours ou en attente, ne s’appelle « {words} ». Chargement des travaux terminés…',
  },
  endedUnknown: {
    en: 'No place of this site, and no job that runs or waits, is called “{words}”. Jobs that have ended are not known at present.',
    fr: 'Aucun lieu du site, ni travail en cours ou en attente, ne s’appelle « {words} ». Les travaux terminés ne sont pas connus pour l’instant.',
  },
  noSuch: {
    en: 'This site has no “{words}”. {kind}: {first} to {last}.',
    fr: 'Ce site n’a pas de « {words} ». {kind} : de {first} à {last}.',
  },
  found: { en: '{count} found', fr: '{count} trouvés' },
  foundOne: { en: '1 found', fr: '1 trouvé' },
} as const satisfies Record<string, Text>;

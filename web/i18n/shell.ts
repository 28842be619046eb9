// Words of the frame around every view: header, navigation, states of the connection.
import type { Text } from '../../server/contract/text.ts';

export const SHELL_TEXTS = {
  skipToContent: { en: 'Skip to content', fr: 'Aller au contenu' },
  views: { en: 'Views', fr: 'Vues' },
  overview: { en: 'Overview', fr: 'Vue d’ensemble' },
  range: { en: 'Time range', fr: 'Période' },
  rangeCustom: { en: 'Custom', fr: 'Choisir' },
  rangeLive: { en: 'Back to live', fr: 'Revenir au direct' },
  rangePast: { en: 'Past', fr: 'Passé' },
  rangeCustomHelp: { en: 'Choose a period', fr: 'Choisir une période' },
  compareHelp: {
    en: 'Compare with the period before: a faint line',
    fr: 'Comparer à la période précédente : un trait pâle',
  },
  chartCursor: { en: '{chart}: time cursor', fr: '{chart} : curseur de temps' },
  chartNoCursor: {
    en: 'No time chosen; use the arrow keys',
    fr: 'Aucun instant choisi ; utilisez les flèches',
  },
  chartBefore: { en: 'before: {values}', fr: 'avant : {values}' },
  chartLoading: { en: 'Loading', fr: 'Chargement' },
  chartEmpty: {
    en: 'Nothing was recorded in this period.',
    fr: 'Rien n’a été enregistré sur cette période.',
  },
  chartOffline: {
    en: 'History cannot be read: the server does not answer.',
    fr: 'Historique indisponible : le serveur ne répond pas.',
  },
  chartFailed: {
    en: 'The server could not read this period. Trying again.',
    fr: 'Le serveur n’a pas pu lire cette période. Nouvel essai en cours.',
  },
  chartRefused: {
    en: 'The server has no answer for this period: {problem}',
    fr: '{problem}',
  },
  panelMenu: { en: 'Menu of {panel}', fr: 'Menu : {panel}' },
  menuCsv: { en: 'Save as CSV', fr: 'Enregistrer en CSV' },
  menuPng: { en: 'Save as PNG', fr: 'Enregistrer en PNG' },
  menuTable: { en: 'Show as a table', fr: 'Afficher en tableau' },
  menuLink: { en: 'Copy the link', fr: 'Copier le lien' },
  search: { en: 'Search', fr: 'Rechercher' },
  shortcuts: { en: 'Shortcuts', fr: 'Raccourcis' },
  synthetic: { en: 'Synthetic data', fr: 'Données synthétiques' },
  syntheticHelp: {
    en: 'A simulated site: no value on this page was measured.',
    fr: 'Un site simulé : aucune valeur de cette page n’a été mesurée.',
  },
  replayed: { en: 'Replayed data', fr: 'Données rejouées' },
  speed: { en: '×{speed}', fr: '×{speed}' },
  speedHelp: {
    en: 'The site’s clock runs {speed} times as fast as yours.',
    fr: 'L’horloge du site va {speed} fois plus vite que la vôtre.',
  },
  loading: { en: 'Loading', fr: 'Chargement' },
  viewMissing: {
    en: 'This view could not be loaded. Reload the page.',
    fr: 'Cette vue n’a pas pu être chargée. Rechargez la page.',
  },
  connecting: { en: 'Connecting', fr: 'Connexion' },
  live: { en: 'Live', fr: 'En direct' },
  liveAge: { en: 'Live {seconds} s', fr: 'En direct {seconds} s' },
  staleAge: { en: 'Stale {seconds} s', fr: 'Figé {seconds} s' },
  disconnected: { en: 'Disconnected', fr: 'Déconnecté' },
  failed: { en: 'Failed', fr: 'En échec' },
  staleBanner: {
    en: 'No new values for {age}. What you see is from {time}.',
    fr: 'Aucune nouvelle valeur depuis {age}. Vous voyez l’état de {time}.',
  },
  disconnectedBanner: {
    en: 'Connection lost, reconnecting. What you see is from {time}.',
    fr: 'Connexion perdue, reconnexion en cours. Vous voyez l’état de {time}.',
  },
  neverConnectedBanner: {
    en: 'The server cannot be reached. Trying again.',
    fr: 'Le serveur est injoignable. Nouvel essai en cours.',
  },
  startingBanner: {
    en: 'Waiting for the first second of the site.',
    fr: 'En attente de la première seconde du site.',
  },
  makingBanner: {
    en: 'First start: the last 24 hours of the site are being computed, {percent} % so far.',
    fr: 'Premier démarrage : les 24 dernières heures du site sont en cours de calcul, {percent} % pour l’instant.',
  },
  makingBannerLeft: {
    en: 'First start: the last 24 hours of the site are being computed, {percent} % so far, about {left} left.',
    fr: 'Premier démarrage : les 24 dernières heures du site sont en cours de calcul, {percent} % pour l’instant, encore {left} environ.',
  },
  failedSource: {
    en: 'The source of the telemetry has stopped. Restart the server.',
    fr: 'La source de télémesure s’est arrêtée. Redémarrez le serveur.',
  },
  failedSchema: {
    en: 'This page and the server are of different versions, and reloading did not help. Clear the browser’s cache.',
    fr: 'Cette page et le serveur sont de versions différentes, et la recharger n’a pas suffi. Videz le cache du navigateur.',
  },
  failedFrame: {
    en: 'The server sent something that this page cannot read: {detail}',
    fr: 'Le serveur a envoyé des données illisibles pour cette page : {detail}',
  },
  reload: { en: 'Reload the page', fr: 'Recharger la page' },
  localTime: { en: 'Time at the site', fr: 'Heure du site' },
  toDark: { en: 'Dark theme', fr: 'Thème sombre' },
  toLight: { en: 'Light theme', fr: 'Thème clair' },
  notFoundTitle: { en: 'Nothing here', fr: 'Rien à cet endroit' },
  notFoundText: {
    en: 'There is no view at {path}.',
    fr: 'Il n’y a pas de vue à l’adresse {path}.',
  },
  noSuchPlace: {
    en: 'This site has no place called {id}.',
    fr: 'Ce site n’a pas de lieu nommé {id}.',
  },
  backToOverview: { en: 'Back to the overview', fr: 'Retour à la vue d’ensemble' },
} as const satisfies Record<string, Text>;

// Words of the dialogs over the page; loaded with the first of them.
import type { Text } from '../../server/contract/text.ts';

export const SHELL_DIALOG_TEXTS = {
  rangeTitle: { en: 'Choose a period', fr: 'Choisir une période' },
  rangeZone: { en: 'time zone {zone}', fr: 'fuseau horaire {zone}' },
  rangeFrom: { en: 'From', fr: 'Du' },
  rangeTo: { en: 'To', fr: 'Au' },
  rangeShow: { en: 'Show', fr: 'Afficher' },
  rangeWrong: {
    en: 'The end must come after the beginning, by ten seconds at least.',
    fr: 'La fin doit suivre le début, d’au moins dix secondes.',
  },
  helpTitle: { en: 'Keyboard shortcuts', fr: 'Raccourcis clavier' },
  helpEverywhere: { en: 'Everywhere', fr: 'Partout' },
  helpCharts: { en: 'On a chart', fr: 'Sur un graphique' },
  helpFloor: { en: 'On the floor', fr: 'Sur le plan' },
  helpEvents: { en: 'In an empty log of events', fr: 'Dans un journal des événements vide' },
  keyLastDay: { en: 'Show the last 24 h', fr: 'Afficher les 24 dernières heures' },
  keyHelp: { en: 'These shortcuts', fr: 'Ces raccourcis' },
  keySearch: {
    en: 'Search any place or job',
    fr: 'Rechercher un lieu ou un travail',
  },
  keyGo: { en: 'Go to {view}', fr: 'Aller à : {view}' },
  keyClimb: { en: 'Up one level', fr: 'Remonter d’un niveau' },
  keyArrows: { en: 'Arrows', fr: 'Flèches' },
  keyMove: {
    en: 'Move the time cursor; with Shift, faster',
    fr: 'Déplacer le curseur ; avec Maj, plus vite',
  },
  keyEvent: {
    en: 'Next event; with Shift, the one before',
    fr: 'Événement suivant ; avec Maj, précédent',
  },
  keyZoomIn: { en: 'Zoom in at the cursor', fr: 'Zoomer sur le curseur' },
  keyZoomOut: { en: 'Zoom out', fr: 'Dézoomer' },
  keyZoomBack: { en: 'Back to what was shown before', fr: 'Revenir à la période d’avant' },
  keyLetGo: {
    en: 'Let go of the cursor, then undo the zoom',
    fr: 'Lâcher le curseur, puis annuler le zoom',
  },
  keyFloorMove: {
    en: 'From GPU to GPU, CDUs and network racks included; with Shift, from rack to rack',
    fr: 'De GPU en GPU, CDU et baies réseau compris ; avec Maj, de baie en baie',
  },
  keyPageDown: { en: 'PgDn', fr: 'Pg suiv' },
  keyEnterRack: { en: 'From a rack to its GPUs', fr: 'D’une baie à ses GPU' },
  keyOpen: { en: 'Open its page', fr: 'Ouvrir sa page' },
} as const satisfies Record<string, Text>;

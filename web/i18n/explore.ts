// Words of the explore view.
import type { Text } from '../../server/contract/text.ts';

export const EXPLORE_TEXTS = {
  title: { en: 'Explore', fr: 'Explorer' },
  pick: { en: 'Metric by name, id or DCGM name', fr: 'Grandeur par nom, identifiant ou nom DCGM' },
  add: { en: 'Add a metric', fr: 'Ajouter une grandeur' },
  places: { en: 'Places, for instance {example}', fr: 'Lieux, par exemple {example}' },
  placesLabel: { en: 'Places', fr: 'Lieux' },
  remove: { en: 'Remove {name}', fr: 'Retirer {name}' },
  hint: {
    en: 'Choose up to {metrics} metrics and, where they need it, up to {places} places.',
    fr: 'Choisissez jusqu’à {metrics} grandeurs et, si nécessaire, jusqu’à {places} lieux.',
  },
  example: {
    en: 'An example to begin with: remove and add metrics, or take another question.',
    fr: 'Un exemple pour commencer : retirez ou ajoutez des grandeurs, ou prenez une autre question.',
  },
  charts: { en: 'Charts', fr: 'Graphiques' },
  chartsNote: {
    en: 'one time axis, one scale per unit',
    fr: 'un seul axe de temps, une échelle par unité',
  },
  questions: { en: 'Questions', fr: 'Questions' },
  askGrid: { en: 'Power, price and carbon', fr: 'Puissance, prix et carbone' },
  askCooling: { en: 'Cooling and weather', fr: 'Refroidissement et météo' },
  askGpu: { en: 'Four GPUs of a tray', fr: 'Les quatre GPU d’un tiroir' },
  askRack: { en: 'Two racks', fr: 'Deux baies' },
  unknown: { en: 'No place is called {id}.', fr: 'Aucun lieu ne s’appelle {id}.' },
  needs: {
    en: '{metric} needs a place, such as {example}.',
    fr: '{metric} exige un lieu, par exemple {example}.',
  },
  top: { en: 'Highest of the range', fr: 'Les plus élevés de la période' },
  topStep: { en: 'from steps of {step}', fr: 'd’après des pas de {step}' },
  topNone: {
    en: 'Nothing was recorded in this period.',
    fr: 'Rien n’a été enregistré sur cette période.',
  },
  place: { en: 'Place', fr: 'Lieu' },
  min: { en: 'Lowest', fr: 'Minimum' },
  mean: { en: 'Mean', fr: 'Moyenne' },
  max: { en: 'Highest', fr: 'Maximum' },
} as const satisfies Record<string, Text>;

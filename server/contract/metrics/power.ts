// Metrics of the power chain: feeds, transformers, gensets, UPS.
// A table, read by row: its length is the number of rows.
import type { Metric } from '../metric.ts';
import { counter, gauge, rolledUp, state, text } from './shape.ts';

const W = 'W';

export const POWER_METRICS = {
  feedPowerW: gauge(
    'feed',
    W,
    'sum',
    text('Feed power', 'Puissance de l’arrivée'),
    text(
      'Power taken from the grid at the meter of the feed.',
      'Puissance soutirée au réseau, au compteur de l’arrivée.',
    ),
  ),
  feedLineLossW: gauge(
    'feed',
    W,
    'sum',
    text('Line loss', 'Perte de ligne'),
    text(
      'Loss between the meter and the transformers.',
      'Perte entre le compteur et les transformateurs.',
    ),
  ),
  feedVoltageV: gauge(
    'feed',
    'V',
    'mean',
    text('Feed voltage', 'Tension de l’arrivée'),
    text('Line-to-line voltage at the connection.', 'Tension composée au point de raccordement.'),
  ),
  feedCurrentA: gauge(
    'feed',
    'A',
    'none',
    text('Feed current', 'Courant de l’arrivée'),
    text('Current in each phase of the feed.', 'Courant dans chaque phase de l’arrivée.'),
  ),
  feedLoadRatio: {
    ...gauge(
      'feed',
      'ratio',
      'max',
      text('Feed load', 'Charge de l’arrivée'),
      text(
        'Power over the connected power, which one feed alone can supply.',
        'Puissance sur puissance de raccordement, qu’une seule arrivée peut fournir.',
      ),
    ),
    range: [0, 1],
  },
  feedState: state(
    'feed',
    'feed',
    text('Feed state', 'État de l’arrivée'),
    text('Live or lost.', 'Sous tension ou perdue.'),
  ),
  feedEnergyWh: counter(
    'feed',
    'Wh',
    text('Grid energy', 'Énergie du réseau'),
    text('Meter of the feed.', 'Compteur de l’arrivée.'),
  ),
  transformerPowerW: gauge(
    'transformer',
    W,
    'sum',
    text('Transformer power', 'Puissance du transformateur'),
    text('Input of a main transformer.', 'Entrée d’un transformateur principal.'),
  ),
  transformerLossW: gauge(
    'transformer',
    W,
    'sum',
    text('Transformer loss', 'Perte du transformateur'),
    text('No-load and load loss.', 'Pertes à vide et en charge.'),
  ),
  transformerCurrentA: gauge(
    'transformer',
    'A',
    'none',
    text('Transformer current', 'Courant du transformateur'),
    text(
      'Current in each phase on the side of the grid.',
      'Courant dans chaque phase, côté réseau.',
    ),
  ),
  transformerLoadRatio: {
    ...gauge(
      'transformer',
      'ratio',
      'max',
      text('Transformer load', 'Charge du transformateur'),
      text('Apparent power over rating.', 'Puissance apparente sur puissance assignée.'),
    ),
    range: [0, 1],
  },
  transformerState: state(
    'transformer',
    'transformer',
    text('Transformer state', 'État du transformateur'),
    text('In service or out.', 'En service ou hors service.'),
  ),
  gensetPowerW: gauge(
    'genset',
    W,
    'sum',
    text('Genset power', 'Puissance du groupe électrogène'),
    text('Output of a genset.', 'Sortie d’un groupe électrogène.'),
  ),
  gensetLoadRatio: {
    ...gauge(
      'genset',
      'ratio',
      'max',
      text('Genset load', 'Charge du groupe électrogène'),
      text('Output over rating.', 'Sortie sur puissance assignée.'),
    ),
    range: [0, 1],
  },
  gensetFuelRatio: {
    ...gauge(
      'genset',
      'ratio',
      'min',
      text('Genset fuel', 'Carburant du groupe électrogène'),
      text('Fuel in the tank over a full one.', 'Carburant dans le réservoir sur un plein.'),
    ),
    range: [0, 1],
  },
  gensetState: state(
    'genset',
    'genset',
    text('Genset state', 'État du groupe électrogène'),
    text('Ready, starting, running or out.', 'Prêt, en démarrage, en marche ou hors service.'),
  ),
  gensetEnergyWh: counter(
    'genset',
    'Wh',
    text('Genset energy', 'Énergie du groupe électrogène'),
    text('Meter of the genset.', 'Compteur du groupe électrogène.'),
  ),
  upsInputPowerW: gauge(
    'ups',
    W,
    'sum',
    text('UPS input', 'Entrée de l’onduleur'),
    text(
      'Power into a UPS, battery charging included.',
      'Puissance à l’entrée d’un onduleur, charge de batterie comprise.',
    ),
  ),
  upsPowerW: gauge(
    'ups',
    W,
    'sum',
    text('UPS output', 'Sortie de l’onduleur'),
    text(
      'Power out of a UPS to the IT: the place where PUE category 1 measures IT.',
      'Puissance fournie à l’informatique : là où le PUE de catégorie 1 mesure l’informatique.',
    ),
  ),
  upsLossW: gauge(
    'ups',
    W,
    'sum',
    text('UPS loss', 'Perte de l’onduleur'),
    text('Conversion loss.', 'Pertes de conversion.'),
  ),
  upsBatteryPowerW: gauge(
    'ups',
    W,
    'sum',
    text('Battery power', 'Puissance de la batterie'),
    text(
      'Positive when the battery feeds the load, negative when it charges.',
      'Positive quand la batterie alimente la charge, négative quand elle se recharge.',
    ),
  ),
  upsPumpPowerW: gauge(
    'ups',
    W,
    'sum',
    text('UPS power to coolant pumps', 'Puissance de l’onduleur vers les pompes'),
    text(
      'From its battery to the CDU pumps of the hall while they have no other source.',
      'De sa batterie vers les pompes des CDU de la salle tant qu’elles n’ont pas d’autre source.',
    ),
  ),
  upsCurrentA: gauge(
    'ups',
    'A',
    'none',
    text('UPS output current', 'Courant de sortie de l’onduleur'),
    text('Current in each phase of the output.', 'Courant dans chaque phase de la sortie.'),
  ),
  upsChargeRatio: {
    ...gauge(
      'ups',
      'ratio',
      'min',
      text('Battery charge', 'Charge de la batterie'),
      text('Stored energy over capacity.', 'Énergie stockée sur capacité.'),
    ),
    range: [0, 1],
  },
  upsLoadRatio: {
    ...gauge(
      'ups',
      'ratio',
      'max',
      text('UPS load', 'Charge de l’onduleur'),
      text('Output over rating.', 'Sortie sur puissance assignée.'),
    ),
    range: [0, 1],
  },
  upsState: state(
    'ups',
    'ups',
    text('UPS state', 'État de l’onduleur'),
    text(
      'Online, on battery, on bypass or off.',
      'En ligne, sur batterie, en dérivation ou à l’arrêt.',
    ),
  ),
  upsEnergyWh: counter(
    'ups',
    'Wh',
    text('UPS output energy', 'Énergie en sortie d’onduleur'),
    text('Meter at the output of the UPS.', 'Compteur à la sortie de l’onduleur.'),
  ),
  upsGroupPowerW: rolledUp(
    'upsGroup',
    W,
    'sum',
    'upsPowerW',
    text('UPS group output', 'Sortie du groupe d’onduleurs'),
    text('Sum of the running UPS of the group.', 'Somme des onduleurs en marche du groupe.'),
  ),
  buswayPowerW: gauge(
    'upsGroup',
    W,
    'sum',
    text('Busway power', 'Puissance de la gaine à barres'),
    text(
      'What the busways of the group deliver to its racks.',
      'Ce que les gaines à barres du groupe fournissent à ses baies.',
    ),
  ),
  buswayLossW: gauge(
    'upsGroup',
    W,
    'sum',
    text('Busway loss', 'Pertes de la gaine à barres'),
    text('Between the UPS outputs and the racks.', 'Entre les sorties d’onduleurs et les baies.'),
  ),
  buswayCurrentA: gauge(
    'upsGroup',
    'A',
    'none',
    text('Busway current', 'Courant de la gaine à barres'),
    text(
      'Current in each phase of all busways of the group together.',
      'Courant dans chaque phase de toutes les gaines à barres du groupe.',
    ),
  ),
  buswayLoadRatio: {
    ...gauge(
      'upsGroup',
      'ratio',
      'max',
      text('Busway load', 'Charge de la gaine à barres'),
      text(
        'Power into the busways over the rated load of the group.',
        'Puissance à l’entrée des gaines sur la charge assignée du groupe.',
      ),
    ),
    range: [0, 1],
  },
} as const satisfies Record<string, Metric>;

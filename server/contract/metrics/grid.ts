// Metrics of the power system that the site hangs on, and what its energy costs in grams and euros.
import type { Metric } from '../metric.ts';
import { counter, derived, gauge, text } from './shape.ts';

export const GRID_METRICS = {
  gridCarbonGPerKWh: {
    ...gauge(
      'site',
      'g/kWh',
      'none',
      text('Carbon intensity', 'Intensité carbone'),
      text(
        'Direct emissions of the country’s production, from its mix: without imports or upstream emissions.',
        'Émissions directes de la production du pays, d’après son mix : hors importations et amont.',
      ),
    ),
    ring: true,
  },
  gridCarbonFreeRatio: {
    ...gauge(
      'site',
      'ratio',
      'none',
      text('Carbon-free share', 'Part décarbonée'),
      text(
        'Nuclear, hydro, wind and solar over production.',
        'Nucléaire, hydraulique, éolien et solaire sur la production.',
      ),
    ),
    ring: true,
    range: [0, 1],
  },
  gridPriceEurPerMWh: {
    ...gauge(
      'site',
      'EUR/MWh',
      'none',
      text('Spot price', 'Prix spot'),
      text(
        'Price of the quarter-hour, set the day before; sometimes negative.',
        'Prix du quart d’heure, fixé la veille ; parfois négatif.',
      ),
    ),
    ring: true,
  },
  siteCo2G: counter(
    'site',
    'g',
    text('Carbon of grid energy', 'Carbone de l’énergie du réseau'),
    text(
      'Energy of the grid meters, each step times its carbon intensity.',
      'Énergie des compteurs du réseau, chaque pas multiplié par son intensité carbone.',
    ),
  ),
  siteCostEur: counter(
    'site',
    'EUR',
    text('Cost of grid energy', 'Coût de l’énergie du réseau'),
    text(
      'Energy of the grid meters at the spot price, while it is positive; without network charges and tax.',
      'Énergie des compteurs du réseau au prix spot quand il est positif ; hors acheminement et taxes.',
    ),
  ),
  siteCreditEur: counter(
    'site',
    'EUR',
    text('Credit of grid energy', 'Avoir de l’énergie du réseau'),
    text(
      'What negative prices pay back: a meter of its own, because a counter only grows.',
      'Ce que rapportent les prix négatifs : un compteur à part, car un compteur ne fait que croître.',
    ),
  ),
  siteTodayCo2G: derived(
    'site',
    'g',
    text('Carbon today', 'Carbone du jour'),
    text(
      'Since local midnight, or since the record begins.',
      'Depuis minuit, heure locale, ou depuis le début du relevé.',
    ),
  ),
  siteTodayCostEur: derived(
    'site',
    'EUR',
    text('Cost today', 'Coût du jour'),
    text(
      'Cost less credit since local midnight, or since the record begins.',
      'Coût moins avoir depuis minuit, heure locale, ou depuis le début du relevé.',
    ),
  ),
} as const satisfies Record<string, Metric>;

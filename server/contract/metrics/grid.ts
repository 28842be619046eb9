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
        'Direct emissions of the country’s production, from its mix: no imports, no upstream.',
        'Émissions directes de la production du pays, d’après son mix : sans imports ni amont.',
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
        'Day-ahead price of the quarter-hour; below zero now and then.',
        'Prix de la veille pour le quart d’heure ; parfois négatif.',
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
      'Energy of the grid meters at the spot price, while it is positive; no tariff, no tax.',
      'Énergie des compteurs du réseau au prix spot quand il est positif ; ni tarif ni taxe.',
    ),
  ),
  siteCreditEur: counter(
    'site',
    'EUR',
    text('Credit of grid energy', 'Avoir de l’énergie du réseau'),
    text(
      'What negative prices pay back: a meter of its own, because a counter only grows.',
      'Ce que les prix négatifs rendent : un compteur à part, car un compteur ne fait que croître.',
    ),
  ),
  siteTodayCo2G: derived(
    'site',
    'g',
    text('Carbon today', 'Carbone du jour'),
    text(
      'Since local midnight, or since the record begins.',
      'Depuis minuit, heure locale, ou depuis le début de l’enregistrement.',
    ),
  ),
  siteTodayCostEur: derived(
    'site',
    'EUR',
    text('Cost today', 'Coût du jour'),
    text(
      'Cost less credit since local midnight, or since the record begins.',
      'Coût moins avoir depuis minuit, heure locale, ou depuis le début de l’enregistrement.',
    ),
  ),
} as const satisfies Record<string, Metric>;

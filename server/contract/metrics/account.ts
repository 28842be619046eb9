// Metrics that telemetry concludes from the meters: ratios of sums, and what each job owes.
// A table, read by row: its length is the number of rows.
import type { Metric } from '../metric.ts';
import { derived, text } from './shape.ts';

const SINCE = {
  en: 'since it started, or since the record begins; its last quarter-hour is provisional.',
  fr: 'depuis son début, ou depuis le début du relevé ; le dernier quart d’heure est provisoire.',
};

export const ACCOUNT_METRICS = {
  sitePue12mRatio: derived(
    'site',
    'ratio',
    text('PUE, 12 months', 'PUE, 12 mois'),
    text(
      'Category 1, last 12 months: facility energy over IT energy at the UPS outputs.',
      'Catégorie 1, 12 derniers mois : énergie du site sur énergie informatique en sortie d’onduleurs.',
    ),
  ),
  sitePueCat3Last24hRatio: derived(
    'site',
    'ratio',
    text('PUE category 3, 24 h', 'PUE catégorie 3, 24 h'),
    text(
      'Facility energy over IT energy at the racks, last 24 hours, or since the record begins.',
      'Énergie du site sur énergie informatique aux baies, 24 dernières heures ou depuis le début du relevé.',
    ),
  ),
  sitePueCat3Last12mRatio: derived(
    'site',
    'ratio',
    text('PUE category 3, 12 months', 'PUE catégorie 3, 12 mois'),
    text(
      'Facility energy over IT energy at the racks, last 12 months.',
      'Énergie du site sur énergie informatique aux baies, 12 derniers mois.',
    ),
  ),
  siteWue24hRatio: derived(
    'site',
    'L/kWh',
    text('WUE, 24 h', 'WUE, 24 h'),
    text(
      'Category 2: water used by the plant over IT energy at the UPS outputs, last 24 hours, or since the record begins.',
      'Catégorie 2 : eau consommée par l’installation sur énergie informatique en sortie d’onduleurs, 24 dernières heures ou depuis le début du relevé.',
    ),
  ),
  siteWue12mRatio: derived(
    'site',
    'L/kWh',
    text('WUE, 12 months', 'WUE, 12 mois'),
    text(
      'Category 2: water used by the plant over IT energy at the UPS outputs, last 12 months.',
      'Catégorie 2 : eau consommée par l’installation sur énergie informatique en sortie d’onduleurs, 12 derniers mois.',
    ),
  ),
  siteCue24hRatio: derived(
    'site',
    'kg/kWh',
    text('CUE, 24 h', 'CUE, 24 h'),
    text(
      'Carbon of the site’s energy over IT energy at the UPS outputs, last 24 hours, or since the record begins.',
      'Carbone de l’énergie du site sur énergie informatique en sortie d’onduleurs, 24 dernières heures ou depuis le début du relevé.',
    ),
  ),
  siteCue12mRatio: derived(
    'site',
    'kg/kWh',
    text('CUE, 12 months', 'CUE, 12 mois'),
    text(
      'Carbon of the site’s energy over IT energy at the UPS outputs, last 12 months.',
      'Carbone de l’énergie du site sur énergie informatique en sortie d’onduleurs, 12 derniers mois.',
    ),
  ),
  siteErf24hRatio: {
    ...derived(
      'site',
      'ratio',
      text('ERF, 24 h', 'ERF, 24 h'),
      text(
        'Heat reused outside the site over facility energy, last 24 hours, or since the record begins.',
        'Chaleur valorisée hors du site sur énergie du site, 24 dernières heures ou depuis le début du relevé.',
      ),
    ),
    range: [0, 1],
  },
  siteErf12mRatio: {
    ...derived(
      'site',
      'ratio',
      text('ERF, 12 months', 'ERF, 12 mois'),
      text(
        'Heat reused outside the site over facility energy, last 12 months.',
        'Chaleur valorisée hors du site sur énergie du site, 12 derniers mois.',
      ),
    ),
    range: [0, 1],
  },
  siteFacilityDayAgoPowerW: derived(
    'site',
    'W',
    text('Facility power a day ago', 'Puissance du site 24 h plus tôt'),
    text(
      'Mean of the quarter-hour 24 hours before: what the present power is compared with.',
      'Moyenne du quart d’heure 24 heures plus tôt : la référence de la puissance actuelle.',
    ),
  ),
  siteItDayAgoPowerW: derived(
    'site',
    'W',
    text('IT power a day ago', 'Puissance informatique 24 h plus tôt'),
    text(
      'Mean of the quarter-hour 24 hours before: what the present IT power is compared with.',
      'Moyenne du quart d’heure 24 heures plus tôt : la référence de la puissance informatique actuelle.',
    ),
  ),
  jobLedgerEnergyWh: derived(
    'job',
    'Wh',
    text('Energy at the racks, booked', 'Énergie aux baies, imputée'),
    text(`Energy at the rack inputs, ${SINCE.en}`, `Énergie à l’entrée des baies, ${SINCE.fr}`),
  ),
  jobFacilityEnergyWh: derived(
    'job',
    'Wh',
    text('Site energy, booked', 'Énergie du site, imputée'),
    text(
      `Its share of the energy at grid and genset meters, ${SINCE.en}`,
      `Sa part de l’énergie aux compteurs du réseau et des groupes électrogènes, ${SINCE.fr}`,
    ),
  ),
  jobCostEur: derived(
    'job',
    'EUR',
    text('Cost of the job', 'Coût du travail'),
    text(
      `Its share of cost less credit, at the spot price, ${SINCE.en}`,
      `Sa part du coût moins les avoirs, au prix spot, ${SINCE.fr}`,
    ),
  ),
  jobCo2G: derived(
    'job',
    'g',
    text('Carbon of the job', 'Carbone du travail'),
    text(
      `Its share of the carbon of the site, ${SINCE.en}`,
      `Sa part du carbone du site, ${SINCE.fr}`,
    ),
  ),
} as const satisfies Record<string, Metric>;

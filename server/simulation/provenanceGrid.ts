// How each metric of the grid comes about.
import type { Citation } from '../contract/source.ts';
import { modelled } from './provenanceText.ts';

const GRID: Citation = {
  en: 'RTE eCO2mix, first quarter of 2025, see fixtures/grid',
  fr: 'RTE éCO2mix, premier trimestre 2025, voir fixtures/grid',
};
const PRICE: Citation = {
  en: 'Day-ahead prices of France, 15 June to 31 October 2025 (statistics)',
  fr: 'Prix de gros du lendemain, France, du 15 juin au 31 octobre 2025 (statistiques)',
};

export const GRID_PROVENANCE = {
  gridCarbonGPerKWh: modelled(
    '(986 coal + 777 oil + 429 gas + 494 bio) / production of a synthetic mix',
    '(986 charbon + 777 fioul + 429 gaz + 494 bioénergies) / production d’un mix synthétique',
    GRID,
  ),
  gridCarbonFreeRatio: modelled(
    '(nuclear + hydro + wind + solar) / production of a synthetic mix',
    '(nucléaire + hydraulique + éolien + solaire) / production d’un mix synthétique',
    GRID,
  ),
  gridPriceEurPerMWh: modelled(
    'Merit order over how short the market is, by the quarter-hour',
    'Ordre de préséance économique selon la tension du marché, par quart d’heure',
    PRICE,
  ),
  siteCo2G: modelled(
    'Integral of grid power × carbon intensity',
    'Intégrale de puissance réseau × intensité carbone',
    GRID,
  ),
  siteCostEur: modelled(
    'Integral of grid power × spot price while positive',
    'Intégrale de puissance réseau × prix spot positif',
    PRICE,
  ),
  siteCreditEur: modelled(
    'Integral of grid power × spot price while negative',
    'Intégrale de puissance réseau × prix spot négatif',
    PRICE,
  ),
};

// How each metric of cooling and weather comes about.
import { assumed, CLIMATE, ESTIMATE, modelled } from './provenanceText.ts';

export const COOLING_PROVENANCE = {
  ringSupplyC: modelled(
    'Set point 38 C, or facility water + approach x load when the running CDUs are too few; 120 s',
    'Consigne 38 °C, ou eau du site + écart x charge quand les CDU manquent ; 120 s',
    ESTIMATE,
  ),
  ringReturnC: modelled('Supply + heat / (flow x c)', 'Départ + chaleur / (débit x c)'),
  ringFlowLpm: modelled(
    'What its racks ask for, at most what its running CDUs give',
    'Ce que ses baies demandent, au plus ce que ses CDU donnent',
  ),
  ringHeatW: modelled(
    'Liquid heat of its racks after 20 s of plates and pipes',
    'Chaleur liquide de ses baies après 20 s de plaques et de tuyaux',
    ESTIMATE,
  ),
  cduHeatW: modelled(
    'Even share of its ring among those that run',
    'Part égale de sa boucle entre celles qui tournent',
  ),
  cduSupplyC: modelled('Supply of its ring', 'Départ de sa boucle'),
  cduReturnC: modelled('Return of its ring', 'Retour de sa boucle'),
  cduFlowLpm: modelled('Even share of its ring’s flow', 'Part égale du débit de sa boucle'),
  cduPumpPowerW: modelled(
    '1 % of rating x (0.3 + 0.7 n³)',
    '1 % de la puissance assignée x (0,3 + 0,7 n³)',
    ESTIMATE,
  ),
  cduPumpSpeedRatio: modelled('Flow over rated flow', 'Débit sur débit nominal'),
  cduState: modelled(
    'As many run as a ring needs, in turn',
    'Autant que la boucle en demande, à tour de rôle',
  ),
  cduPumpState: modelled(
    'Planned maintenance, half an hour every 45 days',
    'Entretien planifié, une demi-heure tous les 45 jours',
    ESTIMATE,
  ),
  plantWarmSupplyC: modelled(
    'Set point 34 C, or air + 10 K x load at full fan speed; 10 min',
    'Consigne 34 °C, ou air + 10 K x charge à pleine vitesse ; 10 min',
    ESTIMATE,
  ),
  plantWarmReturnC: modelled('Supply + heat / (flow x c)', 'Départ + chaleur / (débit x c)'),
  plantWarmFlowLpm: modelled(
    'For a range of 11 K, at least 30 % of design',
    'Pour un écart de 11 K, au moins 30 % du nominal',
    ESTIMATE,
  ),
  plantWarmPumpPowerW: modelled(
    'Rated power x (0.3 + 0.7 n³)',
    'Puissance nominale x (0,3 + 0,7 n³)',
    ESTIMATE,
  ),
  plantDryCoolerPowerW: modelled(
    '2 % of rating x (0.05 + 0.95 n³)',
    '2 % de la puissance assignée x (0,05 + 0,95 n³)',
    ESTIMATE,
  ),
  plantDryCoolerSpeedRatio: modelled(
    'Heat over rating x 10 K over the approach at hand',
    'Chaleur sur puissance assignée x 10 K sur l’écart disponible',
    ESTIMATE,
  ),
  plantDryCoolerHeatW: modelled(
    'Heat of the rings, two minutes slow',
    'Chaleur des boucles, avec deux minutes de retard',
  ),
  plantAdiabaticState: modelled(
    'Wet from 24 C, dry below 22.5 C',
    'Humide dès 24 °C, à sec sous 22,5 °C',
    ESTIMATE,
  ),
  plantWaterLpm: modelled(
    'Sensible heat taken from the air over the heat of evaporation',
    'Chaleur sensible retirée à l’air sur chaleur d’évaporation',
    ESTIMATE,
  ),
  plantWaterL: modelled('Integral of water use', 'Intégrale de la consommation d’eau'),
  plantColdSupplyC: assumed('Set point 18 C', 'Consigne 18 °C', ESTIMATE),
  plantColdReturnC: assumed('Set point 26 C', 'Consigne 26 °C', ESTIMATE),
  plantColdHeatW: modelled(
    '13 % of rack heat + network and storage racks',
    '13 % de la chaleur des baies + baies réseau et stockage',
    ESTIMATE,
  ),
  plantColdPumpPowerW: modelled(
    'Rated power x (0.3 + 0.7 n³)',
    'Puissance nominale x (0,3 + 0,7 n³)',
    ESTIMATE,
  ),
  plantAirHandlerPowerW: modelled(
    'Rated power x (0.3 + 0.7 n³)',
    'Puissance nominale x (0,3 + 0,7 n³)',
    ESTIMATE,
  ),
  plantFreeCoolerPowerW: modelled(
    '2 % of rating x (0.05 + 0.95 n³)',
    '2 % de la puissance assignée x (0,05 + 0,95 n³)',
    ESTIMATE,
  ),
  plantChillerPowerW: modelled(
    'Heat that air cannot take over COP = 4.2 exp(-0.0357 (T - 25))',
    'Chaleur que l’air ne prend pas sur COP = 4,2 exp(-0,0357 (T - 25))',
    ESTIMATE,
  ),
  plantChillingState: modelled(
    'Free up to 11 C, chillers alone from 19 C',
    'Naturel jusqu’à 11 °C, groupes froids seuls dès 19 °C',
    ESTIMATE,
  ),
  outdoorDryBulbC: modelled(
    'Season + day + passing weather, fitted to the typical year of Trappes',
    'Saison + jour + temps qui passe, d’après l’année type de Trappes',
    CLIMATE,
  ),
  outdoorWetBulbC: modelled(
    'Dry bulb less a depression of season, day and weather, never negative',
    'Thermomètre sec moins un écart de saison, de jour et de temps, jamais négatif',
    CLIMATE,
  ),
} as const;

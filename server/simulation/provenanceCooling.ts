// How each metric of cooling and weather comes about.
import { CLIMATE, ESTIMATE, modelled } from './provenanceText.ts';

export const COOLING_PROVENANCE = {
  ringSupplyC: modelled(
    'Held at its set-point (38 °C), never below facility water + 4 K × load of its running CDUs; 120 s; without a CDU heat / 0.53 MJ/K per rack',
    'Tenu à sa consigne (38 °C), jamais sous l’eau du site + 4 K × charge des CDU en marche ; 120 s ; sans CDU, chaleur / 0,53 MJ/K par baie',
    ESTIMATE,
  ),
  ringReturnC: modelled('Supply + heat / (flow × c)', 'Départ + chaleur / (débit × c)'),
  ringFlowLpm: modelled(
    'What its racks ask for, at most what its running CDUs give',
    'Ce que ses baies demandent, au plus ce que ses CDU donnent',
  ),
  ringHeatW: modelled(
    'Heat to liquid of its racks, 20 s late by plates and pipes',
    'Chaleur vers le liquide de ses baies, retardée de 20 s par les plaques et les tuyaux',
    ESTIMATE,
  ),
  cduHeatW: modelled(
    'By its share of the flow: heat of the ring less what the coolant stores, plus the pumps’ own',
    'Selon sa part du débit : chaleur de la boucle moins ce que stocke le caloporteur, plus celle des pompes',
  ),
  cduSupplyC: modelled('Supply of its ring', 'Départ de sa boucle'),
  cduReturnC: modelled('Return of its ring', 'Retour de sa boucle'),
  cduFlowLpm: modelled(
    'Equal share of the ring’s flow, at most what its pumps can move: one pump 75 % of both',
    'Part égale du débit de la boucle, au plus ce que peuvent ses pompes : une seule, 75 % des deux',
    ESTIMATE,
  ),
  cduPumpPowerW: modelled(
    '1 % of rating × (0.3 + 0.7 × running pumps / 2 × n³), n the speed',
    '1 % de la puissance assignée × (0,3 + 0,7 × pompes en marche / 2 × n³), n étant la vitesse',
    ESTIMATE,
  ),
  cduPumpSpeedRatio: modelled(
    'Flow over what its running pumps move at full speed',
    'Débit sur ce que ses pompes en marche déplacent à pleine vitesse',
  ),
  cduState: modelled(
    'As many run as a ring needs, in turn; a standby takes over within 5 s',
    'Autant que la boucle en demande, à tour de rôle ; une CDU en attente prend le relais en 5 s',
    ESTIMATE,
  ),
  cduPumpState: modelled(
    'Planned maintenance, half an hour every 45 days',
    'Entretien planifié, une demi-heure tous les 45 jours',
    ESTIMATE,
  ),
  plantWarmSupplyC: modelled(
    'C dT/dt = heat in - heat out; held at its set-point (34 °C) while the fans can: UA (T - air), 10 K at rated heat; 10 min of water',
    'C dT/dt = chaleur entrante - sortante ; tenu à sa consigne (34 °C) tant que les ventilateurs suffisent : UA (T - air), 10 K à charge nominale ; 10 min d’eau',
    ESTIMATE,
  ),
  plantWarmReturnC: modelled(
    'Towards supply + heat / (flow × c), in the time the flow takes through half the loop',
    'Vers départ + chaleur / (débit × c), dans le temps que met le débit à parcourir la demi-boucle',
    ESTIMATE,
  ),
  plantWarmFlowLpm: modelled(
    'For a rise of 11 K, at least 30 % of design',
    'Pour un écart de 11 K, au moins 30 % du nominal',
    ESTIMATE,
  ),
  plantWarmPumpPowerW: modelled(
    'Rated power × (0.3 + 0.7 n³), n the speed',
    'Puissance nominale × (0,3 + 0,7 n³), n étant la vitesse',
    ESTIMATE,
  ),
  plantDryCoolerPowerW: modelled(
    '2 % of rating × (0.05 + 0.95 n³), n the speed',
    '2 % de la puissance assignée × (0,05 + 0,95 n³), n étant la vitesse',
    ESTIMATE,
  ),
  plantDryCoolerSpeedRatio: modelled(
    'Heat over rating × 10 K over the approach at hand; 0 without power',
    'Chaleur sur puissance assignée × 10 K sur l’écart disponible ; 0 sans alimentation',
    ESTIMATE,
  ),
  plantDryCoolerHeatW: modelled(
    'Heat that arrives from the CDUs less what is reused and what the water stores',
    'Chaleur arrivant des CDU moins celle valorisée et celle que stocke l’eau',
  ),
  plantAdiabaticState: modelled(
    'Wet from 24 °C, dry below 22.5 °C',
    'Humide dès 24 °C, à sec sous 22,5 °C',
    ESTIMATE,
  ),
  plantWaterLpm: modelled(
    'Evaporation (sensible heat of the air over 2.45 MJ/L) + blow-down',
    'Évaporation (chaleur sensible de l’air sur 2,45 MJ/L) + déconcentration',
    ESTIMATE,
  ),
  plantWaterL: modelled('Integral of water use', 'Intégrale de la consommation d’eau'),
  plantColdSupplyC: modelled(
    'Held at 18 °C while outdoor air and chillers can; C dT/dt = heat in - heat out, 5 min of water',
    'Tenu à 18 °C tant que l’air extérieur et les groupes froids suffisent ; C dT/dt = chaleur entrante - sortante, 5 min d’eau',
    ESTIMATE,
  ),
  plantColdReturnC: modelled(
    'Towards supply + heat / (flow × c): 26 °C at the design rise of 8 K',
    'Vers départ + chaleur / (débit × c) : 26 °C à l’écart nominal de 8 K',
    ESTIMATE,
  ),
  plantColdHeatW: modelled(
    '13 % of rack heat + network and storage racks, less what the air stores, + fans and pumps of the loop',
    '13 % de la chaleur des baies + baies réseau et stockage, moins ce que stocke l’air, + ventilateurs et pompes de la boucle',
    ESTIMATE,
  ),
  plantColdPumpPowerW: modelled(
    'Rated power × (0.3 + 0.7 n³), n the speed',
    'Puissance nominale × (0,3 + 0,7 n³), n étant la vitesse',
    ESTIMATE,
  ),
  plantAirHandlerPowerW: modelled(
    'Rated power × (0.3 + 0.7 n³), n the speed',
    'Puissance nominale × (0,3 + 0,7 n³), n étant la vitesse',
    ESTIMATE,
  ),
  plantFreeCoolerPowerW: modelled(
    '2 % of rating × (0.05 + 0.95 n³), n the speed',
    '2 % de la puissance assignée × (0,05 + 0,95 n³), n étant la vitesse',
    ESTIMATE,
  ),
  plantChillerPowerW: modelled(
    'Heat that air cannot take over COP = 4.2 exp(-0.0357 (T - 25)); 150 s to full capacity after a loss of power',
    'Chaleur que l’air ne prend pas sur COP = 4,2 exp(-0,0357 (T - 25)) ; 150 s jusqu’à la pleine puissance après une coupure',
    ESTIMATE,
  ),
  plantChillingState: modelled(
    'Outdoor air takes up to flow × (return - outdoor - 7 K): all up to 11 °C, nothing from 19 °C',
    'L’air extérieur prend jusqu’à débit × (retour - extérieur - 7 K) : tout jusqu’à 11 °C, rien dès 19 °C',
    ESTIMATE,
  ),
  outdoorDryBulbC: modelled(
    'Season + time of day + passing weather, fitted to the typical year of Trappes',
    'Saison + heure du jour + passage des perturbations, d’après l’année type de Trappes',
    CLIMATE,
  ),
  outdoorWetBulbC: modelled(
    'Dry bulb less a depression that follows season, time of day and weather, never negative',
    'Thermomètre sec moins un écart selon la saison, l’heure et le temps, jamais négatif',
    CLIMATE,
  ),
  cduApproachK: modelled(
    'Coolant supply - facility water supply',
    'Départ du caloporteur - départ de l’eau du site',
  ),
  hallAirC: modelled(
    'Towards chilled water + 6 K × load in 120 s; without air handlers heat / 0.3 MJ/K per rack',
    'Vers eau glacée + 6 K × charge en 120 s ; sans centrales d’air, chaleur / 0,3 MJ/K par baie',
    ESTIMATE,
  ),
  plantDryCoolerApproachK: modelled(
    'Facility water supply - air onto the coils',
    'Départ d’eau du site - air à l’entrée des batteries',
  ),
  plantHeatReuseW: modelled(
    'Set share × heat that arrives from the CDUs; 0 until it is switched on',
    'Part réglée × chaleur arrivant des CDU ; 0 tant qu’elle n’est pas mise en service',
    ESTIMATE,
  ),
  plantHeatReusedWh: modelled('Integral of the heat reused', 'Intégrale de la chaleur valorisée'),
  plantBlowDownLpm: modelled(
    'Evaporation / (cycles of concentration - 1), 3 cycles',
    'Évaporation / (cycles de concentration - 1), 3 cycles',
    ESTIMATE,
  ),
  plantFreeCoolingS: modelled(
    'Time with chiller power 0',
    'Durée à puissance nulle des groupes froids',
  ),
} as const;

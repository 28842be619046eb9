// How each metric of trays, racks and network racks comes about.
import { assumed, ESTIMATE, LLAMA, modelled, POWER_SERVICE } from './provenanceText.ts';

export const RACK_PROVENANCE = {
  trayPowerW: modelled(
    'GPUs + Grace + static load; a tray out of service keeps its management controller',
    'GPU + Grace + charge fixe ; un tiroir hors service garde son contrôleur de gestion',
    POWER_SERVICE,
  ),
  trayGracePowerW: modelled(
    'Two Grace, 50 W idle to 420 W, by the phase',
    'Deux Grace, de 50 W au repos à 420 W, selon la phase',
    POWER_SERVICE,
  ),
  trayStaticPowerW: modelled(
    '4 network cards + 2 data processors + 8 drives, each from idle to busy by the load of the phase, + fans by the cube of a speed of 40 to 100 % + board 60 W',
    '4 cartes réseau + 2 processeurs de données + 8 disques, chacun du repos à l’activité selon la charge de la phase, + ventilateurs au cube d’une vitesse de 40 à 100 % + carte 60 W',
    POWER_SERVICE,
    ESTIMATE,
  ),
  trayState: modelled(
    'Failures at published rates, repair times drawn',
    'Pannes aux taux publiés, durées de réparation tirées au sort',
    LLAMA,
    ESTIMATE,
  ),
  switchTrayPowerW: modelled(
    '550 W idle to 1,000 W by NVLink load',
    'De 550 W au repos à 1 000 W selon la charge NVLink',
    ESTIMATE,
  ),
  shelfPowerW: modelled(
    'Even share of the rack’s DC power + loss',
    'Part égale de la puissance continue de la baie + perte',
    ESTIMATE,
  ),
  shelfLoadRatio: modelled('DC output over rating', 'Sortie continue sur puissance assignée'),
  shelfLossW: modelled(
    'Rating × (0.0103 - 0.0151 x + 0.0408 x²), x the load',
    'Puissance assignée × (0,0103 - 0,0151 x + 0,0408 x²), x étant la charge',
    ESTIMATE,
  ),
  rackPowerW: modelled(
    'GPUs + Grace + static + switches + shelf loss',
    'GPU + Grace + charge fixe + commutateurs + pertes des blocs',
  ),
  rackGpuPowerW: modelled('Sum of true GPU power', 'Somme des puissances vraies des GPU'),
  rackGracePowerW: modelled('Sum of the trays', 'Somme des tiroirs'),
  rackTrayStaticPowerW: modelled('Sum of the trays', 'Somme des tiroirs'),
  rackSwitchPowerW: modelled(
    'Nine NVLink switch trays + 200 W of management switches',
    'Neuf tiroirs NVLink + 200 W de commutateurs de gestion',
    ESTIMATE,
  ),
  rackShelfLossW: modelled('Sum of the shelves', 'Somme des blocs'),
  rackSensorResidualW: modelled(
    'What the sensors of the rack’s GPUs report in all, less their true power; one that reports nothing adds nothing',
    'Total lu par les capteurs des GPU de la baie, moins leur puissance vraie ; un capteur muet n’y ajoute rien',
  ),
  rackLiquidHeatW: modelled(
    '87 % of rack power, as late as plates and pipes make it (first order)',
    '87 % de la puissance de la baie, avec le retard des plaques et des tuyaux (premier ordre)',
    ESTIMATE,
  ),
  rackAirHeatW: modelled('13 % of rack power', '13 % de la puissance de la baie', ESTIMATE),
  rackCoolantSupplyC: modelled('Supply of its ring', 'Départ de sa boucle', ESTIMATE),
  rackCoolantReturnC: modelled(
    'Supply + heat / (flow × c)',
    'Départ + chaleur / (débit × c)',
    ESTIMATE,
  ),
  rackCoolantFlowLpm: modelled(
    '1.35 L/min per kW of the slow mean of its heat, at least 30 % of design',
    '1,35 L/min par kW de la moyenne lente de sa chaleur, au moins 30 % du nominal',
    ESTIMATE,
  ),
  rackState: modelled('From its trays', 'D’après ses tiroirs'),
  rackEnergyWh: modelled('Integral of true power', 'Intégrale de la puissance vraie'),
  networkRackPowerW: assumed(
    '46 kW × (0.7 + 0.3 × network load)',
    '46 kW × (0,7 + 0,3 × charge réseau)',
    ESTIMATE,
  ),
  networkRackEnergyWh: modelled('Integral of power', 'Intégrale de la puissance'),
} as const;

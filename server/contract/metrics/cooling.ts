// Metrics of cooling: CDUs on their rings, the warm and the cold loop, and the weather they meet.
// A table, read by row: its length is the number of rows.
import type { Metric } from '../metric.ts';
import { counter, gauge, state, text } from './shape.ts';

const W = 'W';

export const COOLING_METRICS = {
  ringSupplyC: {
    ...gauge(
      'cduRing',
      'C',
      'max',
      text('Ring supply', 'Départ de la boucle'),
      text(
        'Coolant that the CDUs of a ring send to the racks.',
        'Caloporteur envoyé aux baies par les CDU de la boucle.',
      ),
    ),
    range: [15, 60],
  },
  ringReturnC: {
    ...gauge(
      'cduRing',
      'C',
      'max',
      text('Ring return', 'Retour de la boucle'),
      text('Coolant that comes back from the racks.', 'Caloporteur de retour des baies.'),
    ),
    range: [15, 70],
  },
  ringFlowLpm: gauge(
    'cduRing',
    'Lpm',
    'sum',
    text('Ring flow', 'Débit de la boucle'),
    text('Coolant flow of the ring.', 'Débit de caloporteur de la boucle.'),
  ),
  ringHeatW: gauge(
    'cduRing',
    W,
    'sum',
    text('Ring heat', 'Chaleur de la boucle'),
    text('Heat that the ring takes from its racks.', 'Chaleur prise aux baies par la boucle.'),
  ),
  cduHeatW: gauge(
    'cdu',
    W,
    'sum',
    text('CDU heat', 'Chaleur de la CDU'),
    text(
      'Heat that a CDU moves to the facility water.',
      'Chaleur transférée par la CDU à l’eau du site.',
    ),
  ),
  cduSupplyC: gauge(
    'cdu',
    'C',
    'max',
    text('CDU supply', 'Départ de la CDU'),
    text(
      'Coolant leaving the CDU towards the racks.',
      'Caloporteur quittant la CDU vers les baies.',
    ),
  ),
  cduReturnC: gauge(
    'cdu',
    'C',
    'max',
    text('CDU return', 'Retour de la CDU'),
    text('Coolant coming back to the CDU.', 'Caloporteur revenant à la CDU.'),
  ),
  cduFlowLpm: gauge(
    'cdu',
    'Lpm',
    'sum',
    text('CDU flow', 'Débit de la CDU'),
    text('Coolant flow through the CDU.', 'Débit de caloporteur dans la CDU.'),
  ),
  cduPumpPowerW: gauge(
    'cdu',
    W,
    'sum',
    text('CDU pump power', 'Puissance des pompes de la CDU'),
    text('Electric power of the pumps.', 'Puissance électrique des pompes.'),
  ),
  cduPumpSpeedRatio: {
    ...gauge(
      'cdu',
      'ratio',
      'max',
      text('Pump speed', 'Vitesse des pompes'),
      text('Speed over rated speed.', 'Vitesse sur vitesse nominale.'),
    ),
    range: [0, 1],
  },
  cduState: state(
    'cdu',
    'cdu',
    text('CDU state', 'État de la CDU'),
    text(
      'Running, standing by, stopped, or starting.',
      'En marche, en attente, arrêtée ou en démarrage.',
    ),
  ),
  cduPumpState: state(
    'cdu',
    'pump',
    text('CDU pumps', 'Pompes de la CDU'),
    text('Which of the two pumps can run.', 'Pompes en état de fonctionner.'),
  ),
  cduApproachK: gauge(
    'cdu',
    'K',
    'max',
    text('CDU approach', 'Pincement de la CDU'),
    text(
      'Coolant supply less facility water supply: how near the exchanger is to its limit.',
      'Départ du caloporteur moins départ de l’eau du site : la marge qui reste à l’échangeur.',
    ),
  ),
  hallAirC: {
    ...gauge(
      'hall',
      'C',
      'max',
      text('Air at the racks', 'Air à l’entrée des baies'),
      text(
        'Air that the air handlers blow to the racks of a hall.',
        'Air soufflé vers les baies d’une salle par les centrales de traitement d’air.',
      ),
    ),
    range: [15, 45],
  },
  plantWarmSupplyC: gauge(
    'plant',
    'C',
    'max',
    text('Facility water supply', 'Départ d’eau du site'),
    text('Warm loop: water to the CDUs.', 'Boucle tiède : eau vers les CDU.'),
  ),
  plantWarmReturnC: gauge(
    'plant',
    'C',
    'max',
    text('Facility water return', 'Retour d’eau du site'),
    text('Warm loop: water back from the CDUs.', 'Boucle tiède : eau de retour des CDU.'),
  ),
  plantWarmFlowLpm: gauge(
    'plant',
    'Lpm',
    'sum',
    text('Facility water flow', 'Débit d’eau du site'),
    text('Warm loop.', 'Boucle tiède.'),
  ),
  plantWarmPumpPowerW: gauge(
    'plant',
    W,
    'sum',
    text('Facility pump power', 'Puissance des pompes du site'),
    text('Pumps of the warm loop.', 'Pompes de la boucle tiède.'),
  ),
  plantDryCoolerPowerW: gauge(
    'plant',
    W,
    'sum',
    text('Dry cooler power', 'Puissance des aérorefroidisseurs'),
    text('Fans of the dry coolers.', 'Ventilateurs des aérorefroidisseurs.'),
  ),
  plantDryCoolerSpeedRatio: {
    ...gauge(
      'plant',
      'ratio',
      'max',
      text('Dry cooler fan speed', 'Vitesse des aérorefroidisseurs'),
      text('Speed over rated speed.', 'Vitesse sur vitesse nominale.'),
    ),
    range: [0, 1],
  },
  plantDryCoolerHeatW: gauge(
    'plant',
    W,
    'sum',
    text('Heat to outdoors, warm loop', 'Chaleur rejetée, boucle tiède'),
    text(
      'Heat that the dry coolers give to the air.',
      'Chaleur cédée à l’air par les aérorefroidisseurs.',
    ),
  ),
  plantDryCoolerApproachK: gauge(
    'plant',
    'K',
    'max',
    text('Dry cooler approach', 'Pincement des aérorefroidisseurs'),
    text(
      'Facility water supply less the air onto the coils.',
      'Départ d’eau du site moins l’air à l’entrée des batteries.',
    ),
  ),
  plantHeatReuseW: gauge(
    'plant',
    W,
    'sum',
    text('Heat reused', 'Chaleur valorisée'),
    text(
      'Heat of the warm loop that a neighbour takes before the dry coolers.',
      'Chaleur de la boucle tiède cédée à un voisin avant les aérorefroidisseurs.',
    ),
  ),
  plantHeatReusedWh: counter(
    'plant',
    'Wh',
    text('Heat reused, meter', 'Chaleur valorisée, compteur'),
    text(
      'Heat meter of the reuse exchanger: the numerator of ERF.',
      'Compteur de chaleur de l’échangeur de valorisation : le numérateur de l’ERF.',
    ),
  ),
  plantAdiabaticState: state(
    'plant',
    'adiabatic',
    text('Adiabatic assist', 'Assistance adiabatique'),
    text('Dry, or with wet pads at work.', 'À sec, ou médias adiabatiques humidifiés.'),
  ),
  plantWaterLpm: gauge(
    'plant',
    'Lpm',
    'sum',
    text('Water use', 'Consommation d’eau'),
    text(
      'Make-up of the adiabatic pads: what evaporates and what is drained.',
      'Appoint des médias adiabatiques : eau évaporée et eau de déconcentration.',
    ),
  ),
  plantBlowDownLpm: gauge(
    'plant',
    'Lpm',
    'sum',
    text('Blow-down', 'Déconcentration'),
    text(
      'Of the make-up, what is drained so that salts do not build up.',
      'Part de l’appoint évacuée pour que les sels ne se concentrent pas.',
    ),
  ),
  plantWaterL: counter(
    'plant',
    'L',
    text('Water', 'Eau'),
    text('Water meter of the site.', 'Compteur d’eau du site.'),
  ),
  plantColdSupplyC: gauge(
    'plant',
    'C',
    'max',
    text('Chilled water supply', 'Départ d’eau glacée'),
    text(
      'Cold loop: water to the air handlers.',
      'Boucle froide : eau vers les centrales de traitement d’air.',
    ),
  ),
  plantColdReturnC: gauge(
    'plant',
    'C',
    'max',
    text('Chilled water return', 'Retour d’eau glacée'),
    text(
      'Cold loop: water back from the air handlers.',
      'Boucle froide : eau de retour des centrales de traitement d’air.',
    ),
  ),
  plantColdHeatW: gauge(
    'plant',
    W,
    'sum',
    text('Cold loop heat', 'Chaleur de la boucle froide'),
    text(
      'Heat that the air handlers bring to the cold loop.',
      'Chaleur apportée à la boucle froide par les centrales de traitement d’air.',
    ),
  ),
  plantColdPumpPowerW: gauge(
    'plant',
    W,
    'sum',
    text('Chilled water pump power', 'Puissance des pompes d’eau glacée'),
    text('Pumps of the cold loop.', 'Pompes de la boucle froide.'),
  ),
  plantAirHandlerPowerW: gauge(
    'plant',
    W,
    'sum',
    text('Air handler power', 'Puissance des centrales d’air'),
    text('Fans of the air handlers.', 'Ventilateurs des centrales de traitement d’air.'),
  ),
  plantFreeCoolerPowerW: gauge(
    'plant',
    W,
    'sum',
    text('Free cooler power', 'Puissance des aéros de free-cooling'),
    text(
      'Fans that cool the cold loop with outdoor air.',
      'Ventilateurs qui refroidissent la boucle froide avec l’air extérieur.',
    ),
  ),
  plantChillerPowerW: gauge(
    'plant',
    W,
    'sum',
    text('Chiller power', 'Puissance des groupes froids'),
    text('Compressors of the chillers.', 'Compresseurs des groupes froids.'),
  ),
  plantChillingState: state(
    'plant',
    'chilling',
    text('Cold loop mode', 'Mode de la boucle froide'),
    text('Free cooling, mixed, or chillers.', 'Free-cooling, mixte ou groupes froids.'),
  ),
  plantFreeCoolingS: counter(
    'plant',
    's',
    text('Free cooling time', 'Durée de free-cooling'),
    text(
      'Time in which no compressor ran for the cold loop.',
      'Durée pendant laquelle aucun compresseur n’a tourné pour la boucle froide.',
    ),
  ),
  outdoorDryBulbC: gauge(
    'site',
    'C',
    'mean',
    text('Outdoor temperature', 'Température extérieure'),
    text('Dry bulb.', 'Thermomètre sec.'),
  ),
  outdoorWetBulbC: gauge(
    'site',
    'C',
    'mean',
    text('Outdoor wet bulb', 'Thermomètre humide extérieur'),
    text(
      'Wet bulb: what evaporation can reach.',
      'Thermomètre humide : ce que l’évaporation peut atteindre.',
    ),
  ),
} as const satisfies Record<string, Metric>;

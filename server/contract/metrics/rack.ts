// Metrics of a rack and of what stands in it, of network racks, and of rows and halls.
// A table, read by row: its length is the number of rows.
import type { Metric } from '../metric.ts';
import { codeOf } from '../state.ts';
import { counted, counter, gauge, rolledUp, state, text } from './shape.ts';

const W = 'W';

export const RACK_METRICS = {
  trayPowerW: {
    ...gauge(
      'tray',
      W,
      'sum',
      text('Tray power', 'Puissance du tiroir'),
      text(
        'DC input of a compute tray: GPUs, Grace and static load, in true watts.',
        'Entrée continue d’un tiroir de calcul : GPU, Grace et charge fixe, en watts vrais.',
      ),
    ),
    range: [0, 'trayPowerW'],
  },
  trayGracePowerW: gauge(
    'tray',
    W,
    'sum',
    text('Grace power', 'Puissance des Grace'),
    text('The two Grace CPUs of a tray.', 'Les deux processeurs Grace d’un tiroir.'),
  ),
  trayStaticPowerW: gauge(
    'tray',
    W,
    'sum',
    text('Static power', 'Charge fixe'),
    text(
      'Network cards, storage, fans and management of a tray.',
      'Cartes réseau, stockage, ventilateurs et gestion d’un tiroir.',
    ),
  ),
  trayState: state(
    'tray',
    'tray',
    text('Tray state', 'État du tiroir'),
    text(
      'In service, or out of service for repair.',
      'En service, ou hors service pour réparation.',
    ),
  ),
  switchTrayPowerW: gauge(
    'switchTray',
    W,
    'sum',
    text('Switch tray power', 'Puissance du commutateur NVLink'),
    text(
      'DC input of an NVLink switch tray.',
      'Entrée continue d’un tiroir de commutation NVLink.',
    ),
  ),
  shelfPowerW: {
    ...gauge(
      'shelf',
      W,
      'sum',
      text('Shelf power', 'Puissance du bloc d’alimentation'),
      text('AC input of a power shelf.', 'Entrée en courant alternatif d’un bloc d’alimentation.'),
    ),
    range: [0, 'shelfPowerW'],
  },
  shelfLossW: gauge(
    'shelf',
    W,
    'sum',
    text('Shelf loss', 'Perte du bloc d’alimentation'),
    text(
      'Heat of the conversion from AC to the DC busbar.',
      'Chaleur de la conversion vers le jeu de barres continu.',
    ),
  ),
  shelfLoadRatio: {
    ...gauge(
      'shelf',
      'ratio',
      'max',
      text('Shelf load', 'Charge du bloc d’alimentation'),
      text('DC output over rating.', 'Sortie continue sur puissance assignée.'),
    ),
    range: [0, 1],
  },
  rackPowerW: {
    ...gauge(
      'rack',
      W,
      'sum',
      text('Rack power', 'Puissance de la baie'),
      text(
        'AC input of the rack: GPUs, Grace, static load, NVLink switches and shelf loss.',
        'Entrée en courant alternatif de la baie : GPU, Grace, charge fixe, commutateurs NVLink et pertes des blocs.',
      ),
    ),
    ring: true,
    range: [0, 'rackPowerW'],
  },
  rackGpuPowerW: gauge(
    'rack',
    W,
    'sum',
    text('GPU power, true', 'Puissance GPU vraie'),
    text('What the 72 GPUs really draw.', 'Ce que les 72 GPU consomment vraiment.'),
  ),
  rackGracePowerW: gauge(
    'rack',
    W,
    'sum',
    text('Grace power', 'Puissance des Grace'),
    text('The 36 Grace CPUs of the rack.', 'Les 36 processeurs Grace de la baie.'),
  ),
  rackTrayStaticPowerW: gauge(
    'rack',
    W,
    'sum',
    text('Static power', 'Charge fixe'),
    text(
      'Network cards, storage, fans and management of the trays.',
      'Cartes réseau, stockage, ventilateurs et gestion des tiroirs.',
    ),
  ),
  rackSwitchPowerW: gauge(
    'rack',
    W,
    'sum',
    text('NVLink switch power', 'Puissance des commutateurs NVLink'),
    text(
      'The nine NVLink switch trays and the two management switches.',
      'Les neuf tiroirs de commutation NVLink et les deux commutateurs de gestion.',
    ),
  ),
  rackShelfLossW: gauge(
    'rack',
    W,
    'sum',
    text('Shelf loss', 'Pertes des blocs'),
    text('Conversion loss of the power shelves.', 'Pertes de conversion des blocs d’alimentation.'),
  ),
  rackSensorResidualW: gauge(
    'rack',
    W,
    'sum',
    text('Sensor residual', 'Écart des capteurs'),
    text(
      'What the GPU power sensors report, less what the GPUs really draw.',
      'Ce que lisent les capteurs des GPU, moins ce que les GPU consomment vraiment.',
    ),
  ),
  rackLiquidHeatW: gauge(
    'rack',
    W,
    'sum',
    text('Heat to liquid', 'Chaleur vers le liquide'),
    text(
      'Heat that the cold plates give to the coolant.',
      'Chaleur cédée au caloporteur par les plaques froides.',
    ),
  ),
  rackAirHeatW: gauge(
    'rack',
    W,
    'sum',
    text('Heat to air', 'Chaleur vers l’air'),
    text('Heat that leaves the rack in the air.', 'Chaleur qui quitte la baie dans l’air.'),
  ),
  rackCoolantSupplyC: {
    ...gauge(
      'rack',
      'C',
      'max',
      text('Coolant supply', 'Départ du caloporteur'),
      text('Coolant entering the rack.', 'Caloporteur à l’entrée de la baie.'),
    ),
    ring: true,
    range: [15, 60],
    storageStep: 0.01,
  },
  rackCoolantReturnC: {
    ...gauge(
      'rack',
      'C',
      'max',
      text('Coolant return', 'Retour du caloporteur'),
      text('Coolant leaving the rack.', 'Caloporteur à la sortie de la baie.'),
    ),
    ring: true,
    range: [15, 70],
    storageStep: 0.01,
  },
  rackCoolantFlowLpm: {
    ...gauge(
      'rack',
      'Lpm',
      'sum',
      text('Coolant flow', 'Débit du caloporteur'),
      text('Coolant through the rack.', 'Caloporteur traversant la baie.'),
    ),
    ring: true,
    storageStep: 0.02,
  },
  rackState: state(
    'rack',
    'rack',
    text('Rack state', 'État de la baie'),
    text(
      'In service, degraded (trays out of service), or out of service.',
      'En service, dégradée (tiroirs hors service) ou hors service.',
    ),
  ),
  rackEnergyWh: counter(
    'rack',
    'Wh',
    text('Rack energy', 'Énergie de la baie'),
    text('Meter at the input of the rack.', 'Compteur à l’entrée de la baie.'),
  ),
  rackGpuTempMaxC: {
    ...rolledUp(
      'rack',
      'C',
      'max',
      'gpuTempC',
      text('Hottest GPU', 'GPU le plus chaud'),
      text('Highest die temperature in the rack.', 'Température de puce la plus haute de la baie.'),
    ),
    ring: true,
    range: [20, 'gpuShutdownC'],
    storageStep: 0.1,
  },
  rackThermalMarginMinK: {
    ...rolledUp(
      'rack',
      'K',
      'min',
      'gpuThermalMarginK',
      text('Smallest margin', 'Plus petite marge'),
      text(
        'Smallest thermal margin of a GPU in the rack.',
        'Plus petite marge thermique d’un GPU de la baie.',
      ),
    ),
    range: [0, 60],
    storageStep: 0.1,
  },
  rackSmActiveRatio: {
    ...rolledUp(
      'rack',
      'ratio',
      'mean',
      'gpuSmActiveRatio',
      text('SM active', 'SM actifs'),
      text('Mean over the GPUs of the rack.', 'Moyenne sur les GPU de la baie.'),
    ),
    ring: true,
    range: [0, 1],
    storageStep: 0.0001,
  },
  rackGpuSensorPowerW: rolledUp(
    'rack',
    W,
    'sum',
    'gpuPowerW',
    text('GPU power, reported', 'Puissance GPU lue'),
    text('Sum of the GPU power sensors.', 'Somme des capteurs de puissance des GPU.'),
  ),
  rackTraysOut: counted(
    'rack',
    'trayState',
    codeOf('tray', 'out'),
    text('Trays out', 'Tiroirs hors service'),
    text('Compute trays out of service.', 'Tiroirs de calcul hors service.'),
  ),
  networkRackPowerW: gauge(
    'networkRack',
    W,
    'sum',
    text('Network rack power', 'Puissance de la baie réseau'),
    text(
      'AC input of an air-cooled network and storage rack.',
      'Entrée alternative d’une baie réseau et stockage refroidie par air.',
    ),
  ),
  networkRackEnergyWh: counter(
    'networkRack',
    'Wh',
    text('Network rack energy', 'Énergie de la baie réseau'),
    text('Meter at the input of the rack.', 'Compteur à l’entrée de la baie.'),
  ),
  rowPowerW: rolledUp(
    'row',
    W,
    'sum',
    'rackPowerW',
    text('Row power', 'Puissance de la rangée'),
    text('Sum of the racks of the row.', 'Somme des baies de la rangée.'),
  ),
  hallRackPowerW: rolledUp(
    'hall',
    W,
    'sum',
    'rackPowerW',
    text('Hall power, racks', 'Puissance des baies de la salle'),
    text('Sum of the NVL72 racks of the hall.', 'Somme des baies NVL72 de la salle.'),
  ),
  hallNetworkPowerW: rolledUp(
    'hall',
    W,
    'sum',
    'networkRackPowerW',
    text('Hall power, network', 'Puissance des baies réseau de la salle'),
    text(
      'Sum of the network and storage racks of the hall.',
      'Somme des baies réseau et stockage de la salle.',
    ),
  ),
  hallGpuTempMaxC: rolledUp(
    'hall',
    'C',
    'max',
    'gpuTempC',
    text('Hottest GPU', 'GPU le plus chaud'),
    text('Highest die temperature in the hall.', 'Température de puce la plus haute de la salle.'),
  ),
} as const satisfies Record<string, Metric>;

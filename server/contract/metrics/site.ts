// Metrics of the site: the balance of every watt, its meters, and what telemetry concludes from them.
// A table, read by row: its length is the number of rows.
import type { Metric } from '../metric.ts';
import { codeOf } from '../state.ts';
import { counted, counter, derived, gauge, rolledUp, text } from './shape.ts';

const W = 'W';

export const SITE_METRICS = {
  siteFacilityPowerW: {
    ...gauge(
      'site',
      W,
      'none',
      text('Facility power', 'Puissance du site'),
      text(
        'Grid in plus gensets plus UPS batteries: everything the site draws.',
        'Réseau, groupes électrogènes et batteries d’onduleurs : tout ce que le site consomme.',
      ),
    ),
    ring: true,
  },
  siteGridPowerW: {
    ...gauge(
      'site',
      W,
      'none',
      text('Grid power', 'Puissance réseau'),
      text(
        'Power taken from the grid at the meters of the feeds.',
        'Puissance soutirée au réseau, aux compteurs des arrivées.',
      ),
    ),
    ring: true,
  },
  siteGensetPowerW: {
    ...gauge(
      'site',
      W,
      'none',
      text('Genset power', 'Puissance des groupes électrogènes'),
      text('Sum of the gensets.', 'Somme des groupes électrogènes.'),
    ),
    ring: true,
  },
  siteBatteryPowerW: {
    ...gauge(
      'site',
      W,
      'none',
      text('Battery power', 'Puissance des batteries'),
      text(
        'UPS batteries: positive when they feed, negative when they charge.',
        'Batteries d’onduleurs : positive en décharge, négative en charge.',
      ),
    ),
    ring: true,
  },
  siteItPowerW: {
    ...gauge(
      'site',
      W,
      'none',
      text('IT power', 'Puissance informatique'),
      text(
        'UPS outputs that feed IT: the IT of PUE category 1.',
        'Sorties d’onduleurs vers l’informatique : l’informatique du PUE de catégorie 1.',
      ),
    ),
    ring: true,
  },
  siteItAtRacksPowerW: {
    ...gauge(
      'site',
      W,
      'none',
      text('IT power at the racks', 'Puissance informatique aux baies'),
      text(
        'Inputs of NVL72, network and storage racks: the IT of PUE category 3.',
        'Entrées des baies NVL72, réseau et stockage : l’informatique du PUE de catégorie 3.',
      ),
    ),
    ring: true,
  },
  siteGpuPowerW: {
    ...gauge(
      'site',
      W,
      'none',
      text('GPU power', 'Puissance des GPU'),
      text('All GPUs, true watts.', 'Tous les GPU, en watts vrais.'),
    ),
    ring: true,
  },
  siteGracePowerW: {
    ...gauge(
      'site',
      W,
      'none',
      text('Grace power', 'Puissance des Grace'),
      text('All Grace CPUs.', 'Tous les processeurs Grace.'),
    ),
    ring: true,
  },
  siteTrayStaticPowerW: {
    ...gauge(
      'site',
      W,
      'none',
      text('Static power', 'Charge fixe'),
      text(
        'Network cards, storage, fans and management of all trays.',
        'Cartes réseau, stockage, ventilateurs et gestion de tous les tiroirs.',
      ),
    ),
    ring: true,
  },
  siteSwitchPowerW: {
    ...gauge(
      'site',
      W,
      'none',
      text('NVLink switch power', 'Puissance des commutateurs NVLink'),
      text('All NVLink switch trays.', 'Tous les tiroirs de commutation NVLink.'),
    ),
    ring: true,
  },
  siteShelfLossW: {
    ...gauge(
      'site',
      W,
      'none',
      text('Shelf loss', 'Pertes des blocs d’alimentation'),
      text(
        'Conversion loss of all power shelves.',
        'Pertes de conversion de tous les blocs d’alimentation.',
      ),
    ),
    ring: true,
  },
  siteNetworkPowerW: {
    ...gauge(
      'site',
      W,
      'none',
      text('Network and storage power', 'Puissance réseau et stockage'),
      text('All network and storage racks.', 'Toutes les baies réseau et stockage.'),
    ),
    ring: true,
  },
  siteBuswayLossW: {
    ...gauge(
      'site',
      W,
      'none',
      text('Busway loss', 'Pertes des gaines à barres'),
      text('Between the UPS outputs and the racks.', 'Entre les sorties d’onduleurs et les baies.'),
    ),
    ring: true,
  },
  siteUpsLossW: {
    ...gauge(
      'site',
      W,
      'none',
      text('UPS loss', 'Pertes des onduleurs'),
      text('All UPS.', 'Tous les onduleurs.'),
    ),
    ring: true,
  },
  siteTransformerLossW: {
    ...gauge(
      'site',
      W,
      'none',
      text('Transformer loss', 'Pertes des transformateurs'),
      text('Main and MV/LV transformers.', 'Transformateurs principaux et HTA/BT.'),
    ),
    ring: true,
  },
  siteLineLossW: {
    ...gauge(
      'site',
      W,
      'none',
      text('Line loss', 'Pertes de ligne'),
      text('Lines and cables from the meters.', 'Lignes et câbles depuis les compteurs.'),
    ),
    ring: true,
  },
  siteCoolingPowerW: {
    ...gauge(
      'site',
      W,
      'none',
      text('Cooling power', 'Puissance du refroidissement'),
      text(
        'CDU pumps, facility pumps, dry coolers, air handlers, chillers.',
        'Pompes des CDU et du site, aérorefroidisseurs, centrales d’air, groupes froids.',
      ),
    ),
    ring: true,
  },
  siteHousePowerW: {
    ...gauge(
      'site',
      W,
      'none',
      text('House load', 'Auxiliaires'),
      text('Lighting, offices, security.', 'Éclairage, bureaux, sûreté.'),
    ),
    ring: true,
  },
  siteFacilityEnergyWh: counter(
    'site',
    'Wh',
    text('Facility energy', 'Énergie du site'),
    text(
      'Grid meters plus genset meters: the numerator of PUE.',
      'Compteurs du réseau et des groupes électrogènes : le numérateur du PUE.',
    ),
  ),
  siteGensetEnergyWh: counter(
    'site',
    'Wh',
    text('Energy from gensets', 'Énergie des groupes électrogènes'),
    text(
      'Genset meters: in the facility’s energy, without a spot price or a carbon intensity of the grid.',
      'Compteurs des groupes électrogènes : dans l’énergie du site, sans prix spot ni intensité carbone du réseau.',
    ),
  ),
  siteBatteryEnergyWh: counter(
    'site',
    'Wh',
    text('Energy from batteries', 'Énergie des batteries'),
    text(
      'Given by the UPS batteries. It is in no meter of the facility: what charges them again is.',
      'Donnée par les batteries d’onduleurs. Aucun compteur du site ne la voit ; leur recharge, si.',
    ),
  ),
  siteItEnergyWh: counter(
    'site',
    'Wh',
    text('IT energy', 'Énergie informatique'),
    text(
      'Meters at the UPS outputs: the denominator of PUE category 1.',
      'Compteurs en sortie d’onduleurs : le dénominateur du PUE de catégorie 1.',
    ),
  ),
  siteItAtRacksEnergyWh: counter(
    'site',
    'Wh',
    text('IT energy at the racks', 'Énergie informatique aux baies'),
    text(
      'Meters at the rack inputs: the denominator of PUE category 3.',
      'Compteurs à l’entrée des baies : le dénominateur du PUE de catégorie 3.',
    ),
  ),
  siteIdlePowerW: gauge(
    'site',
    W,
    'none',
    text('Power of idle GPUs', 'Puissance des GPU au repos'),
    text(
      'All-in at the rack inputs: trays in service that no job holds.',
      'Tout compris à l’entrée des baies : tiroirs en service qu’aucun travail n’occupe.',
    ),
  ),
  siteIdleEnergyWh: counter(
    'site',
    'Wh',
    text('Energy of idle GPUs', 'Énergie des GPU au repos'),
    text(
      'All-in at the rack inputs: a line of the ledger.',
      'Tout compris à l’entrée des baies : une ligne de la répartition.',
    ),
  ),
  siteOutPowerW: gauge(
    'site',
    W,
    'none',
    text('Power of trays out of service', 'Puissance des tiroirs hors service'),
    text(
      'All-in at the rack inputs: standby and their share of the switches.',
      'Tout compris à l’entrée des baies : veille et part des commutateurs.',
    ),
  ),
  siteOutEnergyWh: counter(
    'site',
    'Wh',
    text('Energy of trays out of service', 'Énergie des tiroirs hors service'),
    text(
      'All-in at the rack inputs: a line of the ledger.',
      'Tout compris à l’entrée des baies : une ligne de la répartition.',
    ),
  ),
  siteBalanceResidualW: {
    ...derived(
      'site',
      W,
      text('Balance residual', 'Écart du bilan'),
      text(
        'What goes in less everything accounted for.',
        'Ce qui entre moins tout ce qui est comptabilisé.',
      ),
    ),
  },
  siteConnectionLoadRatio: {
    ...derived(
      'site',
      'ratio',
      text('Connection load', 'Charge du raccordement'),
      text(
        'Grid power over the connected power.',
        'Puissance réseau sur puissance de raccordement.',
      ),
    ),
    range: [0, 1],
  },
  siteRampWPerMin: {
    ...derived(
      'site',
      'W/min',
      text('Ramp', 'Rampe'),
      text(
        'Change of facility power from one minute to the next: the mean of the last 60 s less that of the 60 s before.',
        'Variation de la puissance du site d’une minute à l’autre : moyenne des 60 dernières secondes moins celle des 60 secondes précédentes.',
      ),
    ),
    overTime: 'minMeanMax',
    ring: true,
  },
  sitePue15mRatio: {
    ...derived(
      'site',
      'ratio',
      text('PUE, 15 min', 'PUE, 15 min'),
      text(
        'Category 1: facility energy over IT energy at the UPS outputs, last 15 minutes.',
        'Catégorie 1 : énergie du site sur énergie informatique en sortie d’onduleurs, 15 dernières minutes.',
      ),
    ),
    ring: true,
  },
  sitePue24hRatio: derived(
    'site',
    'ratio',
    text('PUE, 24 h', 'PUE, 24 h'),
    text(
      'Category 1, last 24 hours, or since the record begins.',
      'Catégorie 1, 24 dernières heures ou depuis le début du relevé.',
    ),
  ),
  siteBattery15mWh: derived(
    'site',
    'Wh',
    text('Battery energy beside PUE, 15 min', 'Énergie des batteries hors PUE, 15 min'),
    text(
      'Given by UPS batteries in the window of PUE, 15 min, and not counted there: it lowers PUE, and recharging raises it.',
      'Donnée par les batteries d’onduleurs dans la fenêtre du PUE 15 min sans y être comptée : elle abaisse le PUE, leur recharge le relève.',
    ),
  ),
  siteBattery24hWh: derived(
    'site',
    'Wh',
    text('Battery energy beside PUE, 24 h', 'Énergie des batteries hors PUE, 24 h'),
    text(
      'Given by UPS batteries in the window of PUE, 24 h, and not counted there: it lowers PUE, and recharging raises it.',
      'Donnée par les batteries d’onduleurs dans la fenêtre du PUE 24 h sans y être comptée : elle abaisse le PUE, leur recharge le relève.',
    ),
  ),
  sitePueCat3Ratio: derived(
    'site',
    'ratio',
    text('PUE category 3, 15 min', 'PUE catégorie 3, 15 min'),
    text(
      'Facility energy over IT energy at the racks, last 15 minutes.',
      'Énergie du site sur énergie informatique aux baies, 15 dernières minutes.',
    ),
  ),
  siteTodayEnergyWh: derived(
    'site',
    'Wh',
    text('Energy today', 'Énergie du jour'),
    text(
      'Facility energy since local midnight, or since the record begins.',
      'Énergie du site depuis minuit, heure locale, ou depuis le début du relevé.',
    ),
  ),
  siteState: {
    ...derived(
      'site',
      'code',
      text('Site state', 'État du site'),
      text('Normal, degraded, critical or unknown.', 'Normal, dégradé, critique ou inconnu.'),
    ),
    kind: 'state',
    states: 'site',
  },
  siteGpusAtWork: {
    ...counted(
      'site',
      'gpuState',
      codeOf('gpu', 'work'),
      text('GPUs at work', 'GPU au travail'),
      text('GPUs allocated to a running job.', 'GPU alloués à un travail en cours.'),
    ),
    ring: true,
  },
  siteGpusIdle: counted(
    'site',
    'gpuState',
    codeOf('gpu', 'idle'),
    text('GPUs idle', 'GPU au repos'),
    text('In service, without a job.', 'En service, sans travail.'),
  ),
  siteGpusOut: counted(
    'site',
    'gpuState',
    codeOf('gpu', 'out'),
    text('GPUs out of service', 'GPU hors service'),
    text(
      'They report nothing and no job can use them.',
      'Ils ne transmettent rien et aucun travail ne peut les occuper.',
    ),
  ),
  siteSmActiveRatio: {
    ...rolledUp(
      'site',
      'ratio',
      'mean',
      'gpuSmActiveRatio',
      text('SM active', 'SM actifs'),
      text('Mean over the GPUs in service.', 'Moyenne sur les GPU en service.'),
    ),
    ring: true,
    range: [0, 1],
  },
  siteThermalMarginMinK: {
    ...rolledUp(
      'site',
      'K',
      'min',
      'gpuThermalMarginK',
      text('Smallest thermal margin', 'Plus petite marge thermique'),
      text('Smallest margin of a GPU in service.', 'Plus petite marge d’un GPU en service.'),
    ),
    ring: true,
  },
  siteThermalMarginGpu: {
    ...derived(
      'site',
      'code',
      text('GPU with the smallest margin', 'GPU à la plus petite marge'),
      text('The GPU that has it.', 'Le GPU concerné.'),
    ),
    kind: 'id',
  },
  siteGpusThermallySlowed: derived(
    'site',
    'count',
    text('Thermally slowed GPUs', 'GPU ralentis par la chaleur'),
    text(
      'GPUs whose clock is cut by temperature.',
      'GPU dont la fréquence est réduite par la température.',
    ),
  ),
  gpuHealth: {
    ...derived(
      'gpu',
      'code',
      text('Health', 'Santé'),
      text(
        'Normal, warning, critical or out of service, from state and masks.',
        'Normal, avertissement, critique ou hors service, d’après l’état et les masques.',
      ),
    ),
    kind: 'state',
    states: 'health',
    range: [0, 254],
  },
  rackHealth: {
    ...derived(
      'rack',
      'code',
      text('Rack health', 'Santé de la baie'),
      text(
        'Of its GPUs and the active alarms there; degraded while trays are out of service.',
        'D’après ses GPU et les alarmes en cours ; dégradée quand des tiroirs sont hors service.',
      ),
    ),
    kind: 'state',
    states: 'health',
    range: [0, 254],
  },
} as const satisfies Record<string, Metric>;

// Where the numbers come from that telemetry makes itself: those it rolls up, and those it derives.
import { METRIC_IDS, type METRICS, type MetricId, metricOf } from '../contract/metrics.ts';
import {
  BY_DEFINITION,
  type Citation,
  type Provenance,
  type SourceDescription,
} from '../contract/source.ts';
import type { Text } from '../contract/text.ts';

type Metrics = typeof METRICS;
type DerivedId = {
  [M in MetricId]: Metrics[M] extends { origin: 'derived' } ? M : never;
}[MetricId];
type Row = readonly [en: string, fr: string, ...sources: Citation[]];

const PUE = 'ISO/IEC 30134-2';
const WUE = 'ISO/IEC 30134-9';
const CUE = 'ISO/IEC 30134-8';
const ERF = 'ISO/IEC 30134-6';

const DERIVED = {
  siteBalanceResidualW: [
    'Grid + gensets + batteries - every part of the balance, from the GPUs to the line',
    'Réseau + groupes + batteries - chaque part du bilan, des GPU à la ligne',
  ],
  siteConnectionLoadRatio: [
    'Grid power over the connected power of the site',
    'Puissance réseau sur puissance de raccordement du site',
  ],
  siteRampWPerMin: [
    'Mean of facility power over the last 60 s less its mean over the 60 s before, over one minute',
    'Moyenne de la puissance du site sur les 60 dernières secondes moins celle des 60 secondes précédentes, par minute',
  ],
  sitePue15mRatio: [
    'Facility energy over IT energy at the UPS outputs: ratio of the meters’ growth over 15 minutes',
    'Énergie du site sur énergie informatique en sortie d’onduleurs : rapport des accroissements des compteurs sur 15 minutes',
    PUE,
  ],
  sitePue24hRatio: [
    'Facility energy over IT energy at the UPS outputs: ratio of the meters’ growth over 24 hours',
    'Énergie du site sur énergie informatique en sortie d’onduleurs : rapport des accroissements des compteurs sur 24 heures',
    PUE,
  ],
  siteBattery15mWh: [
    'Growth of the meter of battery energy over 15 minutes',
    'Accroissement du compteur d’énergie des batteries sur 15 minutes',
  ],
  siteBattery24hWh: [
    'Growth of the meter of battery energy over 24 hours',
    'Accroissement du compteur d’énergie des batteries sur 24 heures',
  ],
  sitePueCat3Ratio: [
    'Facility energy over IT energy at the racks: ratio of the meters’ growth over 15 minutes',
    'Énergie du site sur énergie informatique aux baies : rapport des accroissements des compteurs sur 15 minutes',
    PUE,
  ],
  sitePue12mRatio: [
    'Facility energy over IT energy at the UPS outputs: ratio of the meters’ growth over 12 months',
    'Énergie du site sur énergie informatique en sortie d’onduleurs : rapport des accroissements des compteurs sur 12 mois',
    PUE,
  ],
  sitePueCat3Last24hRatio: [
    'Facility energy over IT energy at the racks: ratio of the meters’ growth over 24 hours',
    'Énergie du site sur énergie informatique aux baies : rapport des accroissements des compteurs sur 24 heures',
    PUE,
  ],
  sitePueCat3Last12mRatio: [
    'Facility energy over IT energy at the racks: ratio of the meters’ growth over 12 months',
    'Énergie du site sur énergie informatique aux baies : rapport des accroissements des compteurs sur 12 mois',
    PUE,
  ],
  siteWue24hRatio: [
    'Litres of the water meters over kWh of IT energy at the UPS outputs: ratio of the meters’ growth over 24 hours',
    'Litres des compteurs d’eau sur kWh d’énergie informatique en sortie d’onduleurs : rapport des accroissements sur 24 heures',
    WUE,
  ],
  siteWue12mRatio: [
    'Litres of the water meters over kWh of IT energy at the UPS outputs: ratio of the meters’ growth over 12 months',
    'Litres des compteurs d’eau sur kWh d’énergie informatique en sortie d’onduleurs : rapport des accroissements sur 12 mois',
    WUE,
  ],
  siteCue24hRatio: [
    'Kilograms of the carbon meter over kWh of IT energy at the UPS outputs: ratio of the meters’ growth over 24 hours',
    'Kilogrammes du compteur de carbone sur kWh d’énergie informatique en sortie d’onduleurs : rapport des accroissements sur 24 heures',
    CUE,
  ],
  siteCue12mRatio: [
    'Kilograms of the carbon meter over kWh of IT energy at the UPS outputs: ratio of the meters’ growth over 12 months',
    'Kilogrammes du compteur de carbone sur kWh d’énergie informatique en sortie d’onduleurs : rapport des accroissements sur 12 mois',
    CUE,
  ],
  siteErf24hRatio: [
    'Reused heat over facility energy: ratio of the meters’ growth over 24 hours',
    'Chaleur valorisée sur énergie du site : rapport des accroissements des compteurs sur 24 heures',
    ERF,
  ],
  siteErf12mRatio: [
    'Reused heat over facility energy: ratio of the meters’ growth over 12 months',
    'Chaleur valorisée sur énergie du site : rapport des accroissements des compteurs sur 12 mois',
    ERF,
  ],
  siteFacilityDayAgoPowerW: [
    'Growth of the facility meter over the quarter-hour that holds the moment 24 hours before, over its time',
    'Accroissement du compteur du site sur le quart d’heure contenant l’instant 24 heures plus tôt, rapporté à sa durée',
  ],
  siteItDayAgoPowerW: [
    'Growth of the meters at the UPS outputs over the quarter-hour that holds the moment 24 hours before, over its time',
    'Accroissement des compteurs en sortie d’onduleurs sur le quart d’heure contenant l’instant 24 heures plus tôt, rapporté à sa durée',
  ],
  jobLedgerEnergyWh: [
    'Growth of the job’s own counter, while the meters of the site were read',
    'Accroissement du compteur du travail, tant que les compteurs du site étaient lus',
  ],
  jobFacilityEnergyWh: [
    'Sum over quarter-hours of its rack-level energy × (facility energy / all rack-level energy)',
    'Somme, par quart d’heure, de son énergie aux baies × (énergie du site / énergie de toutes les baies)',
  ],
  jobCostEur: [
    'Sum over quarter-hours of cost less credit × (its rack-level energy / all rack-level energy)',
    'Somme, par quart d’heure, du coût moins les avoirs × (son énergie aux baies / énergie de toutes les baies)',
  ],
  jobCo2G: [
    'Sum over quarter-hours of the carbon × (its rack-level energy / all rack-level energy)',
    'Somme, par quart d’heure, du carbone × (son énergie aux baies / énergie de toutes les baies)',
  ],
  siteTodayEnergyWh: [
    'Growth of the facility meter since local midnight',
    'Accroissement du compteur du site depuis minuit, heure locale',
  ],
  siteTodayCo2G: [
    'Growth of the carbon meter since local midnight',
    'Accroissement du compteur de carbone depuis minuit, heure locale',
  ],
  siteTodayCostEur: [
    'Growth of cost less credit since local midnight',
    'Accroissement du coût moins les avoirs depuis minuit, heure locale',
  ],
  siteFeedRedundancy: [
    'Live feeds against the one that the site needs',
    'Arrivées sous tension face à celle qu’exige le site',
  ],
  siteTransformerRedundancy: [
    'Transformers in service against connected power over rating, and their load',
    'Transformateurs en service face à la puissance de raccordement sur puissance assignée, et leur charge',
  ],
  siteGensetRedundancy: [
    'Gensets that are not out of service against those that the site needs',
    'Groupes électrogènes disponibles face à ceux qu’exige le site',
  ],
  upsGroupRedundancy: [
    'UPS online or on battery against those that the group needs, and their load',
    'Onduleurs en ligne ou sur batterie face à ceux qu’exige le groupe, et leur charge',
  ],
  ringRedundancy: [
    'CDUs that run or stand by against those that the ring needs',
    'CDU en marche ou en attente face à celles qu’exige la boucle',
  ],
  siteState: ['The gravest active alarm', 'L’alarme en cours la plus grave'],
  siteThermalMarginGpu: [
    'The GPU in service with the smallest thermal margin',
    'Le GPU en service à la plus petite marge thermique',
  ],
  siteGpusThermallySlowed: [
    'Number of GPUs with a thermal bit in their clock event reasons',
    'Nombre de GPU dont les causes de la fréquence ont un bit thermique',
  ],
  gpuHealth: [
    'From state and clock event reasons, as they are now',
    'D’après l’état et les causes de la fréquence du moment',
  ],
  rackHealth: [
    'The worst of its GPUs in service and of the active alarms there; degraded while trays are out of service, out of service when all are',
    'Le pire de ses GPU en service et des alarmes en cours à cet endroit ; dégradée quand des tiroirs sont hors service, hors service quand tous le sont',
  ],
} as const satisfies Record<DerivedId, Row>;

const ROLL_UPS: Readonly<Record<string, (name: Text) => Text>> = {
  sum: around('Sum of', 'Somme de'),
  mean: around('Mean of', 'Moyenne de'),
  max: around('Maximum of', 'Maximum de'),
  min: around('Minimum of', 'Minimum de'),
  or: around('Union of the bits of', 'Réunion des bits de'),
};
const COUNT = around('Number with one code of', 'Nombre ayant un code de');

/** The provenance of every metric of the dictionary: what the source says, and what telemetry makes of it. */
export function provenanceOf(
  source: Pick<SourceDescription, 'kind' | 'provenance'>,
): ReadonlyMap<MetricId, Provenance> {
  const basis = source.kind === 'simulated' ? 'modelled' : 'measured';
  const derived: Readonly<Partial<Record<MetricId, Row>>> = DERIVED;
  const known = new Map<MetricId, Provenance>();
  for (const id of METRIC_IDS) {
    const row = derived[id];
    const made = row ? derivedRow(row, basis) : rolledUpRow(id, source);
    const given = source.provenance[id] ?? made;
    if (given) known.set(id, given);
  }
  return known;
}

function derivedRow([en, fr, ...sources]: Row, basis: Provenance['basis']): Provenance {
  return { basis, formula: { en, fr }, sources: sources.length > 0 ? sources : [BY_DEFINITION] };
}

function rolledUpRow(
  id: MetricId,
  { provenance }: Pick<SourceDescription, 'provenance'>,
): Provenance | undefined {
  const { origin, from, code, rollUp } = metricOf(id);
  const part = METRIC_IDS.find((candidate) => candidate === from);
  const say = code === undefined ? ROLL_UPS[rollUp] : COUNT;
  if (origin !== 'rolledUp' || !part || !say) return undefined;
  const { basis = 'modelled', sources = [] } = provenance[part] ?? {};
  return { basis, formula: say(metricOf(part).name), sources };
}

function around(en: string, fr: string): (name: Text) => Text {
  return (name) => ({
    en: `${en} “${name.en}” over the places within`,
    fr: `${fr} « ${name.fr} » sur les lieux contenus`,
  });
}

// Where the numbers come from that telemetry makes itself: those it rolls up, and those it derives.
import { METRIC_IDS, type METRICS, type MetricId, metricOf } from '../contract/metrics.ts';
import type { Provenance, SourceDescription } from '../contract/source.ts';
import type { Text } from '../contract/text.ts';

type Metrics = typeof METRICS;
type DerivedId = {
  [M in MetricId]: Metrics[M] extends { origin: 'derived' } ? M : never;
}[MetricId];
type Row = readonly [en: string, fr: string, ...sources: string[]];

const PUE = 'ISO/IEC 30134-2';

const DERIVED = {
  siteBalanceResidualW: [
    'Grid + gensets + batteries - every part of the balance, from the GPUs to the line',
    'Réseau + groupes + batteries - chaque part du bilan, des GPU à la ligne',
  ],
  siteConnectionLoadRatio: [
    'Grid power over the connected power of the site',
    'Puissance réseau sur puissance de raccordement du site',
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
  sitePueCat3Ratio: [
    'Facility energy over IT energy at the racks: ratio of the meters’ growth over 15 minutes',
    'Énergie du site sur énergie informatique aux baies : rapport des accroissements des compteurs sur 15 minutes',
    PUE,
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
    'Accroissement du coût moins les crédits depuis minuit, heure locale',
  ],
  siteState: ['The worst standing alarm', 'La pire alarme en cours'],
  siteThermalMarginGpu: [
    'The GPU in service with the smallest thermal margin',
    'Le GPU en service à la plus petite marge thermique',
  ],
  siteGpusThermallySlowed: [
    'Number of GPUs with a thermal bit in their clock event reasons',
    'Nombre de GPU dont les causes de ralentissement ont un bit thermique',
  ],
  gpuHealth: [
    'From state, clock event reasons and last XID',
    'D’après l’état, les causes de ralentissement et le dernier XID',
    'NVIDIA XID catalogue',
  ],
  rackHealth: [
    'The worst health of the GPUs in service; out when the rack is out',
    'La pire santé des GPU en service ; hors service quand la baie l’est',
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
  return { basis, formula: { en, fr }, sources };
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

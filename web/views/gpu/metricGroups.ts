// The metrics of a GPU in the order in which a person reads them.
import type { MetricId } from '../../../server/contract/metrics.ts';
import { METRIC_IDS, metricOf } from '../../../server/contract/metrics.ts';
import type { Text } from '../../../server/contract/text.ts';
import type { SiteContext } from '../../live.ts';

interface MetricGroup {
  readonly name: Text;
  readonly metrics: readonly MetricId[];
}

const NAMED_GROUPS: readonly MetricGroup[] = [
  {
    name: { en: 'State', fr: 'État' },
    metrics: ['gpuState', 'gpuHealth', 'gpuJob', 'gpuEventReasons', 'gpuXid', 'gpuPartCount'],
  },
  {
    name: { en: 'Power and energy', fr: 'Puissance et énergie' },
    metrics: ['gpuPowerW', 'gpuPowerLimitW', 'gpuEnergyWh', 'gpuSensorEnergyWh'],
  },
  {
    name: { en: 'Temperature', fr: 'Température' },
    metrics: ['gpuTempC', 'gpuThermalMarginK', 'gpuMemTempC'],
  },
  { name: { en: 'Clocks', fr: 'Fréquences' }, metrics: ['gpuSmClockMHz', 'gpuMemClockMHz'] },
  {
    name: { en: 'Activity', fr: 'Activité' },
    metrics: [
      'gpuSmActiveRatio',
      'gpuTensorActiveRatio',
      'gpuDramActiveRatio',
      'gpuGrActiveRatio',
      'gpuUtilPct',
      'gpuMemCopyUtilPct',
      'gpuEncUtilPct',
      'gpuDecUtilPct',
    ],
  },
  {
    name: { en: 'Memory', fr: 'Mémoire' },
    metrics: [
      'gpuFbUsedMiB',
      'gpuFbFreeMiB',
      'gpuFbReservedMiB',
      'gpuUncorrectableRemappedRows',
      'gpuCorrectableRemappedRows',
      'gpuRowRemapPending',
      'gpuRowRemapFailure',
    ],
  },
  {
    name: { en: 'Interconnect', fr: 'Interconnexion' },
    metrics: [
      'gpuNvlinkBytes',
      'gpuNvlinkErrors',
      'gpuPcieTxBps',
      'gpuPcieRxBps',
      'gpuPcieReplayCount',
    ],
  },
];

const named = new Set(NAMED_GROUPS.flatMap(({ metrics }) => metrics));
const others = METRIC_IDS.filter((id) => metricOf(id).scope === 'gpu' && !named.has(id));

/** Every GPU metric of the dictionary, once; a new row appears at the end until it finds its group. */
export const METRIC_GROUPS: readonly MetricGroup[] = [
  ...NAMED_GROUPS,
  { name: { en: 'Others', fr: 'Autres' }, metrics: others },
];

/** Those that can be drawn over the last minutes: kept in the ring, and a quantity. */
export const CHARTED: readonly MetricId[] = METRIC_IDS.filter((id) => {
  const { scope, ring, kind } = metricOf(id);
  return scope === 'gpu' && ring === true && kind === 'gauge';
});

/** Those that a site remembers: the largest keep few fields, for less than a minute. */
export function chartedOf({
  site,
  stored,
}: Pick<SiteContext, 'site' | 'stored'>): readonly MetricId[] {
  const { gpuMetrics } = site.ring;
  if (stored.has('gpu') || gpuMetrics === 'all') return CHARTED;
  return CHARTED.filter((id) => gpuMetrics.includes(id));
}

/** Seconds that a site remembers of a GPU, where that is less than any range of the page. */
export function shortMemoryS({
  site,
  stored,
}: Pick<SiteContext, 'site' | 'stored'>): number | undefined {
  const { seconds, gpuSeconds } = site.ring;
  return !stored.has('gpu') && gpuSeconds < seconds ? gpuSeconds : undefined;
}

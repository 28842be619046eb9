// The power of the page's range, stacked by where it goes, under the limit of the connection.

import { ChartPanel } from '../../charts/chartPanel.tsx';
import type { ChartSpec } from '../../charts/chartTypes.ts';
import { formatText } from '../../format.ts';
import { t } from '../../i18n.ts';
import { siteInfo, type Table, useTable } from '../../live.ts';
import { siteUnits } from '../../siteUnits.ts';
import { useSeries } from '../../time/useSeries.ts';
import { LAYER_LABELS, LAYERS, type Layer, layerPowersW, PARTS, POWER_METRICS } from './balance.ts';

const FILLS: Record<Layer, string> = {
  gpus: 'fill-power',
  otherIt: 'fill-power-mid',
  shelves: 'fill-power-low',
  losses: 'fill-losses',
  cooling: 'fill-cooling',
  house: 'fill-house',
};

export function PowerPanel() {
  const series = useSeries({ metrics: POWER_METRICS });
  const table = useTable('site').value;
  return (
    <ChartPanel
      title={t('power')}
      class="powerPanel"
      series={series}
      charts={[{ spec: stackSpec() }]}
      label={describe(table)}
    />
  );
}

function stackSpec(): ChartSpec {
  const connectionW = siteInfo.value?.site.ratings.connectionW ?? Number.NaN;
  return {
    unit: siteUnits().power,
    digits: 2,
    stacked: true,
    // Fixed, so that heights can be compared; the line of the limit has room above it.
    scale: [0, connectionW * 1.04],
    limits: [{ value: connectionW, label: t('connection') }],
    lines: LAYERS.map((layer) => ({
      metric: PARTS.filter((part) => part.layer === layer).flatMap(({ metrics }) => metrics),
      label: t(LAYER_LABELS[layer]),
      ink: FILLS[layer],
    })),
  };
}

/** The chart in words, for who does not see it. */
function describe(table: Table | undefined): string {
  const { power } = siteUnits();
  if (!table) return t('powerNote', { unit: power });
  const powers = layerPowersW((metric) => table.value(metric, 0));
  const parts = LAYERS.map(
    (layer, i) => `${t(LAYER_LABELS[layer])} ${formatText(powers[i] ?? Number.NaN, power)}`,
  );
  const total = formatText(table.value('siteFacilityPowerW', 0), power);
  return t('powerChart', { parts: parts.join(', '), total });
}

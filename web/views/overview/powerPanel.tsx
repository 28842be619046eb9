// The power of the page's range, stacked by where it goes, under the limit of the connection.

import { ChartPanel } from '../../charts/chartPanel.tsx';
import type { ChartSpec } from '../../charts/chartTypes.ts';
import { t } from '../../i18n.ts';
import { siteInfo } from '../../live.ts';
import { siteUnits } from '../../siteUnits.ts';
import { useSeries } from '../../time/useSeries.ts';
import { LAYER_LABELS, LAYERS, type Layer, metricsOf, POWER_METRICS } from './balance.ts';

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
  return (
    <ChartPanel
      title={t('power')}
      class="powerPanel"
      series={series}
      charts={[{ spec: stackSpec() }]}
      label={describe()}
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
      metric: metricsOf(layer),
      label: t(LAYER_LABELS[layer]),
      ink: FILLS[layer],
    })),
  };
}

/** The chart in words, for who does not see it; this second's values stand among the key figures. */
function describe(): string {
  return t('powerChart', { parts: LAYERS.map((layer) => t(LAYER_LABELS[layer])).join(', ') });
}

// The past of a rack: power, hottest GPU, coolant in and out, flow and activity, on one axis of time.
import { type MetricId, metricOf, rangeOf } from '../../../server/contract/metrics.ts';
import type { Text } from '../../../server/contract/text.ts';
import { type ChartOfPanel, ChartPanel } from '../../charts/chartPanel.tsx';
import type { DisplayUnit } from '../../format.ts';
import { say } from '../../i18n.ts';
import type { SiteContext } from '../../live.ts';
import { useSeries } from '../../time/useSeries.ts';
import { RACK_TEXTS } from './rackTexts.ts';

const KEPT: readonly MetricId[] = [
  'rackPowerW',
  'rackGpuTempMaxC',
  'rackCoolantSupplyC',
  'rackCoolantReturnC',
  'rackCoolantFlowLpm',
  'rackSmActiveRatio',
];

interface RackPlot {
  readonly name: Text;
  readonly unit: DisplayUnit;
  readonly lines: readonly { metric: MetricId; label: Text; ink: string }[];
  /** Where the metric's row has no range. */
  readonly range?: readonly [number, number];
}

const PLOTS: readonly RackPlot[] = [
  {
    name: metricOf('rackPowerW').name,
    unit: 'kW',
    lines: [{ metric: 'rackPowerW', label: RACK_TEXTS.acInput, ink: 'power' }],
  },
  {
    name: metricOf('rackGpuTempMaxC').name,
    unit: 'C',
    lines: [{ metric: 'rackGpuTempMaxC', label: metricOf('rackGpuTempMaxC').name, ink: 'cooling' }],
  },
  {
    name: RACK_TEXTS.coolant,
    unit: 'C',
    lines: [
      { metric: 'rackCoolantReturnC', label: RACK_TEXTS.return, ink: 'losses' },
      { metric: 'rackCoolantSupplyC', label: RACK_TEXTS.supply, ink: 'cooling' },
    ],
  },
  {
    name: metricOf('rackCoolantFlowLpm').name,
    unit: 'Lpm',
    lines: [{ metric: 'rackCoolantFlowLpm', label: RACK_TEXTS.flow, ink: 'cooling' }],
    range: [0, 180],
  },
  {
    name: metricOf('rackSmActiveRatio').name,
    unit: 'percent',
    lines: [
      { metric: 'rackSmActiveRatio', label: metricOf('rackSmActiveRatio').name, ink: 'compute' },
    ],
  },
];

interface RackChartsProps {
  readonly info: SiteContext;
  readonly id: string;
}

export function RackCharts({ info, id }: RackChartsProps) {
  const series = useSeries({ metrics: KEPT, ids: [id] });
  return (
    <ChartPanel
      title={say(RACK_TEXTS.past)}
      class="rackCharts"
      series={series}
      charts={PLOTS.map((plot) => chartOf(plot, id, info))}
    />
  );
}

function chartOf(plot: RackPlot, id: string, { site }: SiteContext): ChartOfPanel {
  const [first] = plot.lines;
  return {
    name: say(plot.name),
    spec: {
      unit: plot.unit,
      lines: plot.lines.map(({ metric, label, ink }) => ({ metric, id, label: say(label), ink })),
      scale: plot.range ?? (first && rangeOf(first.metric, site.limits)) ?? [0, 1],
      events: [id],
    },
  };
}

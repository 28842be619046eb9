// The last 15 minutes of a rack: power, hottest GPU, coolant in and out, flow and activity.
import { type MetricId, metricOf, rangeOf } from '../../../server/contract/metrics.ts';
import type { Text } from '../../../server/contract/text.ts';
import type { LinePicture } from '../../charts/lineChart.ts';
import { RECENT_MS, type RecentPlace, useRecentPlace } from '../../charts/recentPlace.ts';
import { TimeChart } from '../../charts/timeChart.tsx';
import { type DisplayUnit, formatText, formatValue } from '../../format.ts';
import { say } from '../../i18n.ts';
import type { SiteContext } from '../../live.ts';
import { Panel } from '../../ui/panel.tsx';
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
  readonly rack: number;
}

export function RackCharts({ info, id, rack }: RackChartsProps) {
  const recent = useRecentPlace(`rack:${id}`, id, rack, KEPT).value;
  const note =
    recent?.past === 'missing'
      ? RACK_TEXTS.pastMissing
      : recent?.past === 'joined'
        ? RACK_TEXTS.last15
        : RACK_TEXTS.pastLoading;
  return (
    <Panel title={say(RACK_TEXTS.last15)} subtitle={recent?.past === 'joined' ? '' : say(note)}>
      <div class="rackCharts">
        {PLOTS.map((plot) => (
          <Plot key={plot.name.en} plot={plot} recent={recent} info={info} />
        ))}
      </div>
    </Panel>
  );
}

interface PlotProps {
  readonly plot: RackPlot;
  readonly recent: RecentPlace | undefined;
  readonly info: SiteContext;
}

function Plot({ plot, recent, info }: PlotProps) {
  const name = say(plot.name);
  const now = plot.lines
    .map(({ metric, label }) => {
      const value = recent?.values(metric).at(-1) ?? Number.NaN;
      const shown = formatText(value, plot.unit);
      return plot.lines.length > 1 ? `${say(label)} ${shown}` : shown;
    })
    .join(', ');
  return (
    <figure>
      <figcaption>
        {name} <span class="muted">{formatValue(0, plot.unit).unit}</span>
      </figcaption>
      <TimeChart
        picture={recent && pictureOf(plot, recent, info)}
        label={`${name}, ${say(RACK_TEXTS.last15)}: ${now}`}
      />
    </figure>
  );
}

function pictureOf(plot: RackPlot, recent: RecentPlace, { site }: SiteContext): LinePicture {
  const [first] = plot.lines;
  return {
    timesMs: recent.timesMs,
    spanMs: RECENT_MS,
    lines: plot.lines.map(({ metric, label, ink }) => ({
      label: say(label),
      ink,
      values: recent.values(metric),
    })),
    range: plot.range ?? (first && rangeOf(first.metric, site.limits)) ?? [0, 1],
    timeZone: site.timeZone,
    tickText: (value) => formatValue(value, plot.unit, { digits: 0 }).number,
  };
}

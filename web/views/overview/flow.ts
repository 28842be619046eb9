// The energy flow of the site as nodes and ribbons: supply, UPS, and everything that a watt can become.
import type { MetricId } from '../../../server/contract/metrics.ts';
import type { FlowLink, FlowNode } from '../../charts/sankey.tsx';
import { PARTS_TEXTS } from '../../i18n/overviewParts.ts';
import { say } from '../../i18n.ts';
import type { Series } from '../../time/seriesTypes.ts';
import { BALANCE_METRICS, POWER_METRICS } from './balance.ts';

const IT_METRICS: readonly MetricId[] = [
  'siteGpuPowerW',
  'siteGracePowerW',
  'siteTrayStaticPowerW',
  'siteSwitchPowerW',
  'siteNetworkPowerW',
  'siteShelfLossW',
  'siteBuswayLossW',
];

/** Means over the steps of a series in which every part is known; all NaN when there is none. */
export function meansOf({ timesMs, of }: Series): ReadonlyMap<MetricId, number> {
  const parts = [...BALANCE_METRICS, 'siteFacilityPowerW'] as const;
  const whole = parts.map((metric) => of(metric).mean);
  const lines = POWER_METRICS.map((metric) => of(metric).mean);
  const sums = new Float64Array(lines.length);
  let known = 0;
  for (let i = 0; i < timesMs.length; i++) {
    if (whole.some((line) => !Number.isFinite(line[i]))) continue;
    known++;
    lines.forEach((line, m) => {
      sums[m] = (sums[m] ?? 0) + (line[i] ?? 0);
    });
  }
  return new Map(
    POWER_METRICS.map((metric, m) => [metric, (sums[m] ?? 0) / (known || Number.NaN)]),
  );
}

export interface Flow {
  readonly nodes: readonly FlowNode[];
  readonly links: readonly FlowLink[];
  readonly facilityW: number;
  /** What goes in less everything that comes out. */
  readonly residualW: number;
}

/** A source that gives or takes less of the facility's power is not drawn: it would be a line of no width. */
const SEEN_RATIO = 1e-4;

export function flowOf(meanW: (metric: MetricId) => number): Flow {
  const sum = (metrics: readonly MetricId[]): number =>
    metrics.reduce((total, metric) => total + meanW(metric), 0);
  const facilityW = meanW('siteFacilityPowerW');
  const seen = (watts: number): number => (Math.abs(watts) > SEEN_RATIO * facilityW ? watts : 0);
  const gensetW = seen(meanW('siteGensetPowerW'));
  const batteryW = seen(meanW('siteBatteryPowerW'));
  const gridW = seen(meanW('siteGridPowerW'));
  const upsLossW = meanW('siteUpsLossW');
  // One supply needs no busbar to be drawn; what it gives stands beside its own bar.
  const several = gensetW > 0;
  const supply = several ? 'busbar' : 'grid';
  const ends = [
    end('gpus', 'power', PARTS_TEXTS.flowGpus, 'ups', meanW('siteGpuPowerW')),
    end('otherIt', 'power-mid', PARTS_TEXTS.flowOtherIt, 'ups', sum(IT_METRICS.slice(1, 5))),
    end('shelves', 'losses', PARTS_TEXTS.flowShelves, 'ups', sum(IT_METRICS.slice(5))),
    end('upsLoss', 'losses', PARTS_TEXTS.flowUpsLoss, 'ups', upsLossW),
    end('charging', 'power-mid', PARTS_TEXTS.flowCharging, 'ups', -batteryW),
    end('cooling', 'cooling', PARTS_TEXTS.flowCooling, supply, meanW('siteCoolingPowerW')),
    end(
      'lines',
      'losses',
      PARTS_TEXTS.flowLines,
      supply,
      sum(['siteTransformerLossW', 'siteLineLossW']),
    ),
    end('house', 'line-strong', PARTS_TEXTS.flowHouse, supply, meanW('siteHousePowerW')),
  ];
  const column = several ? 2 : 1;
  return {
    nodes: [
      { id: 'battery', label: say(PARTS_TEXTS.flowBattery), ink: 'power-mid', column: 0 },
      { id: 'grid', label: say(PARTS_TEXTS.flowGrid), ink: 'power', column: 0 },
      { id: 'gensets', label: say(PARTS_TEXTS.flowGensets), ink: 'power-mid', column: 0 },
      // Above the busbar, so that its ribbon runs over those of the busbar.
      { id: 'direct', label: '', name: say(PARTS_TEXTS.flowBattery), ink: 'power-mid', column: 1 },
      { id: 'busbar', label: '', name: say(PARTS_TEXTS.flowBusbar), ink: 'power', column: 1 },
      { id: 'ups', label: say(PARTS_TEXTS.flowUps), ink: 'power', column },
      ...ends.map(({ node }) => ({ ...node, column: column + 1 })),
    ],
    links: [
      { from: 'battery', to: several ? 'direct' : 'ups', value: batteryW },
      { from: 'direct', to: 'ups', value: several ? batteryW : 0 },
      { from: 'grid', to: 'busbar', value: several ? gridW : 0 },
      { from: 'gensets', to: 'busbar', value: gensetW },
      { from: supply, to: 'ups', value: sum(IT_METRICS) + upsLossW - batteryW },
      ...ends.map(({ link }) => link),
    ],
    facilityW,
    residualW: facilityW - sum(BALANCE_METRICS),
  };
}

function end(
  id: string,
  ink: string,
  text: Parameters<typeof say>[0],
  from: string,
  value: number,
): { node: FlowNode; link: FlowLink } {
  return { node: { id, label: say(text), ink }, link: { from, to: id, value } };
}

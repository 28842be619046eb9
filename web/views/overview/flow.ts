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
  const lines = POWER_METRICS.map((metric) => of(metric).mean);
  const sums = new Float64Array(lines.length);
  let known = 0;
  for (let i = 0; i < timesMs.length; i++) {
    if (lines.some((line) => !Number.isFinite(line[i]))) continue;
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

export function flowOf(meanW: (metric: MetricId) => number): Flow {
  const sum = (metrics: readonly MetricId[]): number =>
    metrics.reduce((total, metric) => total + meanW(metric), 0);
  const upsLossW = meanW('siteUpsLossW');
  const ends = [
    end('gpus', 'power', PARTS_TEXTS.flowGpus, 'ups', meanW('siteGpuPowerW')),
    end('otherIt', 'power-mid', PARTS_TEXTS.flowOtherIt, 'ups', sum(IT_METRICS.slice(1, 5))),
    end('shelves', 'losses', PARTS_TEXTS.flowShelves, 'ups', sum(IT_METRICS.slice(5))),
    end('upsLoss', 'losses', PARTS_TEXTS.flowUpsLoss, 'ups', upsLossW),
    end('cooling', 'cooling', PARTS_TEXTS.flowCooling, 'supply', meanW('siteCoolingPowerW')),
    end(
      'lines',
      'losses',
      PARTS_TEXTS.flowLines,
      'supply',
      sum(['siteTransformerLossW', 'siteLineLossW']),
    ),
    end('house', 'line-strong', PARTS_TEXTS.flowHouse, 'supply', meanW('siteHousePowerW')),
  ];
  const facilityW = meanW('siteFacilityPowerW');
  return {
    nodes: [
      { id: 'supply', label: say(PARTS_TEXTS.supply), ink: 'power' },
      { id: 'ups', label: say(PARTS_TEXTS.flowUps), ink: 'power' },
      ...ends.map(({ node }) => node),
    ],
    links: [
      { from: 'supply', to: 'ups', value: sum(IT_METRICS) + upsLossW },
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

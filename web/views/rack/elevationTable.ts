// The front of a rack as rows: its GPUs with every metric that the elevation can show, then trays, switch trays and shelves.
import { type MetricId, metricOf } from '../../../server/contract/metrics.ts';
import type { PlaceKind } from '../../../server/contract/place.ts';
import { say } from '../../i18n.ts';
import type { SiteContext } from '../../live.ts';
import type { ExportTable } from '../../ui/exportTable.ts';
import { RACK_METRICS_SHOWN } from './rackMetric.ts';
import { RACK_TEXTS } from './rackTexts.ts';

/** The first is power, which every part has; the others only GPUs. */
const OF_GPU = Object.values(RACK_METRICS_SHOWN);

/** What each kind gives to the columns: the metrics of GPUs, then load and loss. */
const PARTS: readonly [PlaceKind, readonly (MetricId | undefined)[]][] = [
  ['gpu', OF_GPU.map(({ metric }) => metric)],
  ['tray', ['trayPowerW']],
  ['switchTray', ['switchTrayPowerW']],
  [
    'shelf',
    ['shelfPowerW', ...OF_GPU.slice(1).map(() => undefined), 'shelfLoadRatio', 'shelfLossW'],
  ],
];

export function elevationTable(
  { ids, places }: Pick<SiteContext, 'ids' | 'places'>,
  rack: number,
  read: (metric: MetricId, index: number) => number,
): ExportTable {
  const columns = [
    { name: say(RACK_TEXTS.place) },
    ...OF_GPU.map(({ metric, name }) => ({ name: say(name), unit: metricOf(metric).unit })),
    { name: say(RACK_TEXTS.load), unit: 'ratio' },
    { name: say(RACK_TEXTS.loss), unit: 'W' },
  ];
  const rows = PARTS.flatMap(([kind, metrics]) => {
    const { from, to } = places.within(kind, 'rack', rack);
    return Array.from({ length: to - from }, (_, i) => [
      ids.idOf(kind, from + i),
      ...columns.slice(1).map((_column, at) => {
        const metric = metrics[at];
        const value = metric ? read(metric, from + i) : Number.NaN;
        return Number.isNaN(value) ? null : value;
      }),
    ]);
  });
  return { columns, rows };
}

// The picture of one GPU metric over the last 15 minutes, on the scale of its row.
import { type MetricId, metricOf, rangeOf } from '../../../server/contract/metrics.ts';
import type { Site } from '../../../server/contract/site.ts';
import type { LinePicture } from '../../charts/lineChart.ts';
import { RECENT_MS, type RecentPlace } from '../../charts/recentPlace.ts';
import { say } from '../../i18n.ts';
import { tickText } from './metricText.ts';

const INKS: Partial<Record<string, string>> = {
  W: 'power',
  C: 'cooling',
  K: 'cooling',
};

export function gpuPicture(
  metric: MetricId,
  recent: RecentPlace | undefined,
  site: Site,
): LinePicture | undefined {
  if (!recent) return undefined;
  const { name, unit } = metricOf(metric);
  return {
    timesMs: recent.timesMs,
    spanMs: RECENT_MS,
    lines: [{ label: say(name), ink: INKS[unit] ?? 'compute', values: recent.values(metric) }],
    range: rangeOf(metric, site.limits) ?? [0, 1],
    timeZone: site.timeZone,
    tickText: (value) => tickText(metric, value),
  };
}

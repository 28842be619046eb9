// The chart of one GPU metric, on the scale of its row.
import { type MetricId, metricOf, rangeOf } from '../../../server/contract/metrics.ts';
import type { Site } from '../../../server/contract/site.ts';
import type { ChartSpec } from '../../charts/chartTypes.ts';
import { say } from '../../i18n.ts';
import { displayUnitOf } from '../../ui/metricText.ts';

const INKS: Partial<Record<string, string>> = {
  W: 'power',
  C: 'cooling',
  K: 'cooling',
};

export function gpuSpec(metric: MetricId, id: string, site: Site): ChartSpec {
  const { name, unit } = metricOf(metric);
  return {
    unit: displayUnitOf(metric),
    lines: [{ metric, id, label: say(name), ink: INKS[unit] ?? 'compute' }],
    scale: rangeOf(metric, site.limits) ?? [0, 1],
    events: [id],
  };
}

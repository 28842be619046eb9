// Every metric of a GPU that has a past, small: a click shows it large.
import type { ReadonlySignal } from '@preact/signals';
import { type MetricId, metricOf } from '../../../server/contract/metrics.ts';
import type { Site } from '../../../server/contract/site.ts';
import { TimeChart } from '../../charts/timeChart.tsx';
import { say } from '../../i18n.ts';
import { setQuery } from '../../route.ts';
import type { Series } from '../../time/useSeries.ts';
import { metricText } from '../../ui/metricText.ts';
import { gpuSpec } from './gpuSpec.ts';
import { GPU_TEXTS } from './gpuTexts.ts';

interface SmallChartsProps {
  readonly chosen: MetricId;
  readonly charted: readonly MetricId[];
  readonly id: string;
  readonly value: (metric: MetricId) => number;
  readonly series: ReadonlySignal<Series>;
  readonly site: Site;
}

export function SmallCharts({ chosen, charted, id, value, series, site }: SmallChartsProps) {
  return (
    <ul class="smallCharts">
      {charted.map((metric) => {
        const name = say(metricOf(metric).name);
        const { number, unit } = metricText(metric, value(metric));
        return (
          <li key={metric}>
            <button
              type="button"
              aria-pressed={metric === chosen}
              aria-label={`${say(GPU_TEXTS.showChart, { name })}: ${number} ${unit}`}
              onClick={() => setQuery('metric', metric === 'gpuPowerW' ? undefined : metric)}
            >
              <span class="smallName">{name}</span>
              <span class="smallValue live">
                {number} <span class="unit">{unit}</span>
              </span>
              <TimeChart
                series={series}
                spec={gpuSpec(metric, id, site)}
                label={say(GPU_TEXTS.chartOf, { name, value: number })}
                plain
              />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

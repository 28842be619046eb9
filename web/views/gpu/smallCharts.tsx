// Every metric of a GPU that has a past, small: a click shows it large.
import { type MetricId, metricOf } from '../../../server/contract/metrics.ts';
import type { Site } from '../../../server/contract/site.ts';
import type { RecentPlace } from '../../charts/recentPlace.ts';
import { TimeChart } from '../../charts/timeChart.tsx';
import { say } from '../../i18n.ts';
import { setQuery } from '../../route.ts';
import { gpuPicture } from './gpuPicture.ts';
import { GPU_TEXTS } from './gpuTexts.ts';
import { CHARTED } from './metricGroups.ts';
import { metricText } from './metricText.ts';

interface SmallChartsProps {
  readonly chosen: MetricId;
  readonly value: (metric: MetricId) => number;
  readonly recent: RecentPlace | undefined;
  readonly site: Site;
}

export function SmallCharts({ chosen, value, recent, site }: SmallChartsProps) {
  return (
    <ul class="smallCharts">
      {CHARTED.map((metric) => {
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
                picture={gpuPicture(metric, recent, site)}
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

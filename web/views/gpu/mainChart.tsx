// The chosen metric of a GPU, large: its line, what it means and how it is known.
import { type MetricId, metricOf } from '../../../server/contract/metrics.ts';
import type { Site } from '../../../server/contract/site.ts';
import type { RecentPlace } from '../../charts/recentPlace.ts';
import { TimeChart } from '../../charts/timeChart.tsx';
import { say } from '../../i18n.ts';
import { Panel } from '../../ui/panel.tsx';
import { gpuPicture } from './gpuPicture.ts';
import { BASIS_TEXTS, GPU_TEXTS } from './gpuTexts.ts';
import { metricText, unitText } from './metricText.ts';
import { useProvenance } from './provenance.ts';

interface MainChartProps {
  readonly metric: MetricId;
  readonly value: number;
  readonly recent: RecentPlace | undefined;
  readonly site: Site;
}

export function MainChart({ metric, value, recent, site }: MainChartProps) {
  const { name, help } = metricOf(metric);
  const { number, unit } = metricText(metric, value);
  const known = useProvenance().value.get(metric);
  const now = unit ? `${number} ${unit}` : number;
  return (
    <Panel
      title={say(name)}
      subtitle={`${unitText(metric)} · ${say(GPU_TEXTS.last15)}`}
      actions={
        <span class="bigValue live">
          {number} <span class="unit">{unit}</span>
        </span>
      }
    >
      <div class="mainChart">
        <TimeChart
          picture={gpuPicture(metric, recent, site)}
          label={say(GPU_TEXTS.chartOf, { name: say(name), value: now })}
        />
        <PastNote recent={recent} />
      </div>
      <p>{say(help)}</p>
      <p class="muted knownHow">
        {known ? (
          <>
            {say(BASIS_TEXTS[known.basis])} · {say(known.formula)}
            {known.sources.length > 0
              ? ` · ${say(GPU_TEXTS.sources, { list: known.sources.join(', ') })}`
              : ''}
          </>
        ) : (
          ' '
        )}
      </p>
    </Panel>
  );
}

function PastNote({ recent }: Pick<MainChartProps, 'recent'>) {
  if (recent?.past === 'joined') return null;
  const text = recent?.past === 'missing' ? GPU_TEXTS.pastMissing : GPU_TEXTS.pastLoading;
  return <p class="chartNote muted">{say(text)}</p>;
}

// The chosen metric of a GPU, large: its line, what it means and how it is known.

import type { ReadonlySignal } from '@preact/signals';
import { type MetricId, metricOf } from '../../../server/contract/metrics.ts';
import type { Site } from '../../../server/contract/site.ts';
import { ChartPanel } from '../../charts/chartPanel.tsx';
import { formatText } from '../../format.ts';
import { BASIS_TEXTS } from '../../i18n/provenance.ts';
import { say } from '../../i18n.ts';
import { nowMark } from '../../time/nowMark.ts';
import type { Series } from '../../time/useSeries.ts';
import { useMetricRecords } from '../../ui/metricRecords.ts';
import { metricText } from '../../ui/metricText.ts';
import { Sources } from '../../ui/sources.tsx';
import { gpuSpec } from './gpuSpec.ts';
import { GPU_TEXTS } from './gpuTexts.ts';

interface MainChartProps {
  readonly metric: MetricId;
  readonly id: string;
  readonly value: number;
  readonly series: ReadonlySignal<Series>;
  readonly site: Site;
  /** Seconds that the site remembers of a GPU, where it is less than the page's range. */
  readonly memoryS: number | undefined;
}

export function MainChart({ metric, id, value, series, site, memoryS }: MainChartProps) {
  const { name } = metricOf(metric);
  const { number, unit } = metricText(metric, value);
  const record = useMetricRecords().value.get(metric);
  const known = record?.provenance;
  return (
    <ChartPanel
      title={say(name)}
      {...(memoryS !== undefined && {
        subtitle: say(GPU_TEXTS.shortMemory, { time: formatText(memoryS, 's') }),
      })}
      class="mainChart"
      series={series}
      charts={[{ spec: gpuSpec(metric, id, site) }]}
      label={say(GPU_TEXTS.chartOf, { name: say(name) })}
      actions={
        <span class="bigValue live">
          {nowMark.value ? <span class="nowMark muted">{nowMark} </span> : null}
          {number} <span class="unit">{unit}</span>
        </span>
      }
    >
      <p class="knownWhat">{record ? say(record.help) : '\u00a0'}</p>
      <p class="muted knownHow">
        {known ? (
          <>
            {say(BASIS_TEXTS[known.basis])} · {say(known.formula)}
            {known.sources.length > 0 ? (
              <>
                {` · ${say(GPU_TEXTS.sources)}`}
                <Sources sources={known.sources} />
              </>
            ) : null}
          </>
        ) : (
          ' '
        )}
      </p>
    </ChartPanel>
  );
}

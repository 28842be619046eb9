// Every metric of a GPU this second, with the DCGM field that carries it on a real machine and how it is known.
import { Fragment } from 'preact';
import { type MetricId, metricOf } from '../../../server/contract/metrics.ts';
import { BASIS_TEXTS } from '../../i18n/provenance.ts';
import { say } from '../../i18n.ts';
import { pathOf } from '../../route.ts';
import { type MetricRecord, useMetricRecords } from '../../ui/metricRecords.ts';
import { metricRows } from '../../ui/metricRows.ts';
import { metricText } from '../../ui/metricText.ts';
import { Panel } from '../../ui/panel.tsx';
import { GPU_TEXTS } from './gpuTexts.ts';
import { METRIC_GROUPS } from './metricGroups.ts';

interface MetricTableProps {
  readonly value: (metric: MetricId) => number;
}

export function MetricTable({ value }: MetricTableProps) {
  const known = useMetricRecords().value;
  return (
    <Panel
      title={say(GPU_TEXTS.metrics)}
      subtitle={say(GPU_TEXTS.metricsNote)}
      flush
      exports={{
        table: () =>
          metricRows(
            METRIC_GROUPS.flatMap(({ metrics }) => metrics),
            value,
          ),
      }}
    >
      <table class="table metricTable">
        <caption class="unseen">{say(GPU_TEXTS.metrics)}</caption>
        <thead>
          <tr>
            <th scope="col">{say(GPU_TEXTS.metric)}</th>
            <th scope="col" class="numeric">
              {say(GPU_TEXTS.value)}
            </th>
            <th scope="col">{say(GPU_TEXTS.basis)}</th>
          </tr>
        </thead>
        {METRIC_GROUPS.filter(({ metrics }) => metrics.length > 0).map((group) => (
          <tbody key={group.name.en}>
            <tr class="groupRow">
              <th scope="rowgroup" colSpan={3}>
                {say(group.name)}
              </th>
            </tr>
            {group.metrics.map((metric) => (
              <MetricRow
                key={metric}
                metric={metric}
                value={value(metric)}
                known={known.get(metric)}
              />
            ))}
          </tbody>
        ))}
      </table>
    </Panel>
  );
}

interface MetricRowProps {
  readonly metric: MetricId;
  readonly value: number;
  readonly known: MetricRecord | undefined;
}

function MetricRow({ metric, value, known }: MetricRowProps) {
  const { name, dcgm } = metricOf(metric);
  const provenance = known?.provenance;
  const { number, unit } = metricText(metric, value);
  const href = metric === 'gpuJob' ? jobHref(number) : undefined;
  return (
    <tr>
      <th scope="row" {...(known ? { title: say(known.help) } : {})}>
        {say(name)}
        {dcgm ? <FieldName name={dcgm.name} /> : null}
      </th>
      <td class="numeric live">
        {href ? (
          <a class="link" href={href}>
            {number}
          </a>
        ) : (
          number
        )}{' '}
        <span class="unit">{unit}</span>
      </td>
      <td class="muted" {...(provenance ? { title: say(provenance.formula) } : {})}>
        {provenance ? say(BASIS_TEXTS[provenance.basis]) : '–'}
      </td>
    </tr>
  );
}

/** A GPU without a job has words instead of an id. */
function jobHref(id: string): string | undefined {
  return /^J\d+$/.test(id) ? pathOf('job', id) : undefined;
}

/** Breaks where its words end. */
function FieldName({ name }: { readonly name: string }) {
  const [first, ...rest] = name.split('_');
  return (
    <span class="fieldName">
      {first}
      {rest.map((word, i) => (
        <Fragment key={`${i}${word}`}>
          _<wbr />
          {word}
        </Fragment>
      ))}
    </span>
  );
}

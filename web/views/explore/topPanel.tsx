// The places that stand highest in a metric over the page's range, from the store.
import type { TopAnswer } from '../../../server/contract/apiHistory.ts';
import { type MetricId, metricOf } from '../../../server/contract/metrics.ts';
import { formatDuration } from '../../format.ts';
import { EXPLORE_TEXTS } from '../../i18n/explore.ts';
import { say } from '../../i18n.ts';
import { siteInfo } from '../../live.ts';
import { pathOf } from '../../route.ts';
import { queryText } from '../../time/ask.ts';
import { lengthMs } from '../../time/range.ts';
import { span as pageSpan, range } from '../../time/time.ts';
import { useJson } from '../../time/useJson.ts';
import { metricText } from '../../ui/metricText.ts';
import { Panel } from '../../ui/panel.tsx';
import { type Column, Table } from '../../ui/table.tsx';

type Row = TopAnswer['rows'][number];
const MOST = 20;

/** Of the first metric that has many places; nothing where none has. */
export function TopPanel({ metrics }: { readonly metrics: readonly MetricId[] }) {
  const metric = metrics.find(hasTop);
  return metric === undefined ? null : <Top metric={metric} />;
}

function hasTop(metric: MetricId): boolean {
  const { scope, kind } = metricOf(metric);
  const context = siteInfo.value;
  if (scope === 'job' || kind !== 'gauge') return false;
  return (context?.places.count(scope) ?? 0) > 1 && (context?.stored.has(scope) ?? false);
}

function Top({ metric }: { readonly metric: MetricId }) {
  const shown = range.value;
  const span =
    shown.kind === 'fixed'
      ? { from: `${shown.fromMs}`, to: `${shown.toMs}` }
      : { from: `now-${Math.round(lengthMs(shown) / 60_000)}m`, to: 'now' };
  const path = `/api/top?${queryText({ metric, n: MOST, ...span })}`;
  const { answer, problem } = useJson<TopAnswer>(path, { everyS: 60 }).value;
  const rows = answer?.rows ?? [];
  return (
    <Panel
      title={`${say(EXPLORE_TEXTS.top)} · ${say(metricOf(metric).name)}`}
      subtitle={
        answer ? say(EXPLORE_TEXTS.topStep, { step: formatDuration(answer.tier.stepS) }) : problem
      }
      class="topPanel"
      flush
      exports={{
        covers: () => pageSpan.peek(),
        table: () => ({
          columns: [
            { name: say(EXPLORE_TEXTS.place) },
            { name: say(EXPLORE_TEXTS.min), unit: answer?.unit ?? '' },
            { name: say(EXPLORE_TEXTS.mean), unit: answer?.unit ?? '' },
            { name: say(EXPLORE_TEXTS.max), unit: answer?.unit ?? '' },
          ],
          rows: rows.map(({ id, min, mean, max }) => [id, min, mean, max]),
        }),
      }}
    >
      {rows.length === 0 && answer ? <p class="empty">{say(EXPLORE_TEXTS.topNone)}</p> : null}
      <Table
        caption={say(EXPLORE_TEXTS.top)}
        columns={columns(metric)}
        rows={rows}
        rowKey={({ id }) => id}
      />
    </Panel>
  );
}

function columns(metric: MetricId): readonly Column<Row>[] {
  const { scope } = metricOf(metric);
  const figure = (id: 'min' | 'mean' | 'max'): Column<Row> => ({
    id,
    header: say(EXPLORE_TEXTS[id]),
    numeric: true,
    cell: (row) => {
      const { number, unit } = metricText(metric, row[id]);
      return `${number} ${unit}`;
    },
  });
  return [
    {
      id: 'place',
      header: say(EXPLORE_TEXTS.place),
      wide: true,
      cell: ({ id }) => {
        const href = pathOf(scope, id);
        return href ? (
          <a class="link" href={href}>
            {id}
          </a>
        ) : (
          id
        );
      },
    },
    figure('min'),
    figure('mean'),
    figure('max'),
  ];
}

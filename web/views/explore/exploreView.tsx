// Explore: any metrics at any places on one axis of time, and the places that stand highest.
import './explore.css';
import { useSignal } from '@preact/signals';
import { type MetricId, metricOf } from '../../../server/contract/metrics.ts';
import { ChartPanel } from '../../charts/chartPanel.tsx';
import { EXPLORE_TEXTS } from '../../i18n/explore.ts';
import { say } from '../../i18n.ts';
import { siteInfo } from '../../live.ts';
import { query, setQuery } from '../../route.ts';
import { useSeries } from '../../time/useSeries.ts';
import { displayUnitOf } from '../../ui/metricText.ts';
import { Panel } from '../../ui/panel.tsx';
import { SearchBox } from '../../ui/searchBox.tsx';
import { findMetrics, MOST_METRICS, MOST_PLACES, type Question, readQuestion } from './question.ts';
import { TopPanel } from './topPanel.tsx';

const metricsQuery = query('metric');
const placesQuery = query('places');
const INKS = ['power', 'cooling', 'compute', 'carbon', 'losses', 'muted'];
const SHOWN = 12;

export function ExploreView() {
  const question = readQuestion(metricsQuery.value, placesQuery.value, siteInfo.value);
  return (
    <div class="exploreView">
      <h1 class="unseen">{say(EXPLORE_TEXTS.title)}</h1>
      <Picker question={question} />
      {question.metrics.map((metric) => (
        <MetricChart key={`${metric} ${question.ids.join()}`} metric={metric} ids={question.ids} />
      ))}
      {question.metrics.length > 0 ? <TopPanel metric={question.metrics[0] as MetricId} /> : null}
    </div>
  );
}

function Picker({ question }: { readonly question: Question }) {
  const words = useSignal('');
  const { metrics, ids, unknown } = question;
  const name = (id: MetricId): string => say(metricOf(id).name);
  const put = (next: readonly MetricId[]): void => setQuery('metric', next.join(',') || undefined);
  const found = findMetrics(words.value, name).filter((id) => !metrics.includes(id));
  return (
    <Panel
      title={say(EXPLORE_TEXTS.title)}
      subtitle={say(EXPLORE_TEXTS.hint, { metrics: MOST_METRICS, places: MOST_PLACES })}
      class="explorePicker"
    >
      <ul class="pickedList">
        {metrics.map((id) => (
          <li key={id}>
            <button
              type="button"
              class="button"
              aria-label={say(EXPLORE_TEXTS.remove, { name: name(id) })}
              onClick={() => put(metrics.filter((one) => one !== id))}
            >
              {name(id)} ×
            </button>
          </li>
        ))}
      </ul>
      <div class="exploreInputs">
        <SearchBox
          label={say(EXPLORE_TEXTS.pick)}
          value={words.value}
          onChange={(value) => {
            words.value = value;
          }}
        />
        <label class="explorePlaces">
          <span>{say(EXPLORE_TEXTS.placesLabel)}</span>
          <input
            value={placesQuery.value ?? ''}
            placeholder={say(EXPLORE_TEXTS.places, {
              example: siteInfo.value?.ids.idOf('rack', 0) ?? '',
            })}
            onChange={({ currentTarget: { value } }) =>
              setQuery('places', value.trim() || undefined)
            }
          />
        </label>
      </div>
      {unknown.length > 0 ? (
        <p role="alert">{say(EXPLORE_TEXTS.unknown, { id: unknown.join(', ') })}</p>
      ) : null}
      {metrics.length < MOST_METRICS && (words.value !== '' || metrics.length === 0) ? (
        <ul class="foundList" aria-label={say(EXPLORE_TEXTS.add)}>
          {found.slice(0, SHOWN).map((id) => (
            <li key={id}>
              <button type="button" class="button" onClick={() => put([...metrics, id])}>
                {name(id)} <span class="muted">{id}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {ids.length === 0 ? null : <p class="muted">{ids.join(' · ')}</p>}
    </Panel>
  );
}

interface MetricChartProps {
  readonly metric: MetricId;
  readonly ids: readonly string[];
}

function MetricChart({ metric, ids }: MetricChartProps) {
  const context = siteInfo.value;
  const { scope, name } = metricOf(metric);
  const own = ids.filter((id) => context?.ids.parse(id)?.kind === scope);
  const single = scope !== 'job' && context?.places.count(scope) === 1;
  if (own.length === 0 && !single) {
    return (
      <Panel title={say(name)} class="exploreChart">
        <p class="empty">{say(EXPLORE_TEXTS.needs, { metric: say(name), scope })}</p>
      </Panel>
    );
  }
  return <Chart metric={metric} ids={own} />;
}

function Chart({ metric, ids }: MetricChartProps) {
  const { name } = metricOf(metric);
  const series = useSeries({ metrics: [metric], ...(ids.length > 0 && { ids }) });
  const lines =
    ids.length === 0
      ? [{ metric, label: say(name), ink: INKS[0] as string }]
      : ids.map((id, i) => ({ metric, id, label: id, ink: INKS[i % INKS.length] as string }));
  return (
    <ChartPanel
      title={say(name)}
      subtitle={metric}
      class="exploreChart"
      series={series}
      charts={[
        {
          name: say(name),
          spec: { unit: displayUnitOf(metric), lines, events: ids.length > 0 ? ids : 'site' },
        },
      ]}
    />
  );
}

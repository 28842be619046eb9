// Explore: any metrics at any places on one axis of time, and the places that stand highest.
import './explore.css';
import { useSignal } from '@preact/signals';
import { type MetricId, metricOf } from '../../../server/contract/metrics.ts';
import { ChartPanel } from '../../charts/chartPanel.tsx';
import type { ChartLine } from '../../charts/chartTypes.ts';
import { EXPLORE_TEXTS } from '../../i18n/explore.ts';
import { say } from '../../i18n.ts';
import { type SiteContext, siteInfo } from '../../live.ts';
import { query, setQuery } from '../../route.ts';
import { siteUnits } from '../../siteUnits.ts';
import { useSeries } from '../../time/useSeries.ts';
import { unitFor } from '../../ui/metricText.ts';
import { Panel } from '../../ui/panel.tsx';
import { SearchBox } from '../../ui/searchBox.tsx';
import { inksOf } from './inks.ts';
import {
  findMetrics,
  groupsOf,
  MOST_METRICS,
  MOST_PLACES,
  type Question,
  readQuestion,
} from './question.ts';
import { TopPanel } from './topPanel.tsx';

const metricsQuery = query('metric');
const placesQuery = query('places');
const SHOWN = 12;

export function ExploreView() {
  const question = readQuestion(metricsQuery.value, placesQuery.value, siteInfo.value);
  return (
    <div class="exploreView">
      <h1 class="unseen">{say(EXPLORE_TEXTS.title)}</h1>
      <Picker question={question} />
      <Charts question={question} />
      <TopPanel metrics={question.metrics} />
    </div>
  );
}

function Picker({ question }: { readonly question: Question }) {
  const words = useSignal('');
  const { metrics, example, unknown } = question;
  const name = (id: MetricId): string => say(metricOf(id).name);
  const put = (next: readonly MetricId[]): void => setQuery('metric', next.join(',') || undefined);
  const found = findMetrics(words.value, name).filter((id) => !metrics.includes(id));
  return (
    <Panel
      title={say(EXPLORE_TEXTS.title)}
      subtitle={say(example ? EXPLORE_TEXTS.example : EXPLORE_TEXTS.hint, {
        metrics: MOST_METRICS,
        places: MOST_PLACES,
      })}
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
      {metrics.length < MOST_METRICS && words.value !== '' ? (
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
      <Questions />
    </Panel>
  );
}

/** Ready questions, as links: each is an address that can be sent. */
function Questions() {
  const context = siteInfo.value;
  if (!context) return null;
  const place = (kind: 'gpu' | 'rack' | 'cdu', n = 0): string =>
    n < context.places.count(kind) ? context.ids.idOf(kind, n) : '';
  const gpus = [0, 1, 2, 3].map((n) => place('gpu', n)).filter(Boolean);
  const racks = [0, 1].map((n) => place('rack', n)).filter(Boolean);
  const links = [
    {
      name: EXPLORE_TEXTS.askGrid,
      metric: 'siteFacilityPowerW,gridPriceEurPerMWh,gridCarbonGPerKWh,gridCarbonFreeRatio',
    },
    { name: EXPLORE_TEXTS.askCooling, metric: 'siteCoolingPowerW,outdoorDryBulbC,outdoorWetBulbC' },
    { name: EXPLORE_TEXTS.askGpu, metric: 'gpuPowerW,gpuTempC,gpuSmClockMHz', places: gpus },
    { name: EXPLORE_TEXTS.askRack, metric: 'rackPowerW,rackGpuTempMaxC', places: racks },
  ];
  return (
    <ul class="questionList" aria-label={say(EXPLORE_TEXTS.questions)}>
      {links.map(({ name, metric, places = [] }) => (
        <li key={metric}>
          <a
            class="link"
            href={`/explore?metric=${metric}${places.length > 0 ? `&places=${places.join(',')}` : ''}`}
          >
            {say(name)}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** All charts as one panel: one question to the server, one axis of time, one table and one file. */
function Charts({ question: { metrics, ids } }: { readonly question: Question }) {
  const context = siteInfo.value;
  const series = useSeries({ metrics, ...(ids.length > 0 && { ids }) });
  if (!context) return null;
  const drawn = metrics.filter((metric) => placesOf(metric, ids, context) !== undefined);
  const waiting = metrics.filter((metric) => !drawn.includes(metric));
  const charts = groupsOf(drawn, (metric) => unitFor(metric, siteUnits())).map(
    ({ unit, metrics: own }) => ({
      name: own.map((metric) => say(metricOf(metric).name)).join(' · '),
      spec: {
        unit,
        lines: linesOf(own, ids, context),
        events: ids.length > 0 ? ids : ('site' as const),
      },
    }),
  );
  return (
    <>
      {waiting.map((metric) => (
        <p key={metric} class="exploreNeeds muted" role="status">
          {say(EXPLORE_TEXTS.needs, needOf(metric, context))}
        </p>
      ))}
      {charts.length > 0 ? (
        <ChartPanel
          title={say(EXPLORE_TEXTS.charts)}
          subtitle={say(EXPLORE_TEXTS.chartsNote)}
          class={`exploreCharts of${charts.length}`}
          series={series}
          charts={charts}
        />
      ) : null}
    </>
  );
}

/** The chosen places of a metric's kind; none where it has one place only; undefined where one must be chosen. */
function placesOf(
  metric: MetricId,
  ids: readonly string[],
  context: SiteContext,
): readonly string[] | undefined {
  const { scope } = metricOf(metric);
  if (scope === 'job') {
    const jobs = ids.filter((id) => /^J\d+$/.test(id));
    return jobs.length > 0 ? jobs : undefined;
  }
  const own = ids.filter((id) => context.ids.parse(id)?.kind === scope);
  return own.length > 0 || context.places.count(scope) === 1 ? own : undefined;
}

function linesOf(
  metrics: readonly MetricId[],
  ids: readonly string[],
  context: SiteContext,
): readonly ChartLine[] {
  const each = metrics.flatMap((metric) => {
    const own = placesOf(metric, ids, context) ?? [];
    const name = say(metricOf(metric).name);
    if (own.length === 0) return [{ metric, label: name }];
    return own.map((id) => ({ metric, id, label: metrics.length > 1 ? `${id} ${name}` : id }));
  });
  const inks = inksOf(each.map(({ metric }) => metric));
  return each.map((line, i) => ({ ...line, ink: inks[i] ?? 'power' }));
}

/** What has to be chosen, with an example of this site. */
function needOf(metric: MetricId, { ids }: SiteContext): { metric: string; example: string } {
  const { scope, name } = metricOf(metric);
  return { metric: say(name), example: scope === 'job' ? 'J1' : ids.idOf(scope, 0) };
}

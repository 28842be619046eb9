// About: what is synthetic, how true this second is, and how every metric is known.
import './about.css';
import type { MetricAnswer } from '../../../server/contract/api.ts';
import { formatNumber } from '../../format.ts';
import { ABOUT_TEXTS, scopeText } from '../../i18n/about.ts';
import { sourcesText } from '../../i18n/provenance.ts';
import { say } from '../../i18n.ts';
import { siteInfo } from '../../live.ts';
import { query, setQuery } from '../../route.ts';
import { useJson } from '../../time/useJson.ts';
import { type DataColumn, DataTable } from '../../ui/dataTable.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SearchBox } from '../../ui/searchBox.tsx';
import { Sources } from '../../ui/sources.tsx';
import { AccuracyPanel } from './accuracyPanel.tsx';
import { HonestyPanel } from './honestyPanel.tsx';

const words = query('find');

export function AboutView() {
  return (
    <div class="aboutView">
      <h1 class="unseen">{say(ABOUT_TEXTS.title)}</h1>
      <div class="aboutTop">
        <WhatPanel />
        <HonestyPanel />
      </div>
      {siteInfo.value?.kind === 'measured' ? null : <AccuracyPanel />}
      <MetricsPanel />
    </div>
  );
}

function WhatPanel() {
  const context = siteInfo.value;
  if (!context) return null;
  const { site, places } = context;
  const text = context.kind === 'measured' ? ABOUT_TEXTS.measured : ABOUT_TEXTS.synthetic;
  const name = say(site.name);
  const gpus = formatNumber(places.count('gpu'));
  // A site whose name tells its size is not told it again.
  const named =
    digitsOf(name) === digitsOf(gpus) ? name : say(ABOUT_TEXTS.withGpus, { site: name, gpus });
  return (
    <Panel title={say(ABOUT_TEXTS.what)} class="whatPanel">
      <p>{say(text, { site: named })}</p>
      <p>{say(site.about)}</p>
      <p>{say(ABOUT_TEXTS.noThirdParty)}</p>
      <p>
        <a class="link" href="/api/openapi.json" target="_blank" rel="noreferrer">
          OpenAPI
        </a>{' '}
        ·{' '}
        <a class="link" href="/metrics" target="_blank" rel="noreferrer">
          {say(ABOUT_TEXTS.prometheus)}
        </a>
      </p>
    </Panel>
  );
}

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');

function MetricsPanel() {
  const { answer, problem } = useJson<{ readonly metrics: readonly MetricAnswer[] }>(
    '/api/metrics',
  ).value;
  const wanted = (words.value ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const rows = (answer?.metrics ?? []).filter((metric) => {
    const text = textOf(metric);
    return wanted.every((word) => text.includes(word));
  });
  return (
    <Panel
      title={say(ABOUT_TEXTS.metrics)}
      subtitle={formatNumber(rows.length)}
      class="metricsPanel"
      flush
      exports={{
        table: () => ({
          columns: ['id', 'name', 'scope', 'unit', 'basis', 'formula', 'sources'].map((name) => ({
            name,
          })),
          rows: rows.map((metric) => [
            metric.id,
            say(metric.name),
            metric.scope,
            metric.unit,
            metric.provenance?.basis ?? null,
            metric.provenance ? say(metric.provenance.formula) : null,
            metric.provenance ? sourcesText(metric.provenance) : null,
          ]),
        }),
      }}
    >
      <div class="aboutFilter">
        <SearchBox
          label={say(ABOUT_TEXTS.search)}
          value={words.value ?? ''}
          onChange={(value) => setQuery('find', value === '' ? undefined : value)}
        />
      </div>
      <DataTable
        caption={say(ABOUT_TEXTS.metrics)}
        columns={columns()}
        rows={rows}
        rowKey={({ id }) => id}
        empty={problem || say(answer ? ABOUT_TEXTS.noneMatch : ABOUT_TEXTS.loading)}
      />
    </Panel>
  );
}

function textOf({ id, name, scope, provenance, dcgm }: MetricAnswer): string {
  const formula = provenance ? say(provenance.formula) : '';
  const sources = provenance ? sourcesText(provenance) : '';
  return `${id} ${say(name)} ${scopeText(scope)} ${dcgm?.name ?? ''} ${formula} ${sources}`.toLowerCase();
}

function columns(): readonly DataColumn<MetricAnswer>[] {
  return [
    {
      id: 'metric',
      header: say(ABOUT_TEXTS.metric),
      order: ({ name }) => say(name),
      cell: ({ name, help }) => <span title={say(help)}>{say(name)}</span>,
    },
    {
      id: 'scope',
      header: say(ABOUT_TEXTS.scope),
      order: ({ scope }) => scopeText(scope),
      cell: ({ scope }) => <span class="muted">{scopeText(scope)}</span>,
    },
    {
      id: 'unit',
      header: say(ABOUT_TEXTS.unit),
      order: ({ unit }) => unit,
      cell: ({ unit }) => unit,
    },
    {
      id: 'basis',
      header: say(ABOUT_TEXTS.basis),
      order: ({ provenance }) => provenance?.basis ?? '',
      cell: ({ provenance }) => (provenance ? say(ABOUT_TEXTS[`basis_${provenance.basis}`]) : '–'),
    },
    {
      id: 'formula',
      header: say(ABOUT_TEXTS.formula),
      wide: true,
      cell: ({ provenance }) => {
        const text = provenance ? say(provenance.formula) : '–';
        return <span title={text}>{text}</span>;
      },
    },
    {
      id: 'sources',
      header: say(ABOUT_TEXTS.sources),
      cell: ({ provenance }) => {
        const text = provenance ? sourcesText(provenance) : '';
        return (
          <span class="muted sourcesCell" title={text}>
            <Sources sources={provenance?.sources ?? []} />
          </span>
        );
      },
    },
  ];
}

// The NVL72 domains: how many are whole, usable or broken, and what stands idle by it.
import type { ComponentChildren } from 'preact';
import type { LatestAnswer } from '../../../server/contract/api.ts';
import type { FloorShape } from '../../floor/floorShape.ts';
import { formatNumber } from '../../format.ts';
import { FLOOR_VIEW_TEXTS as TEXTS } from '../../i18n/floorView.ts';
import { say, t } from '../../i18n.ts';
import type { SiteContext } from '../../live.ts';
import { pathOf } from '../../route.ts';
import { useJson } from '../../time/useJson.ts';
import { Hint } from '../../ui/hint.tsx';
import { Panel } from '../../ui/panel.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { Value } from '../../ui/value.tsx';
import { type DomainState, type DomainTotals, domainTotals } from './domains.ts';
import { besideMapMark } from './moment.ts';

/** Trays fail a few times a day. */
const EVERY_S = 10;
const ROWS_MOST = 200;

const STATE_TEXTS = {
  whole: TEXTS.oneWhole,
  usable: TEXTS.oneUsable,
  broken: TEXTS.oneBroken,
} as const satisfies Record<DomainState, unknown>;

interface DomainsProps {
  readonly info: SiteContext;
  readonly shape: FloorShape;
  /** Racks counted: all of the site unless told. */
  readonly racks?: { readonly from: number; readonly to: number };
}

export function DomainsPanel({ info, shape, racks }: DomainsProps) {
  const { answer, state } = useJson<LatestAnswer>('/api/latest?metric=rackTraysOut', {
    everyS: EVERY_S,
  }).value;
  const all = answer?.values.rackTraysOut;
  const first = racks?.from ?? 0;
  const totals =
    all &&
    domainTotals(
      all.slice(first, racks?.to).map((value) => (typeof value === 'number' ? value : null)),
      { ...shape, rackPowerW: info.site.limits.rackPowerW },
    );
  const waiting = state === 'offline' ? t('chartOffline') : say(TEXTS.loading);
  return (
    <Panel
      title={say(TEXTS.domains)}
      subtitle={besideMapMark.value}
      class="domainsPanel"
      state={totals ? '' : waiting}
      {...(totals ? { exports: { table: () => tableOf(info, totals, first) } } : {})}
    >
      {totals ? (
        <>
          <Figures totals={totals} />
          {totals.rows.length === 0 ? (
            <p class="muted">{say(TEXTS.allWhole)}</p>
          ) : (
            <Table
              caption={say(TEXTS.domains)}
              columns={columns(info, first)}
              rows={totals.rows.slice(0, ROWS_MOST)}
              rowKey={({ rack }) => rack}
            />
          )}
        </>
      ) : null}
    </Panel>
  );
}

function Figures({ totals }: { readonly totals: DomainTotals }) {
  const count = (value: number) => <Value value={value} unit="count" />;
  return (
    <dl class="totals">
      <Line name={say(TEXTS.whole)} note={say(TEXTS.wholeHelp)} value={count(totals.whole)} />
      <Line name={say(TEXTS.usable)} note={say(TEXTS.usableHelp)} value={count(totals.usable)} />
      <Line name={say(TEXTS.broken)} note={say(TEXTS.brokenHelp)} value={count(totals.broken)} />
      <Line name={say(TEXTS.gpusOut)} value={count(totals.gpusOut)} />
      <Line
        name={<Hint text={say(TEXTS.strandedHelp)}>{say(TEXTS.gpusStranded)}</Hint>}
        value={count(totals.gpusStranded)}
      />
      <Line
        name={<Hint text={say(TEXTS.powerHelp)}>{say(TEXTS.powerStranded)}</Hint>}
        value={<Value value={totals.powerStrandedW} unit="kW" digits={0} />}
      />
    </dl>
  );
}

function Line(props: {
  readonly name: ComponentChildren;
  readonly note?: string;
  readonly value: ComponentChildren;
}) {
  return (
    <div>
      <dt class="muted">
        {props.name}
        {props.note ? ` · ${props.note}` : ''}
      </dt>
      <dd>{props.value}</dd>
    </div>
  );
}

type Row = DomainTotals['rows'][number];

function columns({ ids }: SiteContext, first: number): readonly Column<Row>[] {
  return [
    {
      id: 'rack',
      header: say(TEXTS.domain),
      wide: true,
      cell: ({ rack }) => {
        const id = ids.idOf('rack', first + rack);
        return <a href={pathOf('rack', id) ?? '/'}>{id}</a>;
      },
    },
    { id: 'state', header: say(TEXTS.state), cell: ({ state }) => say(STATE_TEXTS[state]) },
    {
      id: 'trays',
      header: say(TEXTS.traysOut),
      numeric: true,
      cell: ({ traysOut }) => formatNumber(traysOut),
    },
  ];
}

function tableOf({ ids }: SiteContext, { rows }: DomainTotals, first: number) {
  return {
    columns: [
      { name: say(TEXTS.domain) },
      { name: say(TEXTS.state) },
      { name: say(TEXTS.traysOut) },
    ],
    rows: rows.map(({ rack, state, traysOut }) => [
      ids.idOf('rack', first + rack),
      say(STATE_TEXTS[state]),
      traysOut,
    ]),
  };
}

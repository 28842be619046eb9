// The ledger of a period: every kWh attributed, by line, tenant, hall or job; the sum is the meter.
import type { EnergyAnswer } from '../../../server/contract/apiHistory.ts';
import { energyText, formatNumber, formatText, massUnit } from '../../format.ts';
import { ENERGY_TEXTS } from '../../i18n/energy.ts';
import { say } from '../../i18n.ts';
import { pathOf, query, setQuery } from '../../route.ts';
import { siteUnits } from '../../siteUnits.ts';
import { queryText } from '../../time/ask.ts';
import { useJson } from '../../time/useJson.ts';
import { type DataColumn, DataTable } from '../../ui/dataTable.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { coveredBy, type ShownPeriod } from './useEnergy.ts';

/** The ledger's own step. */
const QUARTER_MS = 900_000;

const WAYS = ['line', 'tenant', 'hall', 'job'] as const;
type Way = (typeof WAYS)[number];
type Row = EnergyAnswer['rows'][number];

const way = query('by');
const LINES: Readonly<Record<string, { readonly en: string; readonly fr: string }>> = {
  jobs: ENERGY_TEXTS.lineJob,
  job: ENERGY_TEXTS.lineJob,
  jobsNotKept: ENERGY_TEXTS.jobsNotKept,
  idle: ENERGY_TEXTS.lineIdle,
  out: ENERGY_TEXTS.lineOut,
  network: ENERGY_TEXTS.lineNetwork,
};

export function LedgerPanel({ shown }: { readonly shown: ShownPeriod }) {
  const by = WAYS.find((one) => one === way.value) ?? 'line';
  const span = { from: `${shown.fromMs}`, to: `${shown.knownToMs}` };
  const answered = useJson<EnergyAnswer>(`/api/energy?${queryText({ by, ...span })}`).value;
  const { answer, problem, state } = answered;
  const rows = answer ? [...answer.rows, ...uncovered(answer)] : [];
  const young = shown.knownToMs - shown.fromMs < QUARTER_MS;
  const none = young ? ENERGY_TEXTS.young : ENERGY_TEXTS.none;
  const empty = say(state === 'loading' ? ENERGY_TEXTS.loading : none);
  return (
    <Panel
      title={say(ENERGY_TEXTS.ledger)}
      subtitle={answer && !young ? noteOf(answer) : ''}
      class="ledgerPanel"
      flush
      actions={
        <Segmented
          label={say(ENERGY_TEXTS.by)}
          options={WAYS.map((value) => ({ value, label: say(ENERGY_TEXTS[value]) }))}
          value={by}
          onChange={(value) => setQuery('by', value === 'line' ? undefined : value)}
        />
      }
      exports={{ covers: () => coveredBy(shown), table: () => tableOf(by, rows) }}
    >
      <DataTable
        caption={say(ENERGY_TEXTS.ledger)}
        columns={columnsOf(by, answer)}
        rows={rows}
        rowKey={({ id }) => id}
        sorting={{ column: 'site', down: true }}
        empty={problem || empty}
      />
    </Panel>
  );
}

const UNCOVERED = 'uncovered';

/** What the meters counted and no line owes, when it is more than rounding: a row of its own, so that the rows are the meter. */
function uncovered({ meter, total, residualWh }: EnergyAnswer): readonly Row[] {
  const meterWh = meter.facilityWh ?? 0;
  if (Math.abs(residualWh) <= meterWh * 1e-6) return [];
  // A part is null where there are no rows: then all is without one.
  const rest = (whole: number | null, part: number | null): number | null =>
    whole === null ? null : whole - (part ?? 0);
  return [
    {
      id: UNCOVERED,
      rackWh: rest(meter.itAtRacksWh, total.rackWh) ?? 0,
      facilityWh: residualWh,
      costEur: rest(meter.costEur, total.costEur),
      co2G: rest(meter.co2G, total.co2G),
    },
  ];
}

function noteOf(answer: EnergyAnswer): string {
  const { total, meter, rows, residualWh, coverage } = answer;
  const { energy } = siteUnits();
  const text = (wh: number | null): string => formatText(wh ?? Number.NaN, energy, { digits: 3 });
  const sums = { sum: text(rows.length > 0 ? total.facilityWh : 0), meter: text(meter.facilityWh) };
  const residual = formatText(residualWh ?? Number.NaN, 'kWh', { digits: 3 });
  // Energy without lines is no residual: it has a row of its own.
  const whole = uncovered(answer).length === 0;
  const words = whole
    ? say(ENERGY_TEXTS.ledgerNote, { ...sums, residual })
    : say(ENERGY_TEXTS.ledgerPart, sums);
  if (coverage > 0.9995) return words;
  const share = formatText(coverage, 'percent', { digits: 1 });
  return `${words} · ${say(ENERGY_TEXTS.linesCover, { share })}`;
}

function nameOf(by: Way, { id, name }: Row): string {
  if (id === UNCOVERED) return say(ENERGY_TEXTS.uncovered);
  const line = by === 'hall' ? undefined : LINES[id];
  return line ? say(line) : (name ?? id);
}

function columnsOf(by: Way, answer: EnergyAnswer | undefined): readonly DataColumn<Row>[] {
  const known = (value: number | null): number => value ?? Number.NaN;
  const total = answer?.meter.facilityWh ?? Number.NaN;
  const href = ({ id }: Row): string | undefined =>
    by === 'job' && id.startsWith('J')
      ? pathOf('job', id)
      : by === 'hall'
        ? pathOf('hall', id)
        : undefined;
  return [
    {
      id: 'name',
      header: say(ENERGY_TEXTS[by]),
      wide: true,
      order: (row) => nameOf(by, row),
      cell: (row) => {
        const to = href(row);
        const name = nameOf(by, row);
        return to ? (
          <a class="link" href={to}>
            {name}
          </a>
        ) : (
          name
        );
      },
    },
    {
      id: 'racks',
      header: say(ENERGY_TEXTS.rackEnergy),
      numeric: true,
      order: ({ rackWh }) => rackWh,
      cell: ({ rackWh }) => energyText(rackWh),
    },
    {
      id: 'site',
      header: say(ENERGY_TEXTS.siteEnergy),
      numeric: true,
      order: ({ facilityWh }) => known(facilityWh),
      cell: ({ facilityWh }) => energyText(known(facilityWh)),
    },
    {
      id: 'share',
      header: say(ENERGY_TEXTS.share),
      numeric: true,
      cell: ({ facilityWh }) =>
        `${formatNumber((known(facilityWh) / total) * 100, { digits: 1 })} %`,
    },
    {
      id: 'cost',
      header: say(ENERGY_TEXTS.cost),
      numeric: true,
      order: ({ costEur }) => known(costEur),
      cell: ({ costEur }) => formatText(known(costEur), 'EUR', { digits: 2 }),
    },
    {
      id: 'carbon',
      header: say(ENERGY_TEXTS.carbon),
      numeric: true,
      order: ({ co2G }) => known(co2G),
      cell: ({ co2G }) => formatText(known(co2G), massUnit(known(co2G)), { digits: 3 }),
    },
  ];
}

function tableOf(by: Way, rows: readonly Row[]) {
  return {
    columns: [
      { name: say(ENERGY_TEXTS[by]) },
      { name: say(ENERGY_TEXTS.rackEnergy), unit: 'Wh' },
      { name: say(ENERGY_TEXTS.siteEnergy), unit: 'Wh' },
      { name: say(ENERGY_TEXTS.cost), unit: 'EUR' },
      { name: say(ENERGY_TEXTS.carbon), unit: 'g' },
    ],
    rows: rows.map((row) => [nameOf(by, row), row.rackWh, row.facilityWh, row.costEur, row.co2G]),
  };
}

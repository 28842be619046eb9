// The racks of a hall as a table that can be sorted and narrowed, from the API every two seconds.
import { useComputed } from '@preact/signals';
import type { LatestAnswer } from '../../../server/contract/api.ts';
import type { IndexRange } from '../../../server/contract/place.ts';
import { floorJobs } from '../../floor/floorJobs.ts';
import { jobsWithin } from '../../floor/jobPlane.ts';
import { formatNumber, formatText } from '../../format.ts';
import { HALL_TEXTS as TEXTS } from '../../i18n/hall.ts';
import { STATE_TEXTS } from '../../i18n/states.ts';
import { say, t } from '../../i18n.ts';
import { type SiteContext, useJobs } from '../../live.ts';
import { navigate, pathOf, query, setQuery } from '../../route.ts';
import { queryText } from '../../time/ask.ts';
import { useJson } from '../../time/useJson.ts';
import { type DataColumn, DataTable } from '../../ui/dataTable.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SearchBox } from '../../ui/searchBox.tsx';
import { filteredRows } from '../../ui/tableRows.ts';

const METRICS = [
  'rackPowerW',
  'rackGpuTempMaxC',
  'rackThermalMarginMinK',
  'rackSmActiveRatio',
  'rackTraysOut',
  'rackState',
];
const EVERY_S = 2;

interface RackRow {
  readonly id: string;
  readonly row: string;
  readonly powerW: number;
  readonly hottestC: number;
  readonly marginK: number;
  readonly smActiveRatio: number;
  readonly traysOut: number;
  readonly state: string;
  readonly job: string;
}

const sort = query('sort');
const filter = query('q');

export function HallRacks({
  info,
  racks,
}: {
  readonly info: SiteContext;
  readonly racks: IndexRange;
}) {
  useJobs();
  const placed = useComputed(() => floorJobs.value.placed).value;
  const ids = Array.from({ length: racks.to - racks.from }, (_, i) =>
    info.ids.idOf('rack', racks.from + i),
  );
  const { answer, state } = useJson<LatestAnswer>(
    `/api/latest?${queryText({ metric: METRICS, ids })}`,
    { everyS: EVERY_S },
  ).value;
  const per = info.places.count('gpu') / info.places.count('rack');
  const rows = ids.map((id, i): RackRow => {
    const rack = racks.from + i;
    const read = (metric: string): number => Number(answer?.values[metric]?.[i] ?? Number.NaN);
    const row = info.places.ancestors('rack', 'row')[rack] ?? 0;
    const [most] = jobsWithin(placed, rack * per, (rack + 1) * per);
    return {
      id,
      row: info.ids.idOf('row', row),
      powerW: read('rackPowerW'),
      hottestC: read('rackGpuTempMaxC'),
      marginK: read('rackThermalMarginMinK'),
      smActiveRatio: read('rackSmActiveRatio'),
      traysOut: read('rackTraysOut'),
      state: stateWords(answer?.values.rackState?.[i]),
      job: most?.job.name ?? '',
    };
  });
  const shown = filteredRows(
    rows,
    ({ id, row, state: words, job }) => `${id} ${row} ${words} ${job}`,
    filter.value ?? '',
  );
  const [column = '', direction] = (sort.value ?? '').split('.');
  return (
    <Panel
      title={say(TEXTS.racks)}
      class="hallRacks"
      flush
      state={answer ? '' : state === 'offline' ? t('chartOffline') : t('loading')}
      actions={
        <SearchBox
          label={say(TEXTS.filter)}
          value={filter.value ?? ''}
          onChange={(words) => setQuery('q', words === '' ? undefined : words)}
        />
      }
      exports={{ table: () => tableOf(rows) }}
    >
      {answer ? (
        <DataTable
          caption={say(TEXTS.racks)}
          columns={columns()}
          rows={shown}
          rowKey={({ id }) => id}
          sorting={column === '' ? undefined : { column, down: direction === 'down' }}
          onSort={(next) => setQuery('sort', `${next.column}.${next.down ? 'down' : 'up'}`)}
          onOpen={({ id }) => navigate(pathOf('rack', id) ?? '/')}
          empty={say(TEXTS.noRack)}
        />
      ) : null}
    </Panel>
  );
}

/** The API names states. */
function stateWords(state: unknown): string {
  const text =
    typeof state === 'string' ? STATE_TEXTS[state as keyof typeof STATE_TEXTS] : undefined;
  return text ? say(text) : '–';
}

function columns(): readonly DataColumn<RackRow>[] {
  const figure = (
    id: string,
    header: string,
    order: (row: RackRow) => number,
    text: (value: number) => string,
  ): DataColumn<RackRow> => ({ id, header, numeric: true, order, cell: (row) => text(order(row)) });
  return [
    {
      id: 'rack',
      header: say(TEXTS.rack),
      order: ({ id }) => id,
      cell: ({ id }) => <a href={pathOf('rack', id) ?? '/'}>{id}</a>,
    },
    { id: 'row', header: say(TEXTS.row), order: ({ row }) => row, cell: ({ row }) => row },
    {
      id: 'state',
      header: say(TEXTS.state),
      order: ({ state }) => state,
      cell: ({ state }) => state,
    },
    figure(
      'power',
      say(TEXTS.power),
      ({ powerW }) => powerW,
      (value) => formatText(value, 'kW'),
    ),
    figure(
      'hot',
      say(TEXTS.hottest),
      ({ hottestC }) => hottestC,
      (value) => formatText(value, 'C'),
    ),
    figure(
      'margin',
      say(TEXTS.margin),
      ({ marginK }) => marginK,
      (value) => formatText(value, 'K'),
    ),
    figure(
      'sm',
      say(TEXTS.sm),
      ({ smActiveRatio }) => smActiveRatio,
      (value) => formatText(value, 'percent'),
    ),
    figure(
      'out',
      say(TEXTS.traysOut),
      ({ traysOut }) => traysOut,
      (value) => formatNumber(value),
    ),
    {
      id: 'job',
      header: say(TEXTS.job),
      wide: true,
      order: ({ job }) => job,
      cell: ({ job }) => job || '–',
    },
  ];
}

function tableOf(rows: readonly RackRow[]) {
  const known = (value: number): number | null => (Number.isNaN(value) ? null : value);
  return {
    columns: [
      { name: say(TEXTS.rack) },
      { name: say(TEXTS.row) },
      { name: say(TEXTS.state) },
      { name: say(TEXTS.power), unit: 'kW', digits: 1 },
      { name: say(TEXTS.hottest), unit: '°C', digits: 1 },
      { name: say(TEXTS.margin), unit: 'K', digits: 1 },
      { name: say(TEXTS.sm), unit: '%', digits: 0 },
      { name: say(TEXTS.traysOut) },
      { name: say(TEXTS.job) },
    ],
    rows: rows.map((row) => [
      row.id,
      row.row,
      row.state,
      known(row.powerW / 1e3),
      known(row.hottestC),
      known(row.marginK),
      known(row.smActiveRatio * 100),
      known(row.traysOut),
      row.job,
    ]),
  };
}

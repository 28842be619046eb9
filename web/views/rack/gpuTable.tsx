// The GPUs of a rack as a table that can be sorted: each figure as it is this second, the order as it was a moment ago.
import { useComputed } from '@preact/signals';
import type { MetricId } from '../../../server/contract/metrics.ts';
import { floorJobs } from '../../floor/floorJobs.ts';
import { jobsWithin } from '../../floor/jobPlane.ts';
import { type DisplayUnit, formatText, formatValue } from '../../format.ts';
import { say } from '../../i18n.ts';
import { clock, type SiteContext, useJobs, useTable } from '../../live.ts';
import { navigate, pathOf, query, setQuery } from '../../route.ts';
import { nowMark } from '../../time/nowMark.ts';
import { type DataColumn, DataTable } from '../../ui/dataTable.tsx';
import { metricText } from '../../ui/metricText.ts';
import { Panel } from '../../ui/panel.tsx';
import type { Sorting } from '../../ui/tableRows.ts';
import { RACK_TEXTS } from './rackTexts.ts';

interface GpuTableProps {
  readonly info: SiteContext;
  readonly id: string;
  readonly rack: number;
}

interface Figure {
  readonly id: string;
  readonly metric: MetricId;
  readonly name: (typeof RACK_TEXTS)[keyof typeof RACK_TEXTS];
  /** Without one it is told in words. */
  readonly unit?: DisplayUnit;
  readonly digits?: number;
}

const FIGURES: readonly Figure[] = [
  { id: 'power', metric: 'gpuPowerW', name: RACK_TEXTS.power, unit: 'W', digits: 0 },
  { id: 'temp', metric: 'gpuTempC', name: RACK_TEXTS.temperature, unit: 'C', digits: 1 },
  { id: 'hbm', metric: 'gpuMemTempC', name: RACK_TEXTS.hbm, unit: 'C', digits: 1 },
  { id: 'margin', metric: 'gpuThermalMarginK', name: RACK_TEXTS.margin, unit: 'K', digits: 1 },
  { id: 'sm', metric: 'gpuSmActiveRatio', name: RACK_TEXTS.activity, unit: 'percent', digits: 0 },
  { id: 'clock', metric: 'gpuSmClockMHz', name: RACK_TEXTS.clock, unit: 'MHz', digits: 0 },
  { id: 'reasons', metric: 'gpuEventReasons', name: RACK_TEXTS.heldBy },
];
/** Seconds between two sortings: rows that jump cannot be read. */
const SORTED_EVERY_S = 5;

interface GpuRow {
  readonly gpu: number;
  readonly id: string;
  readonly state: number;
  readonly values: readonly number[];
  readonly job: { readonly id: string; readonly name: string } | undefined;
}

const sort = query('sort');

export function GpuTable({ info, id, rack }: GpuTableProps) {
  useJobs();
  const table = useTable(`rack:${id}`);
  const moment = useComputed(() => Math.floor((clock.value?.timeMs ?? 0) / 1_000 / SORTED_EVERY_S));
  const placed = useComputed(() => floorJobs.value.placed).value;
  const known = useComputed(() => table.value !== undefined);
  const rowsNow = () =>
    rowsOf(info, rack, (metric, gpu) => table.peek()?.value(metric, gpu) ?? Number.NaN);
  const withJob = (row: Omit<GpuRow, 'job'>): GpuRow => ({
    ...row,
    job: jobsWithin(placed, row.gpu, row.gpu + 1)[0]?.job,
  });
  const rows = useComputed(() => {
    void moment.value;
    void known.value;
    return rowsNow();
  }).value.map(withJob);
  const [column = '', direction] = (sort.value ?? '').split('.');
  const sorting: Sorting | undefined =
    column === '' ? undefined : { column, down: direction === 'down' };
  return (
    <Panel
      title={say(RACK_TEXTS.gpuTable)}
      subtitle={nowMark.value || undefined}
      class="gpuTablePanel"
      flush
      exports={{ table: () => exported(rowsNow().map(withJob)) }}
    >
      {known.value ? (
        <DataTable
          caption={say(RACK_TEXTS.gpuTable)}
          columns={columnsOf(id)}
          rows={rows}
          rowKey={({ gpu }) => gpu}
          sorting={sorting}
          onSort={(next) => setQuery('sort', `${next.column}.${next.down ? 'down' : 'up'}`)}
          onOpen={(row) => navigate(pathOf('gpu', row.id) ?? '/')}
        />
      ) : null}
    </Panel>
  );
}

function rowsOf(
  { ids, places }: SiteContext,
  rack: number,
  read: (metric: MetricId, gpu: number) => number,
): readonly Omit<GpuRow, 'job'>[] {
  const { from, to } = places.within('gpu', 'rack', rack);
  return Array.from({ length: to - from }, (_, i) => from + i).map((gpu) => ({
    gpu,
    id: ids.idOf('gpu', gpu),
    state: read('gpuState', gpu),
    values: FIGURES.map(({ metric }) => read(metric, gpu)),
  }));
}

function columnsOf(rackId: string): readonly DataColumn<GpuRow>[] {
  return [
    {
      id: 'gpu',
      header: 'GPU',
      order: ({ gpu }) => gpu,
      cell: ({ id }) => <a href={pathOf('gpu', id) ?? '/'}>{id.split('-').slice(1).join('-')}</a>,
    },
    {
      id: 'state',
      header: say(RACK_TEXTS.state),
      order: ({ state }) => state,
      cell: ({ gpu }) => <Cell rackId={rackId} metric="gpuState" gpu={gpu} />,
    },
    ...FIGURES.map(
      (figure, i): DataColumn<GpuRow> => ({
        id: figure.id,
        header: say(figure.name),
        numeric: figure.unit !== undefined,
        order: ({ values }) => values[i] ?? Number.NaN,
        cell: ({ gpu }) => <Cell rackId={rackId} gpu={gpu} {...figure} />,
      }),
    ),
    {
      id: 'job',
      header: say(RACK_TEXTS.job),
      wide: true,
      order: ({ job }) => job?.name ?? '',
      cell: ({ job }) =>
        job ? <a href={pathOf('job', job.id) ?? '/jobs'}>{job.name}</a> : <span>–</span>,
    },
  ];
}

interface CellProps extends Pick<Figure, 'metric' | 'unit' | 'digits'> {
  readonly rackId: string;
  readonly gpu: number;
}

/** A text of its own: only its letters change with the second. */
function Cell({ rackId, gpu, metric, unit, digits }: CellProps) {
  const table = useTable(`rack:${rackId}`);
  const text = useComputed(() => {
    const value = table.value?.value(metric, gpu) ?? Number.NaN;
    if (unit === undefined) return metricText(metric, value).number;
    return formatText(value, unit, digits === undefined ? {} : { digits });
  });
  return <>{text}</>;
}

function exported(rows: readonly GpuRow[]) {
  return {
    columns: [
      { name: 'gpu' },
      { name: 'state' },
      ...FIGURES.map(({ metric, unit }) =>
        unit ? { name: metric, unit: formatValue(0, unit).unit } : { name: metric },
      ),
      { name: 'job' },
    ],
    rows: rows.map(({ id, state, values, job }) => [
      id,
      metricText('gpuState', state).number,
      ...FIGURES.map(({ metric, unit }, i) => cellOf(metric, unit, values[i] ?? Number.NaN)),
      job?.id ?? null,
    ]),
  };
}

/** In the unit of its column; a ratio is shown in per cent. */
function cellOf(metric: MetricId, unit: DisplayUnit | undefined, value: number) {
  if (Number.isNaN(value)) return null;
  if (unit === undefined) return metricText(metric, value).number;
  return unit === 'percent' ? value * 100 : value;
}

// One row a place of a kind, one column a metric of the site's topic: the plain table of a plant.

import { useComputed } from '@preact/signals';
import { type MetricId, metricOf } from '../../server/contract/metrics.ts';
import type { PlaceKind } from '../../server/contract/place.ts';
import { type DisplayUnit, formatValue } from '../format.ts';
import { say } from '../i18n.ts';
import { type Table as SiteTable, siteInfo, useTable } from '../live.ts';
import { query } from '../route.ts';
import { nowMark } from '../time/nowMark.ts';
import type { ExportTable } from './exportTable.ts';
import { metricText } from './metricText.ts';
import { Panel } from './panel.tsx';
import { type Column, Table } from './table.tsx';

/** The place that a search led to. */
const asked = query('place');

interface PlaceColumn {
  readonly metric: MetricId;
  /** Another unit than the metric's own reading. */
  readonly unit?: DisplayUnit;
  readonly digits?: number;
}

interface PlaceTableProps {
  readonly title: string;
  readonly class?: string;
  readonly kind: PlaceKind;
  readonly placeHeader: string;
  readonly columns: readonly PlaceColumn[];
  /** Where a place's own figures are. */
  readonly hrefOf?: (id: string) => string;
  /** Indices of the places that are shown; all unless told. */
  readonly shown?: readonly number[];
}

export function PlaceTable({
  kind,
  title,
  columns,
  placeHeader,
  shown,
  hrefOf,
  ...panel
}: PlaceTableProps) {
  const context = siteInfo.value;
  const table = useTable('site');
  const count = context?.places.count(kind) ?? 0;
  const places = shown ?? Array.from({ length: count }, (_, i) => i);
  const idOf = (place: number): string => context?.ids.idOf(kind, place) ?? '';
  const linked = (id: string) =>
    hrefOf ? (
      <a href={hrefOf(id)} data-place={id}>
        {id}
      </a>
    ) : (
      id
    );
  return (
    <Panel
      title={title}
      subtitle={nowMark.value || undefined}
      {...panel}
      flush
      exports={{ table: () => tableOf(table.peek(), columns, places, idOf, placeHeader) }}
    >
      <Table
        caption={title}
        columns={[
          { id: 'place', header: placeHeader, cell: (place: number) => linked(idOf(place)) },
          ...columns.map(columnOf),
        ]}
        rows={places}
        rowKey={(place) => place}
        isMarked={(place) => idOf(place) === asked.value}
      />
    </Panel>
  );
}

function columnOf(column: PlaceColumn): Column<number> {
  const { name, kind } = metricOf(column.metric);
  return {
    id: column.metric,
    header: say(name),
    numeric: kind !== 'state',
    cell: (place) => <Cell column={column} place={place} />,
  };
}

/** A text of its own: only its letters change with the second. */
function Cell({ column, place }: { readonly column: PlaceColumn; readonly place: number }) {
  const table = useTable('site');
  const text = useComputed(() => {
    const { metric, unit, digits } = column;
    const value = table.value?.value(metric, place) ?? Number.NaN;
    const { number, unit: shownUnit } = unit
      ? formatValue(value, unit, digits === undefined ? {} : { digits })
      : metricText(metric, value);
    return shownUnit ? `${number} ${shownUnit}` : number;
  });
  return <>{text}</>;
}

function tableOf(
  now: SiteTable | undefined,
  columns: readonly PlaceColumn[],
  places: readonly number[],
  idOf: (place: number) => string,
  placeHeader: string,
): ExportTable {
  return {
    columns: [
      { name: placeHeader },
      ...columns.map(({ metric }) => ({ name: metric, unit: metricOf(metric).unit })),
    ],
    rows: places.map((place) => [
      idOf(place),
      ...columns.map(({ metric }) => {
        const value = now?.value(metric, place) ?? Number.NaN;
        if (metricOf(metric).kind === 'state') return metricText(metric, value).number;
        return Number.isNaN(value) ? null : value;
      }),
    ]),
  };
}

// The numbers behind a panel's picture as a table, for who reads rather than looks.
import { useMemo } from 'preact/hooks';
import { say } from '../i18n.ts';
import { type DataColumn, DataTable } from './dataTable.tsx';
import { Dialog } from './dialog.tsx';
import { columnTitle, type ExportCell, type PanelExports } from './exportTable.ts';
import { shownCell } from './shownCell.ts';

interface TableTwinProps {
  readonly title: string;
  readonly exports: PanelExports;
}

const ROWS_NOTE = {
  en: '{count} rows, as they were when opened',
  fr: '{count} lignes, à l’ouverture',
};

export function TableTwin({ title, exports }: TableTwinProps) {
  // As it was when it was opened: rows that move while one reads are of no use.
  const table = useMemo(() => exports.table(), [exports]);
  const columns: readonly DataColumn<readonly ExportCell[]>[] = table.columns.map((column, i) => ({
    id: `c${i}`,
    header: columnTitle(column),
    numeric: table.rows.some((row) => typeof row[i] === 'number'),
    cell: (row) => shownCell(row[i] ?? null, column),
    order: (row) => row[i] ?? Number.NaN,
  }));
  return (
    <Dialog title={title} note={say(ROWS_NOTE, { count: table.rows.length })} wide>
      <DataTable
        caption={title}
        columns={columns}
        rows={table.rows}
        rowKey={(row) => table.rows.indexOf(row)}
      />
    </Dialog>
  );
}

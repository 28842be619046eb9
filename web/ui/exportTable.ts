// The numbers of a panel as rows and columns: what its table twin shows and its CSV file holds.
import type { Span } from '../time/range.ts';

export interface ExportColumn {
  readonly name: string;
  readonly unit?: string;
  /** Its cells are ISO times; the table twin shows the site's own hours. */
  readonly time?: true;
  /** Decimals that the table twin shows; the file has what is known. */
  readonly digits?: number;
}

/** Numbers at full precision; null is not known. Times are ISO texts. */
export type ExportCell = string | number | null;

export interface ExportTable {
  readonly columns: readonly ExportColumn[];
  readonly rows: readonly (readonly ExportCell[])[];
}

export interface PanelPicture {
  readonly canvas: HTMLCanvasElement;
  /** Stands above it: name and unit. */
  readonly title: string;
}

/** What a panel gives to its menu. Each is asked when the entry is chosen, never before. */
export interface PanelExports {
  table(): ExportTable;
  /** The time that they speak of; without it they are the values of the moment in which they are saved. */
  covers?(): Span | undefined;
  /** The panel's own pictures, one under the other; without them the table is drawn. */
  pictures?(): readonly PanelPicture[];
}

/** Where their code is no part of the first load, the menu asks for it when it is opened. */
export type ExportsGiven = PanelExports | (() => Promise<PanelExports>);

/** Money by its code, so that files and tables of all panels read alike. */
export function columnTitle({ name, unit }: ExportColumn): string {
  return unit ? `${name} (${unit.replace('€', 'EUR')})` : name;
}

/** RFC 4180 with a heading of `#` lines; a decimal point in every language, an empty field for what is not known. */
export function csvText({ columns, rows }: ExportTable, heading: readonly string[]): string {
  const lines = [
    ...heading.map((line) => `# ${line.replaceAll(/[\r\n]+/g, ' ')}`),
    columns.map((column) => quoted(columnTitle(column))).join(','),
    ...rows.map((row) => row.map(cellText).join(',')),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function cellText(cell: ExportCell): string {
  if (typeof cell === 'string') return quoted(cell);
  // Nine figures are more than any meter knows; what follows them is the noise of binary fractions.
  return cell === null || !Number.isFinite(cell) ? '' : String(Number(cell.toPrecision(9)));
}

/** A text that a spreadsheet would take for a formula is kept a text. */
function quoted(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

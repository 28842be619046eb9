// The picture of a panel as a PNG file: title, range, the panel's canvases or its table, and what the data is.
import { formatNumber } from '../format.ts';
import { tokenOf } from '../theme.ts';
import { columnTitle, type ExportTable, type PanelExports } from './exportTable.ts';
import { fileName, headingOf, saveFile } from './saveFile.ts';

const PAD = 16;
const LINE = 16;
const FONT = '"Inter", system-ui, sans-serif';
/** Of a picture that is a table. */
const TABLE_WIDTH = 900;
const MOST_ROWS = 60;

export function savePicture(title: string, exports: PanelExports): void {
  const canvases = exports.canvases?.() ?? [];
  const canvas =
    canvases.length > 0 ? fromCanvases(title, canvases) : fromTable(title, exports.table());
  canvas.toBlob((blob) => {
    if (blob) saveFile(`${fileName(title)}.png`, 'image/png', blob);
  }, 'image/png');
}

/** A sheet of paper with title above and provenance below; `paint` draws between. */
function sheet(
  title: string,
  width: number,
  height: number,
  scale: number,
  paint: (ctx: CanvasRenderingContext2D, top: number) => void,
): HTMLCanvasElement {
  const heading = headingOf(title);
  const top = PAD + 22 + 8;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round((width + 2 * PAD) * scale);
  canvas.height = Math.round((top + height + heading.length * LINE + 2 * PAD) * scale);
  const ctx = canvas.getContext('2d');
  if (!ctx) return canvas;
  ctx.scale(scale, scale);
  ctx.fillStyle = tokenOf('surface');
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.fillStyle = tokenOf('text');
  ctx.font = `600 16px ${FONT}`;
  ctx.fillText(title, PAD, PAD + 16);
  paint(ctx, top);
  ctx.font = `11px ${FONT}`;
  ctx.fillStyle = tokenOf('muted');
  heading.forEach((line, i) => {
    ctx.fillText(line, PAD, top + height + PAD + (i + 0.5) * LINE);
  });
  return canvas;
}

function fromCanvases(title: string, canvases: readonly HTMLCanvasElement[]): HTMLCanvasElement {
  const width = Math.max(...canvases.map((one) => one.clientWidth));
  const height = canvases.reduce((sum, one) => sum + one.clientHeight, 0);
  return sheet(title, width, height, devicePixelRatio, (ctx, top) => {
    let at = top;
    for (const one of canvases) {
      ctx.drawImage(one, PAD, at, one.clientWidth, one.clientHeight);
      at += one.clientHeight;
    }
  });
}

function fromTable(title: string, table: ExportTable): HTMLCanvasElement {
  const { columns, digits = [] } = table;
  const rows = table.rows.slice(0, MOST_ROWS);
  const each = TABLE_WIDTH / Math.max(1, columns.length);
  return sheet(title, TABLE_WIDTH, (rows.length + 1) * 20, 2, (ctx, top) => {
    const write = (cells: readonly string[], at: number): void => {
      cells.forEach((cell, i) => {
        ctx.fillText(cell, PAD + i * each, at, each - 8);
      });
    };
    ctx.font = `12px ${FONT}`;
    ctx.fillStyle = tokenOf('muted');
    write(columns.map(columnTitle), top + 14);
    ctx.fillStyle = tokenOf('text');
    rows.forEach((row, i) => {
      write(
        row.map((cell, c) => shownCell(cell, digits[c])),
        top + (i + 1) * 20 + 14,
      );
    });
  });
}

/** As the table twin and the picture show a cell. */
export function shownCell(cell: string | number | null, digits = 2): string {
  if (typeof cell === 'string') return cell;
  return formatNumber(cell ?? Number.NaN, { digits });
}

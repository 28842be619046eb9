// The picture of a panel as a PNG file: title, the panel's own pictures or its table, and what the data is.
import { CHART_FAMILY } from '../charts/chartFont.ts';
import { tokenOf } from '../theme.ts';
import { columnTitle, type PanelExports, type PanelPicture } from './exportTable.ts';
import { fileName, headingOf, saveFile } from './saveFile.ts';
import { shownCell } from './shownCell.ts';

const PAD = 18;
const LINE = 16;
const ROW = 20;
/** Narrower, and the words under a small chart would be taller than it. */
const LEAST_WIDTH = 560;
/** Of a picture that is a table. */
const TABLE_WIDTH = 900;
const MOST_ROWS = 60;

type Context = CanvasRenderingContext2D;

export function savePicture(title: string, exports: PanelExports): void {
  const pictures = exports.pictures?.() ?? [];
  const canvas =
    pictures.length > 0 ? ofPictures({ title, exports }, pictures) : ofTable({ title, exports });
  canvas.toBlob((blob) => {
    if (blob) saveFile(`${fileName(title, exports)}.png`, 'image/png', blob);
  }, 'image/png');
}

interface Named {
  readonly title: string;
  readonly exports: PanelExports;
}

interface Sheet extends Named {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  /** Draws between title and provenance, from `top` down. */
  paint(ctx: Context, top: number): void;
}

function paintSheet({ title, exports, width, height, scale, paint }: Sheet): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const ctx = canvas.getContext('2d');
  if (!ctx) return canvas;
  const top = PAD + 32;
  ctx.font = `11px ${CHART_FAMILY}`;
  const words = headingOf(title, exports).flatMap((line) => wrapped(ctx, line, width));
  canvas.width = Math.round((width + 2 * PAD) * scale);
  canvas.height = Math.round((top + height + words.length * LINE + 2 * PAD) * scale);
  ctx.scale(scale, scale);
  ctx.fillStyle = tokenOf('surface');
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.fillStyle = tokenOf('text');
  ctx.font = `600 16px ${CHART_FAMILY}`;
  ctx.fillText(title, PAD, PAD + 14);
  paint(ctx, top);
  ctx.font = `11px ${CHART_FAMILY}`;
  ctx.fillStyle = tokenOf('muted');
  words.forEach((line, i) => {
    ctx.fillText(line, PAD, top + height + PAD + (i + 0.5) * LINE);
  });
  return canvas;
}

/** A line broken at its spaces so that each piece fits. */
function wrapped(ctx: Context, line: string, width: number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const word of line.split(' ')) {
    const longer = piece ? `${piece} ${word}` : word;
    if (piece && ctx.measureText(longer).width > width) {
      pieces.push(piece);
      piece = word;
    } else piece = longer;
  }
  return [...pieces, piece];
}

function ofPictures(named: Named, pictures: readonly PanelPicture[]): HTMLCanvasElement {
  const widest = Math.max(...pictures.map(({ canvas }) => canvas.clientWidth));
  const heights = pictures.map(({ canvas }) => canvas.clientHeight + ROW + 8);
  return paintSheet({
    ...named,
    width: Math.max(LEAST_WIDTH, widest),
    height: heights.reduce((sum, height) => sum + height, 0),
    scale: Math.max(2, devicePixelRatio),
    paint(ctx, top) {
      let at = top;
      for (const [i, { canvas, title: name }] of pictures.entries()) {
        ctx.font = `11px ${CHART_FAMILY}`;
        ctx.fillStyle = tokenOf('muted');
        ctx.fillText(name, PAD, at + 12);
        ctx.drawImage(canvas, PAD, at + ROW, canvas.clientWidth, canvas.clientHeight);
        at += heights[i] ?? 0;
      }
    },
  });
}

function ofTable(named: Named): HTMLCanvasElement {
  const { columns, rows } = named.exports.table();
  const shown = rows.slice(0, MOST_ROWS);
  const each = TABLE_WIDTH / Math.max(1, columns.length);
  return paintSheet({
    ...named,
    width: TABLE_WIDTH,
    height: (shown.length + 1) * ROW,
    scale: 2,
    paint(ctx, top) {
      const write = (cells: readonly string[], at: number): void => {
        cells.forEach((cell, i) => {
          ctx.fillText(cell, PAD + i * each, at, each - 8);
        });
      };
      ctx.font = `12px ${CHART_FAMILY}`;
      ctx.fillStyle = tokenOf('muted');
      write(columns.map(columnTitle), top + 14);
      ctx.fillStyle = tokenOf('text');
      shown.forEach((row, r) => {
        const cells = columns.map((column, c) => shownCell(row[c] ?? null, column));
        write(cells, top + (r + 1) * ROW + 14);
      });
    },
  });
}

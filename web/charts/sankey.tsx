// A flow diagram: what comes in at the left and where it goes, ribbons as wide as what flows through them.
import { type DisplayUnit, formatText } from '../format.ts';
import { colourOf } from '../theme.ts';
import { chartFont, chartTextPx } from './chartFont.ts';
import { Drawing, type Region, type Size } from './drawing.tsx';
import {
  type FlowLink,
  type FlowNode,
  layOutFlow,
  type PlacedLink,
  type PlacedNode,
} from './sankeyLayout.ts';

export type { FlowLink, FlowNode } from './sankeyLayout.ts';

interface SankeyProps {
  readonly label: string;
  readonly nodes: readonly FlowNode[];
  readonly links: readonly FlowLink[];
  readonly unit: DisplayUnit;
  readonly digits?: number;
  /** A node's page or selection. */
  onOpen?(id: string): void;
  readonly canvasRef?: (canvas: HTMLCanvasElement | null) => void;
  /** The line under the picture while nothing is pointed at: the residual. */
  readonly hint?: string;
}

const BAR = 5;
const RIBBON_ALPHA = 0.42;
const POINTED_ALPHA = 0.75;
const FAINT_ALPHA = 0.16;

export function Sankey({
  label,
  nodes,
  links,
  unit,
  digits,
  onOpen,
  canvasRef,
  hint,
}: SankeyProps) {
  const show = (value: number): string =>
    formatText(value, unit, digits === undefined ? {} : { digits });
  const version = JSON.stringify([nodes, links.map(({ value }) => show(value)), hint]);
  return (
    <Drawing
      label={label}
      version={version}
      canvasRef={canvasRef}
      {...(hint === undefined ? {} : { hint })}
      {...(onOpen ? { onOpen } : {})}
      draw={(ctx, size, pointed) => drawFlow(ctx, size, pointed, nodes, links, show)}
    />
  );
}

function drawFlow(
  ctx: CanvasRenderingContext2D,
  { width, height }: Size,
  pointed: string | undefined,
  nodes: readonly FlowNode[],
  links: readonly FlowLink[],
  show: (value: number) => string,
): readonly Region[] {
  const line = chartTextPx() * 1.25;
  const lastLabels = nodes.map(({ label }) => ctx.measureText(label).width);
  const right = Math.min(width * 0.3, Math.max(40, ...lastLabels) + 10);
  const layout = layOutFlow(nodes, links, {
    width,
    height: height - line * 1.3,
    bar: BAR,
    gap: line * 2.1,
    right,
  });
  for (const link of layout.links) {
    const lit =
      pointed === undefined ? RIBBON_ALPHA : touches(link, pointed) ? POINTED_ALPHA : FAINT_ALPHA;
    drawRibbon(ctx, link, lit);
  }
  for (const node of layout.nodes) {
    ctx.fillStyle = colourOf(node.ink);
    ctx.fillRect(node.x, node.y, BAR, node.height);
  }
  const labelled = layout.nodes.map((node) =>
    drawLabel(ctx, node, node.last ? width - node.x : layout.columnWidth, line, show),
  );
  return labelled.map(({ node, labelHeight }) => ({
    id: node.id,
    text: sentenceOf(node, layout.links, layout.nodes, show),
    left: node.x - 4,
    top: node.y - 2,
    width: Math.min(width - node.x, 130),
    height: Math.max(node.height, labelHeight) + 4,
  }));
}

function touches({ from, to }: FlowLink, id: string): boolean {
  return from === id || to === id;
}

function drawRibbon(ctx: CanvasRenderingContext2D, link: PlacedLink, alpha: number): void {
  const { x0, x1, y0, y1, ink } = link;
  // A ribbon thinner than a pixel would not be seen.
  const height = Math.max(1, link.height);
  const middle = (x0 + x1) / 2;
  ctx.globalAlpha = alpha;
  ctx.fillStyle = colourOf(ink);
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.bezierCurveTo(middle, y0, middle, y1, x1, y1);
  ctx.lineTo(x1, y1 + height);
  ctx.bezierCurveTo(middle, y1 + height, middle, y0 + height, x0, y0 + height);
  ctx.fill();
  ctx.globalAlpha = 1;
}

/** Name and value beside the bar, at the middle of a tall node, from the top of a small one. */
function drawLabel(
  ctx: CanvasRenderingContext2D,
  node: PlacedNode,
  widthPx: number,
  line: number,
  show: (value: number) => string,
) {
  const x = node.x + BAR + 6;
  const tall = node.height > 2.4 * line;
  const y = tall
    ? node.y + node.height / 2 - line / 2
    : node.y + Math.min(node.height / 2, line / 2);
  const room = Math.max(20, widthPx - BAR - 10);
  ctx.textBaseline = 'middle';
  ctx.font = chartFont(500);
  ctx.fillStyle = colourOf('text');
  ctx.fillText(node.label, x, y, room);
  ctx.font = chartFont();
  ctx.fillStyle = colourOf('muted');
  ctx.fillText(show(node.value), x, y + line, room);
  return { node, labelHeight: 2 * line };
}

/** `UPS 24.1 MW, from 20 kV 24.1 MW, to IT 23.6 MW, to UPS loss 0.5 MW`, arrows for words. */
function sentenceOf(
  node: PlacedNode,
  links: readonly PlacedLink[],
  nodes: readonly PlacedNode[],
  show: (value: number) => string,
): string {
  const nameOf = (id: string): string => nodes.find((one) => one.id === id)?.label ?? id;
  const into = links
    .filter(({ to }) => to === node.id)
    .map(({ from, value }) => `← ${nameOf(from)} ${show(value)}`);
  const out = links
    .filter(({ from }) => from === node.id)
    .map(({ to, value }) => `→ ${nameOf(to)} ${show(value)}`);
  return [`${node.label} ${show(node.value)}`, ...into, ...out].join(' · ');
}

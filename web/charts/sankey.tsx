// A flow diagram: what comes in at the left and where it goes, ribbons as wide as what flows through them.
import { type DisplayUnit, formatText } from '../format.ts';
import { colourOf } from '../theme.ts';
import { chartFont, chartTextPx } from './chartFont.ts';
import { Drawing, type Region, type Size } from './drawing.tsx';
import { type PlacedLabel, placeLabels } from './sankeyLabels.ts';
import {
  type FlowLink,
  type FlowNode,
  flowAt,
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
/** Between a bar and its words. */
const LABEL_GAP = 6;
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
  const texts = nodes.map(({ id, label }) => ({ id, label, value: show(flowAt(links, id)) }));
  const widthOf = ({ label, value }: { label: string; value: string }): number => {
    ctx.font = chartFont(500);
    const name = ctx.measureText(`${label} `).width;
    ctx.font = chartFont();
    return name + ctx.measureText(value).width;
  };
  const ends = texts.filter(({ id }) => !links.some(({ from, value }) => from === id && value > 0));
  const right = Math.min(width * 0.6, Math.max(40, ...ends.map(widthOf)) + BAR + LABEL_GAP + 1);
  const layout = layOutFlow(nodes, links, {
    width,
    height: height - line,
    ...{ bar: BAR, right },
    gap: line * 1.15,
    innerGap: line * 2.2,
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
  const labels = placeLabels(layout.nodes, { line, height, gap: LABEL_GAP, bar: BAR });
  for (const label of labels) drawLabel(ctx, label, line, show);
  return layout.nodes.map((node) => {
    const label = labels.find((one) => one.node.id === node.id);
    const top = Math.min(node.y, label?.top ?? node.y);
    const bottom = Math.max(node.y + node.height, label ? label.top + label.height : 0);
    return {
      id: node.id,
      text: sentenceOf(node, layout.links, layout.nodes, show),
      left: node.x - 4,
      top,
      width: BAR + 4 + Math.min(node.room, 130),
      height: bottom - top,
    };
  });
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

/** Name and value beside the bar: in one line at the end of the flow, in two within it. */
function drawLabel(
  ctx: CanvasRenderingContext2D,
  { node, x, top, room, lines }: PlacedLabel,
  line: number,
  show: (value: number) => string,
): void {
  const name = lines === 1 ? `${node.label} ` : node.label;
  ctx.textBaseline = 'middle';
  ctx.font = chartFont(500);
  ctx.fillStyle = colourOf('text');
  const nameWidth = ctx.measureText(name).width;
  ctx.fillText(name, x, top + line / 2, room);
  ctx.font = chartFont();
  // Over a ribbon the quiet ink is too faint to read.
  ctx.fillStyle = colourOf(lines === 2 ? 'text' : 'muted');
  if (lines === 2) ctx.fillText(show(node.value), x, top + line * 1.5, room);
  else ctx.fillText(show(node.value), x + nameWidth, top + line / 2, Math.max(1, room - nameWidth));
}

/** `UPS 24.1 MW, from 20 kV 24.1 MW, to IT 23.6 MW, to UPS loss 0.5 MW`, arrows for words. */
function sentenceOf(
  node: PlacedNode,
  links: readonly PlacedLink[],
  nodes: readonly PlacedNode[],
  show: (value: number) => string,
): string {
  const nameOf = (id: string): string => calledOf(nodes.find((one) => one.id === id)) ?? id;
  const into = links
    .filter(({ to }) => to === node.id)
    .map(({ from, value }) => `← ${nameOf(from)} ${show(value)}`);
  const out = links
    .filter(({ from }) => from === node.id)
    .map(({ to, value }) => `→ ${nameOf(to)} ${show(value)}`);
  return [`${calledOf(node)} ${show(node.value)}`, ...into, ...out].join(' · ');
}

function calledOf(node: FlowNode | undefined): string | undefined {
  return node?.label || node?.name;
}

// Where nodes and ribbons of a flow stand: columns by distance from the source, heights in proportion to what flows.

export interface FlowNode {
  readonly id: string;
  /** Drawn beside it; a node that only passes on, as a busbar does, may have none and stands close to the one before. */
  readonly label: string;
  /** What it is called when it is pointed at, where it has no label. */
  readonly name?: string;
  /** Token of theme.css. */
  readonly ink: string;
  /** 0 at the left; one after its furthest source unless told. */
  readonly column?: number;
}

export interface FlowLink {
  readonly from: string;
  readonly to: string;
  /** In the base unit; nothing is drawn for zero, less, or what is not known. */
  readonly value: number;
  /** Token of theme.css; the target's unless told. */
  readonly ink?: string;
}

export interface PlacedNode extends FlowNode {
  readonly column: number;
  /** The larger of what comes in and what goes out. */
  readonly value: number;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly last: boolean;
  /** From its bar to the next column's, or to the edge. */
  readonly room: number;
}

export interface PlacedLink extends FlowLink {
  readonly ink: string;
  readonly x0: number;
  readonly x1: number;
  /** Tops at either end. */
  readonly y0: number;
  readonly y1: number;
  readonly height: number;
}

export interface FlowLayout {
  readonly nodes: readonly PlacedNode[];
  readonly links: readonly PlacedLink[];
}

interface Room {
  readonly width: number;
  readonly height: number;
  /** Width of a node's bar. */
  readonly bar: number;
  /** Between nodes of a column: room for a label; of the last column and of those before it. */
  readonly gap: number;
  readonly innerGap?: number;
  /** Kept free at the right for the labels of the last column. */
  readonly right: number;
}

/** Nodes of a column stand in the order given. Links must not run in circles. */
export function layOutFlow(
  nodes: readonly FlowNode[],
  links: readonly FlowLink[],
  room: Room,
): FlowLayout {
  const flowing = links.filter(({ value }) => value > 0);
  const columns = columnsOf(nodes, flowing);
  const throughOf = (id: string): number => flowAt(flowing, id);
  const kept = nodes.filter(({ id }) => throughOf(id) > 0);
  const deepest = Math.max(1, ...kept.map(({ id }) => columns.get(id) ?? 0));
  const gapIn = (column: number): number =>
    column === deepest ? room.gap : (room.innerGap ?? room.gap);
  const scale = scaleFor(kept, columns, throughOf, room.height, gapIn);
  const lefts = leftsOf(kept, columns, deepest, room.width - room.right - room.bar);
  const nextY = new Map<number, number>();
  const placed = kept.map((node) => {
    const column = columns.get(node.id) ?? 0;
    const y = nextY.get(column) ?? 0;
    const value = throughOf(node.id);
    const height = Math.max(1, value * scale);
    nextY.set(column, y + height + gapIn(column));
    const x = lefts[column] ?? 0;
    const last = column === deepest;
    const end = last ? room.width : (lefts[column + 1] ?? 0);
    return { ...node, column, value, x, y, height, last, room: end - x - room.bar };
  });
  return { nodes: placed, links: placeLinks(placed, flowing, scale, room.bar) };
}

/** A column without a label needs so much of the width of one that has. */
const UNLABELLED_WIDTH = 0.3;

/** Where each column's bars begin. */
function leftsOf(
  nodes: readonly FlowNode[],
  columns: ReadonlyMap<string, number>,
  deepest: number,
  width: number,
): readonly number[] {
  const weights = Array.from({ length: deepest }, (_, column) =>
    nodes.some(({ id, label }) => columns.get(id) === column && label !== '')
      ? 1
      : UNLABELLED_WIDTH,
  );
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const lefts = [0];
  for (const weight of weights) lefts.push((lefts.at(-1) ?? 0) + (weight / whole) * width);
  return lefts;
}

/** What flows through a node: the larger of what comes in and what goes out. */
export function flowAt(links: readonly FlowLink[], id: string): number {
  const known = links.filter(({ value }) => value > 0);
  return Math.max(sumAt(known, 'to', id), sumAt(known, 'from', id));
}

function sumAt(links: readonly FlowLink[], end: 'from' | 'to', id: string): number {
  return links.reduce((sum, link) => (link[end] === id ? sum + link.value : sum), 0);
}

function columnsOf(nodes: readonly FlowNode[], links: readonly FlowLink[]): Map<string, number> {
  const columns = new Map(nodes.map(({ id, column }) => [id, column ?? 0]));
  const free = new Set(nodes.filter(({ column }) => column === undefined).map(({ id }) => id));
  // A chain of n nodes is settled after n rounds; a circle would never be.
  for (let round = 0; round < nodes.length; round++) {
    for (const { from, to } of links) {
      const least = (columns.get(from) ?? 0) + 1;
      if (free.has(to) && (columns.get(to) ?? 0) < least) columns.set(to, least);
    }
  }
  return columns;
}

/** Pixels for one of the unit, so that the fullest column just fits. */
function scaleFor(
  nodes: readonly FlowNode[],
  columns: ReadonlyMap<string, number>,
  throughOf: (id: string) => number,
  height: number,
  gapIn: (column: number) => number,
): number {
  const sums = new Map<number, { value: number; count: number }>();
  for (const { id } of nodes) {
    const column = columns.get(id) ?? 0;
    const sum = sums.get(column) ?? { value: 0, count: 0 };
    sums.set(column, { value: sum.value + throughOf(id), count: sum.count + 1 });
  }
  const scales = [...sums].map(
    ([column, { value, count }]) => Math.max(0, height - gapIn(column) * (count - 1)) / value,
  );
  return scales.length > 0 ? Math.min(...scales) : 0;
}

/** Ribbons leave and arrive in the order of the nodes at their other end, so that they cross as little as can be. */
function placeLinks(
  nodes: readonly PlacedNode[],
  links: readonly FlowLink[],
  scale: number,
  bar: number,
): PlacedLink[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const top = (id: string): number => byId.get(id)?.y ?? 0;
  const sorted = [...links].sort((a, b) => top(a.from) - top(b.from) || top(a.to) - top(b.to));
  const left = new Map<string, number>();
  const right = new Map<string, number>();
  return sorted.flatMap((link) => {
    const from = byId.get(link.from);
    const to = byId.get(link.to);
    if (!from || !to) return [];
    const height = link.value * scale;
    const y0 = right.get(from.id) ?? from.y;
    const y1 = left.get(to.id) ?? to.y;
    right.set(from.id, y0 + height);
    left.set(to.id, y1 + height);
    return [{ ...link, ink: link.ink ?? to.ink, x0: from.x + bar, x1: to.x, y0, y1, height }];
  });
}

// Where the words of a flow's nodes stand: beside their bars, none over another, all of them within the picture.
import type { PlacedNode } from './sankeyLayout.ts';

export interface PlacedLabel {
  readonly node: PlacedNode;
  readonly x: number;
  readonly top: number;
  readonly height: number;
  /** Width that the words have. */
  readonly room: number;
  /** Name and value in one line, or the value under the name. */
  readonly lines: 1 | 2;
}

interface LabelRoom {
  /** Height of a line of text. */
  readonly line: number;
  /** Of the whole picture. */
  readonly height: number;
  /** Between a bar and its words. */
  readonly gap: number;
  readonly bar: number;
}

/** At the middle of each bar, moved up or down in its column as little as keeps them apart and inside. */
export function placeLabels(nodes: readonly PlacedNode[], at: LabelRoom): readonly PlacedLabel[] {
  const labelled = nodes.filter(({ label }) => label !== '');
  const columns = new Set(labelled.map(({ column }) => column));
  return [...columns].flatMap((column) =>
    apart(
      labelled.filter((node) => node.column === column).map((node) => wished(node, at)),
      at.height,
    ),
  );
}

function wished(node: PlacedNode, { line, gap, bar }: LabelRoom): PlacedLabel {
  const lines = node.last ? 1 : 2;
  const height = lines * line;
  const top = node.y + node.height / 2 - height / 2;
  return { node, x: node.x + bar + gap, top, height, room: node.room - gap, lines };
}

/** Down from the first, then up from the foot. */
function apart(labels: readonly PlacedLabel[], height: number): PlacedLabel[] {
  const down: PlacedLabel[] = [];
  for (const label of labels) {
    const before = down.at(-1);
    const least = before ? before.top + before.height : 0;
    down.push({ ...label, top: Math.max(label.top, least) });
  }
  const up: PlacedLabel[] = [];
  for (const label of down.reverse()) {
    const below = up.at(-1);
    const most = (below ? below.top : height) - label.height;
    up.push({ ...label, top: Math.min(label.top, most) });
  }
  return up.reverse();
}

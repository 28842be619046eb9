import { expect, test } from 'vitest';
import { type FlowLink, type FlowNode, layOutFlow } from './sankeyLayout.ts';

const NODES: readonly FlowNode[] = [
  'grid',
  'mv',
  'ups',
  'it',
  'upsLoss',
  'cooling',
  'gpus',
  'other',
].map((id) => ({ id, label: id, ink: 'power' }));
const LINKS: readonly FlowLink[] = [
  { from: 'grid', to: 'mv', value: 26.4 },
  { from: 'mv', to: 'ups', value: 24.9 },
  { from: 'mv', to: 'cooling', value: 1.5 },
  { from: 'ups', to: 'it', value: 24.2 },
  { from: 'ups', to: 'upsLoss', value: 0.7 },
  { from: 'it', to: 'gpus', value: 15.1 },
  { from: 'it', to: 'other', value: 9.1 },
];
const ROOM = { width: 600, height: 300, bar: 5, gap: 20, right: 80 };
const layout = layOutFlow(NODES, LINKS, ROOM);
const node = (id: string) => layout.nodes.find((one) => one.id === id);

test('every ribbon runs to the right', () => {
  for (const { x0, x1 } of layout.links) expect(x1).toBeGreaterThan(x0);
});

test('what is twice as much is twice as high, on one scale for all', () => {
  const scale = (node('grid')?.height ?? 0) / 26.4;
  for (const { value, height } of layout.links) expect(height).toBeCloseTo(value * scale, 9);
  for (const { value, height } of layout.nodes) expect(height).toBeCloseTo(value * scale, 9);
});

test('nothing stands outside its room, and nodes of a column do not touch', () => {
  for (const one of layout.nodes) {
    expect(one.y + one.height).toBeLessThanOrEqual(ROOM.height + 1e-9);
    expect(one.x).toBeLessThanOrEqual(ROOM.width - ROOM.right);
    const below = layout.nodes.filter((other) => other.column === one.column && other.y > one.y);
    for (const other of below)
      expect(other.y - (one.y + one.height)).toBeGreaterThanOrEqual(20 - 1e-9);
  }
});

test('ribbons leave a node side by side, within its height', () => {
  const out = layout.links.filter(({ from }) => from === 'ups');
  const [first, second] = out;
  expect(first?.y0).toBe(node('ups')?.y);
  expect(second?.y0).toBeCloseTo((first?.y0 ?? 0) + (first?.height ?? 0), 9);
});

test('what does not flow or is not known is not drawn', () => {
  const some = layOutFlow(
    NODES,
    [
      ...LINKS.slice(0, 2),
      { from: 'mv', to: 'cooling', value: Number.NaN },
      { from: 'ups', to: 'it', value: 0 },
    ],
    ROOM,
  );
  expect(some.nodes.map(({ id }) => id)).toEqual(['grid', 'mv', 'ups']);
  expect(some.links).toHaveLength(2);
  expect(layOutFlow(NODES, [], ROOM)).toMatchObject({ nodes: [], links: [] });
});

// Events as causes with their consequences under them, filtered without tearing a tree apart.
import type { EventRecord } from '../../../server/contract/event.ts';
import { asTheyHappened, newestFirst } from '../../../server/contract/eventOrder.ts';

export interface EventNode {
  readonly event: EventRecord;
  /** What it caused, oldest first. */
  readonly under: readonly EventNode[];
}

export interface EventFilter {
  readonly severity: EventRecord['severity'] | undefined;
  readonly kind: EventRecord['kind'] | undefined;
  readonly words: string;
  /** Machine name of what happened: `xid.94`. */
  readonly code?: string | undefined;
  /** Whether a place lies in the one that was asked for; without it, all do. */
  readonly within?: ((place: string | null) => boolean) | undefined;
  /** Only what one event caused, and what caused it. */
  readonly event?: number | undefined;
}

/** Roots newest first. An event whose cause is not in the list is a root. */
export function eventTree(events: readonly EventRecord[]): readonly EventNode[] {
  const known = new Set(events.map(({ id }) => id));
  const children = new Map<number, EventRecord[]>();
  const roots: EventRecord[] = [];
  for (const event of events) {
    if (event.cause === null || !known.has(event.cause) || event.cause === event.id) {
      roots.push(event);
    } else {
      children.set(event.cause, [...(children.get(event.cause) ?? []), event]);
    }
  }
  const node = (event: EventRecord): EventNode => ({
    event,
    under: (children.get(event.id) ?? []).sort(asTheyHappened).map(node),
  });
  return roots.sort(newestFirst).map(node);
}

/** What stands, under what caused it as far as that is known, whether it stands itself or not. */
export function standingTree(events: readonly EventRecord[]): readonly EventNode[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  const shown = new Map<number, EventRecord>();
  for (const standing of events) {
    if (standing.untilMs !== null) continue;
    let event: EventRecord | undefined = standing;
    while (event && !shown.has(event.id)) {
      shown.set(event.id, event);
      event = event.cause === null ? undefined : byId.get(event.cause);
    }
  }
  return [...eventTree([...shown.values()])].sort((a, b) => gravest(a) - gravest(b));
}

const GRAVITY = { critical: 0, warning: 1, info: 2 } as const;
const SEVERITIES_BY_GRAVITY = ['critical', 'warning', 'info'] as const;

/** Of what stands in a tree; what only led to it does not count. */
export function gravest({ event, under }: EventNode): number {
  const own = event.untilMs === null ? GRAVITY[event.severity] : GRAVITY.info;
  return Math.min(own, ...under.map(gravest));
}

/** The gravest that stands under an event; undefined when the event stands itself and is as grave. */
export function graverStanding(node: EventNode): EventRecord['severity'] | undefined {
  const { event, under } = node;
  const found = Math.min(GRAVITY.info, ...under.map(gravest));
  if (event.untilMs === null && found >= GRAVITY[event.severity]) return undefined;
  return SEVERITIES_BY_GRAVITY[found];
}

/** The gravest of all that an event caused; undefined when nothing is graver than the event itself. */
export function graverUnder({ event, under }: EventNode): EventRecord['severity'] | undefined {
  const worst = (nodes: readonly EventNode[]): number =>
    Math.min(
      GRAVITY.info,
      ...nodes.map((one) => Math.min(GRAVITY[one.event.severity], worst(one.under))),
    );
  const found = worst(under);
  if (found >= GRAVITY[event.severity]) return undefined;
  return found === GRAVITY.critical ? 'critical' : 'warning';
}

/** Trees in which something matches, whole; `textOf` is what the words are looked for in. */
export function matching(
  roots: readonly EventNode[],
  filter: EventFilter,
  textOf: (event: EventRecord) => string,
): readonly EventNode[] {
  const words = filter.words.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (event: EventRecord): boolean =>
    (filter.severity === undefined || event.severity === filter.severity) &&
    (filter.kind === undefined || event.kind === filter.kind) &&
    (filter.code === undefined || event.code === filter.code) &&
    (filter.event === undefined || event.id === filter.event) &&
    (filter.within === undefined || filter.within(event.place)) &&
    words.every((word) => textOf(event).toLowerCase().includes(word));
  const some = ({ event, under }: EventNode): boolean => fits(event) || under.some(some);
  return roots.filter(some);
}

export function countUnder({ under }: EventNode): number {
  return under.reduce((sum, node) => sum + 1 + countUnder(node), 0);
}

export interface EventRow {
  readonly node: EventNode;
  readonly depth: number;
}

/** The rows of a list in which some nodes are open. */
export function openRows(roots: readonly EventNode[], open: ReadonlySet<number>): EventRow[] {
  const rows: EventRow[] = [];
  const add = (node: EventNode, depth: number): void => {
    rows.push({ node, depth });
    if (open.has(node.event.id)) for (const below of node.under) add(below, depth + 1);
  };
  for (const root of roots) add(root, 0);
  return rows;
}

/** Ids of the nodes above an event, from its root down, and its own: what has to be open so that its row stands there. */
export function pathTo(roots: readonly EventNode[], id: number): readonly number[] {
  for (const { event, under } of roots) {
    if (event.id === id) return [id];
    const below = pathTo(under, id);
    if (below.length > 0) return [event.id, ...below];
  }
  return [];
}

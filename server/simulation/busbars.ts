// The switches of the busbars: each hangs on its own feed and transformer, on a neighbour, on the gensets, or on nothing.
import type { Gensets } from './gensets.ts';
import type { Outages } from './outages.ts';
import type { Twin } from './twin.ts';

export interface Busbars {
  readonly count: number;
  /** Moves on to a second: every switch that moves in it. */
  settle(second: number): void;
  /** The next second at which something can move by itself. */
  nextS(second: number): number;
  onGrid(bus: number): boolean;
  /** Share of the load of a bus that gensets carry, when all that they are asked for is `demandW`. */
  gensetRatio(bus: number, demandW: number): number;
  /** Feed that the transformer of a bus hangs on, or -1 while it carries nothing. */
  carrierOf(bus: number): number;
}

/** How a bus is fed. */
const OWN = 0;
const COUPLED = 1;
const DEAD = 2;
const GENSETS = 3;

const NEVER = Number.POSITIVE_INFINITY;
const NO_FEED = -1;

interface State {
  readonly source: Uint8Array;
  /** Second at which the coupler of a dead bus closes, or a coupled one goes back to its own feed. */
  readonly switchS: Float64Array;
  /** Feed that carries the transformer of a coupled bus. */
  readonly carrier: Int32Array;
  /** Second at which the grid takes the site back from the gensets. */
  returnS: number;
  second: number;
}

interface Context {
  readonly twin: Twin;
  readonly outages: Outages;
  readonly gensets: Gensets;
  readonly state: State;
  readonly ownFeed: Int32Array;
}

/** One busbar a transformer; everything is in service at first. */
export function createBusbars(twin: Twin, outages: Outages, gensets: Gensets): Busbars {
  const count = twin.places.count('transformer');
  const state: State = {
    source: new Uint8Array(count).fill(OWN),
    switchS: new Float64Array(count).fill(NEVER),
    carrier: new Int32Array(count),
    returnS: NEVER,
    second: twin.startMs / 1_000,
  };
  twin.memory.keep('busbars', state);
  const ownFeed = twin.places.ancestors('transformer', 'feed');
  const context: Context = { twin, outages, gensets, state, ownFeed };
  outages.askLoad((feed, second) => loadInS(context, feed, second));
  return {
    count,
    settle(second) {
      state.second = second;
      settle(context, second);
    },
    nextS(second) {
      let next = Math.min(outages.nextS, gensets.nextS(second), state.returnS);
      for (const switchS of state.switchS) next = Math.min(next, switchS);
      return Math.max(second + 1, next);
    },
    onGrid: (bus) => onGrid(context, bus),
    // As many steps as they have taken, and no more than they can bear.
    gensetRatio: (bus, demandW) =>
      state.source[bus] === GENSETS
        ? Math.min(gensets.stepRatio(state.second), gensets.closedW / demandW)
        : 0,
    carrierOf: (bus) => carrierOf(context, bus),
  };
}

function onGrid({ state }: Context, bus: number): boolean {
  return (state.source[bus] as number) <= COUPLED;
}

function carrierOf({ outages, state, ownFeed }: Context, bus: number): number {
  if (outages.isDown('transformer', bus)) return NO_FEED;
  if (state.source[bus] === OWN) return ownFeed[bus] as number;
  return state.source[bus] === COUPLED ? (state.carrier[bus] as number) : NO_FEED;
}

/** Until a feed that is live again carries one of its own busbars, if nothing fails; 0 where none waits for it. */
function loadInS({ twin, outages, state, ownFeed }: Context, feed: number, second: number): number {
  const { retransferS } = twin.hardware.power;
  let least = NEVER;
  for (let b = 0; b < state.source.length; b++) {
    if (ownFeed[b] !== feed || outages.isDown('transformer', b)) continue;
    if (state.source[b] === COUPLED && state.carrier[b] !== feed)
      least = Math.min(least, retransferS);
    if (state.source[b] !== GENSETS) continue;
    least = Math.min(least, state.returnS === NEVER ? retransferS : state.returnS - second);
  }
  return least === NEVER ? 0 : Math.max(1, least);
}

/** Every switch that moves at this second. */
function settle(c: Context, second: number): void {
  const { outages, gensets, state } = c;
  outages.apply(second);
  inOrder(c, second, settleBus);
  const path = hasPath(c);
  gensets.settle(second, !path, state.source.includes(GENSETS));
  settleGensets(c, second, path);
}

/** Buses without a transformer of their own hang on one that is fed: they come second. */
function inOrder(
  c: Context,
  second: number,
  visit: (c: Context, bus: number, second: number) => void,
): void {
  const buses = c.state.source.length;
  for (let b = 0; b < buses; b++) if (!c.outages.isDown('transformer', b)) visit(c, b, second);
  for (let b = 0; b < buses; b++) if (c.outages.isDown('transformer', b)) visit(c, b, second);
}

/** Some feed is live, and some transformer can carry it. */
function hasPath(c: Context): boolean {
  return anyUp(c, 'feed') && anyUp(c, 'transformer');
}

function anyUp({ outages, twin }: Context, kind: 'feed' | 'transformer'): boolean {
  for (let i = 0; i < twin.places.count(kind); i++) if (!outages.isDown(kind, i)) return true;
  return false;
}

function settleBus(c: Context, bus: number, second: number): void {
  const { state } = c;
  if (state.source[bus] === GENSETS) return;
  const own = ownWay(c, bus);
  if (state.source[bus] === OWN && !own) cut(state, bus);
  if (state.source[bus] === COUPLED) settleCoupled(c, bus, second, own);
  if (state.source[bus] !== DEAD) return;
  if (own) feedBy(state, bus, OWN);
  else if (!hasPath(c)) state.switchS[bus] = NEVER;
  else if (state.switchS[bus] === NEVER) {
    state.switchS[bus] = second + c.twin.hardware.power.transferS;
  } else if (second >= (state.switchS[bus] as number)) couple(c, bus);
}

function settleCoupled(c: Context, bus: number, second: number, own: boolean): void {
  const { state } = c;
  if (!coupledWay(c, bus)) cut(state, bus);
  else if (!own) state.switchS[bus] = NEVER;
  else if (state.switchS[bus] === NEVER) {
    state.switchS[bus] = second + c.twin.hardware.power.retransferS;
  } else if (second >= (state.switchS[bus] as number)) feedBy(state, bus, OWN);
}

function ownWay({ outages, ownFeed }: Context, bus: number): boolean {
  return !outages.isDown('transformer', bus) && !outages.isDown('feed', ownFeed[bus] as number);
}

/** The carrier of its transformer is live, or, without a transformer of its own, a neighbour is fed. */
function coupledWay(c: Context, bus: number): boolean {
  const { outages, state } = c;
  if (!outages.isDown('transformer', bus)) {
    return !outages.isDown('feed', state.carrier[bus] as number);
  }
  return state.source.some((_, other) => onGrid(c, other) && carrierOf(c, other) !== NO_FEED);
}

function cut(state: State, bus: number): void {
  state.source[bus] = DEAD;
  state.switchS[bus] = NEVER;
}

function feedBy(state: State, bus: number, source: number): void {
  state.source[bus] = source;
  state.switchS[bus] = NEVER;
}

/** Feeds that are live take over in turn; a bus whose neighbours are all dead waits another second. */
function couple(c: Context, bus: number): void {
  const { outages, state, twin } = c;
  const feeds = twin.places.count('feed');
  for (let i = 0; i < feeds; i++) {
    const feed = (bus + i) % feeds;
    if (outages.isDown('feed', feed)) continue;
    state.carrier[bus] = feed;
    break;
  }
  if (coupledWay(c, bus)) feedBy(state, bus, COUPLED);
}

/** The gensets take dead buses, and give them back once the grid has stood for a while. */
function settleGensets(c: Context, second: number, path: boolean): void {
  const { gensets, state, twin } = c;
  for (let b = 0; b < state.source.length; b++) {
    if (state.source[b] === DEAD && !path && gensets.closed > 0) feedBy(state, b, GENSETS);
    if (state.source[b] === GENSETS && gensets.closed === 0) cut(state, b);
  }
  if (!state.source.includes(GENSETS) || !path) state.returnS = NEVER;
  else if (state.returnS === NEVER) state.returnS = second + twin.hardware.power.retransferS;
  else if (second >= state.returnS) {
    inOrder(c, second, takeBack);
    state.returnS = NEVER;
    gensets.settle(second, false, false);
  }
}

/** Without a break: both sides run in step while the breakers change. */
function takeBack(c: Context, bus: number): void {
  if (c.state.source[bus] !== GENSETS) return;
  if (ownWay(c, bus)) feedBy(c.state, bus, OWN);
  else {
    cut(c.state, bus);
    couple(c, bus);
  }
}

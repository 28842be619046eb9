// Where the power of a step comes from: its stretches between two switches, and what they mean for each busbar and genset.
import { type Busbars, createBusbars } from './busbars.ts';
import type { Gensets } from './gensets.ts';
import type { Outages } from './outages.ts';
import type { Twin } from './twin.ts';

/** A stretch of a step in which no switch moves. By bus: index segment * buses + bus. */
interface Segments {
  count: number;
  readonly seconds: number[];
  /** 1 where the grid feeds the bus. */
  readonly onGrid: number[];
  /** Share of its load that the gensets carry. */
  readonly onGensets: number[];
  /** Feed that the transformer of the bus hangs on, or -1 while it carries nothing. */
  readonly feedOf: number[];
}

export interface Supply {
  readonly buses: number;
  readonly segments: Segments;
  /** Mean over the step, by bus: on the grid, and on gensets. */
  readonly gridRatio: Float64Array;
  readonly gensetRatio: Float64Array;
  /** Share of the step in which each feed was live. */
  readonly liveRatio: Float64Array;
  /** Seconds on the busbar of each genset, each weighted with its share of the load. */
  readonly gensetShareS: Float64Array;
  readonly gensetRunS: Float64Array;
  /** Moves through (fromS, toS]. `demandW` is what the gensets would have to carry; `see` is told of every switch. */
  advance(fromS: number, toS: number, demandW: number, see: (second: number) => void): void;
  /** Share of a load on a bus that has a source now; `gensetShare` of it has room on the gensets. */
  fedRatio(bus: number, gensetShare: number): number;
}

interface Context {
  readonly outages: Outages;
  readonly gensets: Gensets;
  readonly busbars: Busbars;
  readonly supply: Supply;
  demandW: number;
}

export function createSupply(twin: Twin, outages: Outages, gensets: Gensets): Supply {
  const busbars = createBusbars(twin, outages, gensets);
  const buses = busbars.count;
  const supply: Supply = {
    buses,
    segments: { count: 0, seconds: [], onGrid: [], onGensets: [], feedOf: [] },
    gridRatio: new Float64Array(buses),
    gensetRatio: new Float64Array(buses),
    liveRatio: new Float64Array(twin.places.count('feed')),
    gensetShareS: new Float64Array(twin.places.count('genset')),
    gensetRunS: new Float64Array(twin.places.count('genset')),
    advance(fromS, toS, demandW, see) {
      context.demandW = demandW;
      begin(supply);
      // What was switched by hand between two steps shows in the first second of the next.
      busbars.settle(fromS);
      see(fromS + 1);
      for (let at = fromS; at < toS; ) {
        const next = Math.min(toS, busbars.nextS(at));
        record(context, next - at, toS - fromS);
        busbars.settle(next);
        see(next);
        at = next;
      }
    },
    fedRatio: (bus, gensetShare) =>
      busbars.onGrid(bus) ? 1 : gensetShare * busbars.gensetRatio(bus, context.demandW),
  };
  const context: Context = { outages, gensets, busbars, supply, demandW: 1 };
  return supply;
}

function begin(supply: Supply): void {
  supply.segments.count = 0;
  supply.gridRatio.fill(0);
  supply.gensetRatio.fill(0);
  supply.liveRatio.fill(0);
  supply.gensetShareS.fill(0);
  supply.gensetRunS.fill(0);
}

function record(c: Context, seconds: number, stepS: number): void {
  const { supply, busbars, demandW } = c;
  const { segments, buses } = supply;
  const k = segments.count++;
  segments.seconds[k] = seconds;
  const weight = seconds / stepS;
  let onGensets = 0;
  for (let b = 0; b < buses; b++) {
    const grid = busbars.onGrid(b);
    const ratio = busbars.gensetRatio(b, demandW);
    segments.onGrid[k * buses + b] = grid ? 1 : 0;
    segments.onGensets[k * buses + b] = ratio;
    segments.feedOf[k * buses + b] = busbars.carrierOf(b);
    if (grid) supply.gridRatio[b] = (supply.gridRatio[b] as number) + weight;
    supply.gensetRatio[b] = (supply.gensetRatio[b] as number) + ratio * weight;
    onGensets += ratio;
  }
  for (let feed = 0; feed < supply.liveRatio.length; feed++) {
    const live = c.outages.isDown('feed', feed) ? 0 : weight;
    supply.liveRatio[feed] = (supply.liveRatio[feed] as number) + live;
  }
  if (c.gensets.closed > 0) shareGensets(c, seconds, onGensets / buses);
}

/** Machines on the busbar share its load equally. */
function shareGensets({ gensets, supply }: Context, seconds: number, ratio: number): void {
  const { gensetShareS, gensetRunS } = supply;
  for (let g = 0; g < gensetRunS.length; g++) {
    if (!gensets.isClosed(g)) continue;
    gensetRunS[g] = (gensetRunS[g] as number) + seconds;
    gensetShareS[g] = (gensetShareS[g] as number) + (seconds * ratio) / gensets.closed;
  }
}

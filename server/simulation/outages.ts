// What of the power chain is down, by command or by chance: feeds, transformers, UPS, gensets; and when each is back.
import { FAULTS, type FaultOf } from '../contract/command.ts';
import type { EventKey } from '../contract/eventText.ts';
import type { HardwareFile } from '../contract/hardware.ts';
import type { ChainPlace } from './actions.ts';
import { draw, gaussian, streamOf, unit } from './random.ts';
import { type Refused, refused } from './refused.ts';
import { report, type Twin } from './twin.ts';

export interface Outages {
  isDown(kind: ChainPlace, index: number): boolean;
  /** Everything that fails or is repaired by itself up to a second. */
  apply(second: number): void;
  /** The next second at which something does. */
  readonly nextS: number;
  /** The latest event that took something away: the cause of what follows from it. */
  readonly latest: number | undefined;
  inject(kind: ChainPlace, index: number, fault: FaultOf<ChainPlace>, second: number): Refused;
  clear(kind: ChainPlace, index: number, second: number): boolean;
  /** From now on the return of a feed says in how many seconds load is back on it; 0 where none has left it. */
  askLoad(loadInS: LoadInS): void;
  /** A genset that was called and did not start. */
  refuseStart(genset: number, second: number, cause: number | undefined): void;
}

type LoadInS = (feed: number, second: number) => number;

/** What fails by chance: the grid as a whole takes every feed with it. */
const CHANCES = ['grid', 'feed', 'transformer', 'ups'] as const;
type Outage = HardwareFile['power']['outages']['feed'];

const DOWN_KEY = {
  feed: 'feed.lost',
  transformer: 'transformer.tripped',
  ups: 'ups.failed',
  genset: 'genset.noStart',
} as const satisfies Record<ChainPlace, EventKey>;
const BACK_KEY = {
  feed: 'feed.back',
  transformer: 'transformer.back',
  ups: 'ups.back',
  genset: 'genset.back',
} as const satisfies Record<ChainPlace, EventKey>;

const YEAR_S = 365.25 * 86_400;
const UP = 0;
const NEVER = Number.POSITIVE_INFINITY;

interface State {
  /** Second at which each part is back; UP in service, NEVER until it is cleared. */
  readonly feed: Float64Array;
  readonly transformer: Float64Array;
  readonly ups: Float64Array;
  readonly genset: Float64Array;
  /** Next failure by chance, in the order of CHANCES. */
  readonly failS: Float64Array;
  nextBackS: number;
  /** Counts the failures, so that each has draws of its own. */
  count: number;
  latest: number | undefined;
}

interface Context {
  readonly twin: Twin;
  readonly state: State;
  readonly stream: number;
  loadInS: LoadInS;
}

export function createOutages(twin: Twin): Outages {
  const inService = (kind: ChainPlace) => new Float64Array(twin.places.count(kind));
  const state: State = {
    feed: inService('feed'),
    transformer: inService('transformer'),
    ups: inService('ups'),
    genset: inService('genset'),
    failS: new Float64Array(CHANCES.length),
    nextBackS: NEVER,
    count: 0,
    latest: undefined,
  };
  const stream = streamOf(twin.seed, 'outages');
  const context: Context = { twin, state, stream, loadInS: () => 0 };
  for (let i = 0; i < CHANCES.length; i++) {
    state.failS[i] = twin.startMs / 1_000 + gapS(context, i);
  }
  twin.memory.keep('outages', state);
  return {
    isDown: (kind, index) => state[kind][index] !== UP,
    apply: (second) => apply(context, second),
    get nextS() {
      return Math.min(state.nextBackS, ...state.failS);
    },
    get latest() {
      return state.latest;
    },
    inject: (kind, index, fault, second) => inject(context, kind, index, fault, second),
    clear(kind, index, second) {
      if (!(index in state[kind]) || state[kind][index] === UP) return false;
      bringBack(context, kind, index, second);
      return true;
    },
    askLoad(loadInS) {
      context.loadInS = loadInS;
    },
    refuseStart(genset, second, cause) {
      const { outages } = twin.hardware.power;
      takeDown(context, 'genset', genset, second, second + repairS(context, outages.genset), cause);
    },
  };
}

/** Whole seconds to the next failure of a kind anywhere, exponential. */
function gapS(c: Context, chance: number): number {
  const kind = CHANCES[chance] as (typeof CHANCES)[number];
  const parts = kind === 'grid' ? 1 : c.twin.places.count(kind);
  const perS = (c.twin.hardware.power.outages[kind].perYear * parts) / YEAR_S;
  return perS > 0 ? Math.ceil(-Math.log(unit(draw(c.stream, c.state.count++))) / perS) : NEVER;
}

/** Lognormal about the median, in whole seconds. */
function repairS(c: Context, { repairMedianH, repairSigma }: Outage): number {
  const z = gaussian(c.stream, c.state.count++, 5);
  return Math.max(1, Math.ceil(3_600 * repairMedianH * Math.exp(repairSigma * z)));
}

function apply(c: Context, second: number): void {
  const { state } = c;
  if (state.nextBackS <= second) repair(c, second);
  for (let chance = 0; chance < CHANCES.length; chance++) {
    while ((state.failS[chance] as number) <= second) {
      fail(c, chance, state.failS[chance] as number);
      state.failS[chance] = (state.failS[chance] as number) + gapS(c, chance);
    }
  }
}

function fail(c: Context, chance: number, second: number): void {
  const kind = CHANCES[chance] as (typeof CHANCES)[number];
  const untilS = second + repairS(c, c.twin.hardware.power.outages[kind]);
  if (kind === 'grid') {
    for (let feed = 0; feed < c.state.feed.length; feed++) {
      if (c.state.feed[feed] === UP) takeDown(c, 'feed', feed, second, untilS);
    }
    return;
  }
  const parts = c.state[kind].length;
  const index = Math.floor(parts * unit(draw(c.stream, c.state.count++, 2)));
  if (c.state[kind][index] === UP) takeDown(c, kind, index, second, untilS);
}

function repair(c: Context, second: number): void {
  for (const kind of Object.keys(DOWN_KEY) as ChainPlace[]) {
    const until = c.state[kind];
    for (let i = 0; i < until.length; i++) {
      const backS = until[i] as number;
      if (backS !== UP && backS <= second) bringBack(c, kind, i, backS);
    }
  }
}

function inject(
  c: Context,
  kind: ChainPlace,
  index: number,
  fault: FaultOf<ChainPlace>,
  second: number,
): Refused {
  if (!(index in c.state[kind])) return refused('unknown', `there is no ${kind} ${index + 1} here`);
  const known: readonly string[] = FAULTS[kind];
  if (!known.includes(fault)) {
    return refused('conflict', `a ${kind} takes ${known.join(', ')}, not ${fault}`, 'fault');
  }
  if (c.state[kind][index] !== UP) {
    return refused('conflict', `${c.twin.ids.idOf(kind, index)} is down already`, 'place');
  }
  takeDown(c, kind, index, second, NEVER);
  return null;
}

function takeDown(
  c: Context,
  kind: ChainPlace,
  index: number,
  second: number,
  untilS: number,
  cause?: number,
): void {
  c.state[kind][index] = untilS;
  c.state.nextBackS = Math.min(c.state.nextBackS, untilS);
  const ref = report(c.twin, second, {
    kind: 'fault',
    severity: 'warning',
    place: [kind, index],
    key: DOWN_KEY[kind],
    params: { place: c.twin.ids.idOf(kind, index) },
    cause,
  });
  if (kind !== 'genset') c.state.latest = ref;
}

function bringBack(c: Context, kind: ChainPlace, index: number, second: number): void {
  const { state, twin } = c;
  state[kind][index] = UP;
  state.nextBackS = NEVER;
  for (const until of [state.feed, state.transformer, state.ups, state.genset]) {
    for (const backS of until) if (backS !== UP) state.nextBackS = Math.min(state.nextBackS, backS);
  }
  const place = twin.ids.idOf(kind, index);
  const back = {
    kind: 'fault',
    severity: 'info',
    place: [kind, index],
    code: BACK_KEY[kind],
  } as const;
  const seconds = kind === 'feed' ? c.loadInS(index, second) : 0;
  if (seconds === 0) report(twin, second, { ...back, key: BACK_KEY[kind], params: { place } });
  else report(twin, second, { ...back, key: 'feed.backSteady', params: { place, seconds } });
}

// The gensets: called when no way to the grid is left, each with its own run-up; cooled down when they are not needed.
import { codeOf } from '../contract/state.ts';
import { burntRatio, loadStepRatio } from '../model/genset.ts';
import type { Outages } from './outages.ts';
import { between, draw, streamOf, unit } from './random.ts';
import { report, type Twin } from './twin.ts';

export interface Gensets {
  /** Moves on to a second. `wanted`: no way to the grid is left; `carrying`: the site hangs on the gensets. */
  settle(second: number, wanted: boolean, carrying: boolean): void;
  /** The next second at which something changes by itself. */
  nextS(second: number): number;
  /** Machines on the busbar. */
  readonly closed: number;
  /** What they can feed behind the MV/LV transformers, and what those can that run or are about to. */
  readonly closedW: number;
  readonly usableW: number;
  /** Share of the load that is on them in the second that begins now, as far as their number allows. */
  stepRatio(second: number): number;
  isClosed(genset: number): boolean;
  /** What a genset gave in the step, and how long it ran; closes the books of fuel. */
  burn(genset: number, givenWh: number, runningS: number): void;
  refill(dtS: number): void;
  /** Codes and fuel of every genset at the end of the step. */
  write(): void;
}

const READY = codeOf('genset', 'ready');
const STARTING = codeOf('genset', 'starting');
const RUNNING = codeOf('genset', 'running');
const OUT = codeOf('genset', 'out');

/** At rest; called and waiting out a short dip; started; running on without load. */
const REST = 0;
const CALLED = 1;
const STARTED = 2;
const COOLING = 3;

const NEVER = Number.POSITIVE_INFINITY;
/** Room for the losses of the MV/LV transformers. */
const BEHIND_TRANSFORMERS = 0.98;

interface State {
  mode: number;
  /** End of the wait, or of the cool-down. */
  modeEndS: number;
  readonly machine: Uint8Array;
  /** Second at which the breaker of a machine closes. */
  readonly closeS: Float64Array;
  readonly fuelRatio: Float64Array;
  firstClosedS: number;
  closed: number;
  starts: number;
}

interface Context {
  readonly twin: Twin;
  readonly outages: Outages;
  readonly state: State;
  readonly stream: number;
}

export function createGensets(twin: Twin, outages: Outages): Gensets {
  const count = twin.places.count('genset');
  const { power } = twin.hardware;
  const { gensetW } = twin.site.ratings;
  const state: State = {
    mode: REST,
    modeEndS: NEVER,
    machine: new Uint8Array(count).fill(READY),
    closeS: new Float64Array(count).fill(NEVER),
    fuelRatio: new Float64Array(count).fill(1),
    firstClosedS: NEVER,
    closed: 0,
    starts: 0,
  };
  twin.memory.keep('gensets', state);
  const context = { twin, outages, state, stream: streamOf(twin.seed, 'gensets') };
  return {
    settle: (second, wanted, carrying) => settle(context, second, wanted, carrying),
    nextS: (second) => nextS(context, second),
    get closed() {
      return state.closed;
    },
    get closedW() {
      return state.closed * gensetW * BEHIND_TRANSFORMERS;
    },
    get usableW() {
      let machines = 0;
      for (const code of state.machine) if (code === STARTING || code === RUNNING) machines++;
      return machines * gensetW * BEHIND_TRANSFORMERS;
    },
    stepRatio: (second) =>
      state.closed > 0 ? loadStepRatio(power, second - state.firstClosedS) : 0,
    isClosed: (genset) => state.machine[genset] === RUNNING,
    burn(genset, givenWh, runningS) {
      const left =
        (state.fuelRatio[genset] as number) - burntRatio(power, gensetW, givenWh, runningS);
      state.fuelRatio[genset] = Math.max(0, left);
    },
    refill(dtS) {
      if (state.mode !== REST) return;
      for (let g = 0; g < count; g++) {
        const filled = (state.fuelRatio[g] as number) + dtS / power.gensetRefillS;
        state.fuelRatio[g] = Math.min(1, filled);
      }
    },
    write() {
      const { gensetState, gensetFuelRatio } = twin.columns;
      for (let g = 0; g < count; g++) {
        gensetState[g] = canRun(context, g) ? (state.machine[g] as number) : OUT;
        gensetFuelRatio[g] = state.fuelRatio[g] as number;
      }
    },
  };
}

function canRun({ outages, state }: Context, genset: number): boolean {
  return !outages.isDown('genset', genset) && (state.fuelRatio[genset] as number) > 0;
}

function settle(c: Context, second: number, wanted: boolean, carrying: boolean): void {
  const { state } = c;
  const { power } = c.twin.hardware;
  if (state.mode === REST && !wanted) return;
  if (state.mode === REST) enter(state, CALLED, second + power.gensetCrankS);
  if (state.mode === CALLED && !wanted) enter(state, REST, NEVER);
  if (state.mode === CALLED && second >= state.modeEndS) crank(c, second);
  if (state.mode === COOLING && wanted) {
    enter(state, STARTED, NEVER);
    state.firstClosedS = second;
  }
  if (state.mode === STARTED || state.mode === COOLING) runUp(c, second);
  if (state.mode === STARTED && !wanted && !carrying) {
    enter(state, COOLING, second + power.gensetCoolDownS);
    if (state.closed > 0) reportSite(c, second, 'gensets.stopped', state.closed);
  }
  if (state.mode === COOLING && second >= state.modeEndS) {
    state.machine.fill(READY);
    state.closeS.fill(NEVER);
    state.closed = 0;
    enter(state, REST, NEVER);
  }
}

function enter(state: State, mode: number, endS: number): void {
  state.mode = mode;
  state.modeEndS = endS;
}

/** Every machine that can is started; some of them refuse. */
function crank(c: Context, second: number): void {
  const { state, twin, outages } = c;
  const { power } = twin.hardware;
  state.starts++;
  state.firstClosedS = NEVER;
  for (let g = 0; g < state.machine.length; g++) {
    if (!canRun(c, g)) continue;
    if (unit(draw(c.stream, state.starts, 2 * g)) < power.gensetNoStartRatio) {
      outages.refuseStart(g, second, outages.latest);
      continue;
    }
    state.machine[g] = STARTING;
    const runUpS = between(power.gensetRunUpS, draw(c.stream, state.starts, 2 * g + 1));
    state.closeS[g] = second + Math.ceil(runUpS);
  }
  enter(state, STARTED, NEVER);
  let count = 0;
  for (const code of state.machine) if (code === STARTING) count++;
  if (count > 0) reportSite(c, second, 'gensets.started', count);
}

function reportSite(
  { twin, outages }: Context,
  second: number,
  key: 'gensets.started' | 'gensets.stopped',
  count: number,
): void {
  const started = key === 'gensets.started';
  report(twin, second, {
    kind: 'plant',
    severity: started ? 'warning' : 'info',
    place: ['site', 0],
    key,
    params: { count },
    cause: started ? outages.latest : undefined,
  });
}

/** Breakers close as each machine is up to speed; one that has broken down or run dry falls out. */
function runUp(c: Context, second: number): void {
  const { state } = c;
  const before = state.closed;
  state.closed = 0;
  for (let g = 0; g < state.machine.length; g++) {
    if (state.machine[g] === READY) continue;
    if (!canRun(c, g)) {
      fallOut(c, g, second);
      continue;
    }
    if ((state.closeS[g] as number) <= second) state.machine[g] = RUNNING;
    if (state.machine[g] === RUNNING) state.closed++;
  }
  if (before === 0 && state.closed > 0) state.firstClosedS = second;
}

/** It stays out for as long as it is down or its tank is dry. */
function fallOut({ state, twin }: Context, genset: number, second: number): void {
  state.machine[genset] = READY;
  state.closeS[genset] = NEVER;
  if ((state.fuelRatio[genset] as number) > 0) return;
  report(twin, second, {
    kind: 'fault',
    severity: 'warning',
    place: ['genset', genset],
    key: 'genset.outOfFuel',
    params: { place: twin.ids.idOf('genset', genset) },
  });
}

function nextS({ state, twin }: Context, second: number): number {
  if (state.mode === REST) return NEVER;
  let next = state.modeEndS;
  if (state.mode === CALLED) return next;
  for (const closeS of state.closeS) if (closeS > second && closeS < next) next = closeS;
  const ramping =
    state.mode === STARTED &&
    state.closed > 0 &&
    loadStepRatio(twin.hardware.power, second - state.firstClosedS) < 1;
  return ramping ? Math.min(next, second + 1) : next;
}

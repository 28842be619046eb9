// Load shedding: brings the power of the site down to a target by one cap on all GPUs, found in closed loop.
import { CAP_RANGE_W } from '../contract/command.ts';
import { type Refused, refused } from './refused.ts';
import { report, type Twin } from './twin.ts';

export interface Shed {
  /** Holds the site at `targetW` through the step that ends at `untilS`; another target takes the place of the first. */
  start(targetW: number, untilS: number, second: number): Refused;
  /** Before its time; the cap then rises as at the end of it. */
  end(second: number): Refused;
  /** Watts of the cap in the step that ends at `second`, infinite without one; `facilityW` is of the step before. */
  step(second: number, facilityW: number): number;
}

const [LOWEST_W, HIGHEST_W] = CAP_RANGE_W;
/** The mean power that counts: pretraining swings by megawatts within its iterations of some seconds. */
const SMOOTH_S = 5;
/** Share of what is still to go that a second of the loop takes: with SMOOTH_S a damping of 0.7. */
const GAIN_PER_S = 0.1;
/** Watts of the site for one watt of each GPU's cap, at most: losses and cooling included. */
const SITE_PER_GPU_W = 1.25;
/** Up again by so much at most: a checkpoint of half a minute is no reason to lift the cap. */
const RISE_W_PER_S = 2;
const MOST_RISE_W = 20;
/** After the end, so that the grid sees a ramp of a minute and no step. */
const RELEASE_W_PER_S = 15;
/** So long at the lowest cap and still above the target: it cannot be reached. */
const PATIENCE_S = 60;
const TOLERANCE = 0.005;

interface State {
  active: boolean;
  /** The cap that holds or still rises; infinite without one. */
  capW: number;
  targetW: number;
  untilS: number;
  lastS: number;
  /** Power of the site, smoothed; NaN before the first step. */
  meanW: number;
  /** Seconds at the lowest cap above the target; infinite once it was said. */
  shortS: number;
  /** Event that began it. */
  ref: number;
}

export function createShed(twin: Twin): Shed {
  const state: State = {
    active: false,
    capW: Number.POSITIVE_INFINITY,
    targetW: Number.NaN,
    untilS: Number.NaN,
    lastS: Number.NaN,
    meanW: Number.NaN,
    shortS: 0,
    ref: 0,
  };
  twin.memory.keep('shed', state);
  return {
    start(targetW, untilS, second) {
      const { connectionW } = twin.site.ratings;
      if (!(targetW > 0 && targetW <= connectionW)) {
        const most = connectionW / 1e6;
        return refused(
          'range',
          `a target of ${targetW / 1e6} MW is not between 0 and the ${most} MW of the connection`,
          'megawatts',
        );
      }
      if (!(untilS > second)) return refused('range', 'the end is not after the start', 'minutes');
      begin(twin, state, targetW, untilS, second);
      return null;
    },
    end(second) {
      if (!state.active) return refused('conflict', 'no load is shed now');
      finish(twin, state, second);
      return null;
    },
    step(second, facilityW) {
      if (state.capW === Number.POSITIVE_INFINITY) return state.capW;
      const dtS = second - state.lastS;
      state.lastS = second;
      if (state.active && second > state.untilS) finish(twin, state, state.untilS);
      if (!state.active) release(state, dtS);
      else if (!Number.isNaN(facilityW)) hold(twin, state, facilityW, dtS, second);
      return state.capW;
    },
  };
}

function begin(twin: Twin, s: State, targetW: number, untilS: number, second: number): void {
  if (s.capW === Number.POSITIVE_INFINITY) {
    s.capW = HIGHEST_W;
    s.lastS = second - 1;
  }
  s.active = true;
  s.targetW = targetW;
  s.untilS = untilS;
  s.meanW = Number.NaN;
  s.shortS = 0;
  s.ref = report(twin, second, {
    ...EVENT,
    severity: 'info',
    key: 'shed.started',
    params: { megawatts: targetW / 1e6 },
  });
}

const EVENT = { kind: 'command', place: ['site', 0] } as const;

function finish(twin: Twin, s: State, second: number): void {
  s.active = false;
  report(twin, second, {
    ...EVENT,
    severity: 'info',
    key: 'shed.ended',
    params: { megawatts: s.targetW / 1e6 },
    cause: s.ref,
  });
}

function release(s: State, dtS: number): void {
  s.capW += RELEASE_W_PER_S * dtS;
  if (s.capW >= HIGHEST_W) s.capW = Number.POSITIVE_INFINITY;
}

function hold(twin: Twin, s: State, facilityW: number, dtS: number, second: number): void {
  if (Number.isNaN(s.meanW)) {
    // The first cap comes from what each GPU draws now; the loop then makes good what that leaves.
    const cutW = (facilityW - s.targetW) / SITE_PER_GPU_W;
    s.capW = Math.min(s.capW, capThatCuts(twin.columns.gpuPowerW, cutW));
    s.meanW = Math.min(facilityW, s.targetW);
  } else {
    s.meanW += (facilityW - s.meanW) * (1 - Math.exp(-dtS / SMOOTH_S));
    const missingW = (s.targetW - s.meanW) / (SITE_PER_GPU_W * twin.gpus);
    const riseW = Math.min(RISE_W_PER_S * dtS, MOST_RISE_W);
    s.capW += Math.min(missingW * (1 - Math.exp(-dtS * GAIN_PER_S)), riseW);
  }
  s.capW = Math.max(LOWEST_W, Math.min(HIGHEST_W, s.capW));
  sayIfShort(twin, s, dtS, second);
}

function sayIfShort(twin: Twin, s: State, dtS: number, second: number): void {
  if (s.shortS === Number.POSITIVE_INFINITY) return;
  const short = s.capW === LOWEST_W && s.meanW > s.targetW * (1 + TOLERANCE);
  s.shortS = short ? s.shortS + dtS : 0;
  if (s.shortS < PATIENCE_S) return;
  s.shortS = Number.POSITIVE_INFINITY;
  report(twin, second, {
    ...EVENT,
    severity: 'warning',
    key: 'shed.unreached',
    params: { megawatts: s.targetW / 1e6, drawnMegawatts: Math.round(s.meanW / 1e4) / 100 },
    cause: s.ref,
  });
}

/** The cap under which GPUs that draw so much draw `cutW` less in all. */
function capThatCuts(powerW: Float32Array, cutW: number): number {
  let low = LOWEST_W as number;
  let high = HIGHEST_W as number;
  for (let round = 0; round < ROUNDS; round++) {
    const capW = (low + high) / 2;
    let cut = 0;
    // A comparison that a reading which is not known does not pass.
    for (const watts of powerW) if (watts > capW) cut += watts - capW;
    if (cut > cutW) low = capW;
    else high = capW;
  }
  return high;
}
const ROUNDS = 10;

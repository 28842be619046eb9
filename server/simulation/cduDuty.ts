// Which CDUs of a ring run: planned rotation, stops, and the standby that takes over.
import type { FaultOf } from '../contract/command.ts';
import { codeOf } from '../contract/state.ts';
import {
  createPumpMemory,
  FAULTY,
  maintainPump,
  NO_PUMP,
  type PumpMemory,
  pumpCount,
  pumpMaintenanceStream,
  pumpsOut,
  reportPump,
  writePumpState,
} from './cduPumps.ts';
import { draw, streamOf } from './random.ts';
import { type Refused, refused } from './refused.ts';
import { report, type Twin } from './twin.ts';

export interface CduDuty {
  readonly state: Uint16Array;
  readonly pumps: Uint16Array;
  /** Pumps of a CDU that can run: 0 to 2. */
  pumpCount(cdu: number): number;
  /** CDUs of each ring whose flow is there. */
  readonly running: Int32Array;
  /** Decides for the step that ends at this second. */
  step(second: number): void;
  /** A CDU stops, or one of its pumps does; without both pumps it stops too. */
  inject(cdu: number, fault: FaultOf<'cdu'>, second: number): Refused;
  /** Its faults are over; whether there were any. */
  clear(cdu: number, second: number): boolean;
  /** Reference of the event of the ring's newest stop that still stands. */
  stoppedBy(ring: number): number | undefined;
}

interface Duty {
  readonly twin: Twin;
  readonly pumps: PumpMemory;
  readonly state: Uint16Array;
  readonly running: Int32Array;
  /** Second from which a standby's flow is there; infinite when it was not called. */
  readonly startsS: Float64Array;
  /** Reference of the event that called it. */
  readonly calledBy: Float64Array;
  /** Reference of the event of its stop. */
  readonly stopEvent: Float64Array;
  /** Which rotation each ring is in; NaN before the first. */
  readonly turn: Float64Array;
  readonly rotationStream: number;
}

const RUNNING = codeOf('cdu', 'running');
const STANDBY = codeOf('cdu', 'standby');
const STOPPED = codeOf('cdu', 'stopped');
const STARTING = codeOf('cdu', 'starting');
const NOT_CALLED = Number.POSITIVE_INFINITY;

export function createCduDuty(twin: Twin): CduDuty {
  const cdus = twin.places.count('cdu');
  const rings = twin.places.count('cduRing');
  const pumps = createPumpMemory(cdus);
  const memory = {
    state: new Uint16Array(cdus).fill(STANDBY),
    running: new Int32Array(rings),
    startsS: new Float64Array(cdus).fill(NOT_CALLED),
    calledBy: new Float64Array(cdus),
    stopEvent: new Float64Array(cdus),
    turn: new Float64Array(rings).fill(Number.NaN),
  };
  twin.memory.keep('cduPumps', pumps);
  twin.memory.keep('cduDuty', memory);
  const duty = { ...memory, twin, pumps, rotationStream: streamOf(twin.seed, 'cduRotation') };
  const pumpStream = pumpMaintenanceStream(twin.seed);
  const rotateAll = (second: number): void => {
    for (let ring = 0; ring < rings; ring++) rotate(duty, ring, second);
  };
  rotateAll(twin.startMs / 1_000);
  return {
    state: duty.state,
    pumps: pumps.pumps,
    pumpCount: (cdu) => pumpCount(pumps, cdu),
    running: duty.running,
    inject: (cdu, fault, second) => inject(duty, cdu, fault, second),
    clear: (cdu, second) => clear(duty, cdu, second),
    stoppedBy: (ring) => stoppedBy(duty, ring),
    step(second) {
      rotateAll(second);
      for (let cdu = 0; cdu < cdus; cdu++) {
        maintainPump(twin, pumps, pumpStream, cdu, second);
        if ((duty.startsS[cdu] as number) <= second) start(duty, cdu);
      }
    },
  };
}

/** The planned swap: those that can run do, from the one whose turn it is; the next is up before the last goes. */
function rotate(duty: Duty, ring: number, second: number): void {
  const { twin, state, turn } = duty;
  const { cduRotationS } = twin.hardware.faults;
  const offset = draw(duty.rotationStream, ring) % cduRotationS;
  const now = Math.floor((second + offset) / cduRotationS);
  if (now === turn[ring]) return;
  const first = Number.isNaN(turn[ring]);
  const { from, to } = twin.places.within('cdu', 'cduRing', ring);
  const before = state.slice(from, to);
  turn[ring] = now;
  let runs = 0;
  for (const cdu of inTurn(duty, ring)) {
    if (state[cdu] === STOPPED) continue;
    state[cdu] = runs++ < twin.site.ratings.cduNeeded ? RUNNING : STANDBY;
    duty.startsS[cdu] = NOT_CALLED;
  }
  countRunning(duty, ring);
  if (first) return;
  const leaves = before.findIndex((was, i) => was === RUNNING && state[from + i] === STANDBY);
  const enters = before.findIndex((was, i) => was === STANDBY && state[from + i] === RUNNING);
  if (leaves < 0 || enters < 0) return;
  report(twin, second, {
    kind: 'plant',
    severity: 'info',
    place: ['cdu', from + enters],
    key: 'cdu.rotated',
    params: { from: twin.ids.idOf('cdu', from + leaves), to: twin.ids.idOf('cdu', from + enters) },
  });
}

/** The CDUs of a ring from the one whose turn it is. */
function inTurn({ twin, turn }: Duty, ring: number): number[] {
  const { from, to } = twin.places.within('cdu', 'cduRing', ring);
  const count = to - from;
  const first = (turn[ring] as number) % count;
  return Array.from({ length: count }, (_, i) => from + ((first + i) % count));
}

function countRunning({ twin, state, running }: Duty, ring: number): void {
  const { from, to } = twin.places.within('cdu', 'cduRing', ring);
  let runs = 0;
  for (let cdu = from; cdu < to; cdu++) if (state[cdu] === RUNNING) runs++;
  running[ring] = runs;
}

function runsOrStarts({ state, startsS }: Duty, cdu: number): boolean {
  return state[cdu] === RUNNING || startsS[cdu] !== NOT_CALLED;
}

/** Calls standbys until as many run or start as the ring of a CDU needs: each is there after cduStartS. */
function callStandby(duty: Duty, cdu: number, second: number, cause: number): void {
  const { twin, state, startsS } = duty;
  const ring = twin.places.ancestors('cdu', 'cduRing')[cdu] as number;
  const order = inTurn(duty, ring);
  let there = order.filter((other) => runsOrStarts(duty, other)).length;
  for (const other of order) {
    if (there >= twin.site.ratings.cduNeeded) break;
    if (state[other] !== STANDBY || runsOrStarts(duty, other)) continue;
    state[other] = STARTING;
    startsS[other] = second + Math.ceil(twin.hardware.cooling.cduStartS);
    duty.calledBy[other] = cause;
    there++;
  }
  countRunning(duty, ring);
}

function start(duty: Duty, cdu: number): void {
  const { twin, state, startsS, calledBy } = duty;
  const startedS = startsS[cdu] as number;
  startsS[cdu] = NOT_CALLED;
  state[cdu] = RUNNING;
  countRunning(duty, twin.places.ancestors('cdu', 'cduRing')[cdu] as number);
  reportCdu(twin, cdu, startedS, 'cdu.started', calledBy[cdu]);
}

function reportCdu(
  twin: Twin,
  cdu: number,
  second: number,
  key: 'cdu.started' | 'cdu.stopped' | 'cdu.ready',
  cause?: number,
): number {
  const stopped = key === 'cdu.stopped';
  return report(twin, second, {
    kind: stopped ? 'fault' : 'plant',
    severity: stopped ? 'warning' : 'info',
    place: ['cdu', cdu],
    key,
    params: { cdu: twin.ids.idOf('cdu', cdu) },
    cause,
  });
}

function inject(duty: Duty, cdu: number, fault: FaultOf<'cdu'>, second: number): Refused {
  const { twin, state, pumps } = duty;
  const had = pumps.faults[cdu] as number;
  if ((had & FAULTY[fault]) !== 0) {
    const name = twin.ids.idOf('cdu', cdu);
    return refused('conflict', `${name} has fault ${fault} already`, 'fault');
  }
  pumps.faults[cdu] = had | FAULTY[fault];
  // Maintenance gives its pump back at once.
  pumps.maintained[cdu] = 0;
  writePumpState(pumps, cdu);
  let cause: number | undefined;
  if (fault !== 'stop') {
    const pump = fault === 'pumpA' ? 'A' : 'B';
    cause = reportPump(twin, cdu, second, 'cdu.pumpStopped', pump, true);
  }
  const stops = fault === 'stop' || pumpsOut(pumps, cdu) === NO_PUMP;
  if (!stops || state[cdu] === STOPPED) return null;
  const wasNeeded = runsOrStarts(duty, cdu);
  state[cdu] = STOPPED;
  duty.startsS[cdu] = NOT_CALLED;
  const stopped = reportCdu(twin, cdu, second, 'cdu.stopped', cause);
  duty.stopEvent[cdu] = stopped;
  if (wasNeeded) callStandby(duty, cdu, second, stopped);
  return null;
}

function stoppedBy({ twin, state, stopEvent }: Duty, ring: number): number | undefined {
  const { from, to } = twin.places.within('cdu', 'cduRing', ring);
  let newest: number | undefined;
  for (let cdu = from; cdu < to; cdu++) {
    if (state[cdu] === STOPPED) newest = Math.max(newest ?? 0, stopEvent[cdu] as number);
  }
  return newest;
}

function clear(duty: Duty, cdu: number, second: number): boolean {
  const { twin, state, pumps } = duty;
  const had = pumps.faults[cdu] as number;
  if (had === 0) return false;
  pumps.faults[cdu] = 0;
  writePumpState(pumps, cdu);
  for (const pump of ['A', 'B'] as const) {
    if (had & FAULTY[`pump${pump}`]) reportPump(twin, cdu, second, 'cdu.pumpStarted', pump);
  }
  if (state[cdu] !== STOPPED) return true;
  state[cdu] = STANDBY;
  callStandby(duty, cdu, second, reportCdu(twin, cdu, second, 'cdu.ready'));
  return true;
}

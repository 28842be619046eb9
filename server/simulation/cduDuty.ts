// Which CDUs run: as many as a ring needs, the next in turn standing by; stops, planned rotation, pump maintenance.
import { codeOf } from '../contract/state.ts';
import { draw, streamOf } from './random.ts';
import { report, type Twin } from './twin.ts';

export interface CduDuty {
  readonly state: Uint16Array;
  readonly pumps: Uint16Array;
  /** Running CDUs of each ring. */
  readonly running: Int32Array;
  /** Decides for the step that ends at this second. */
  step(second: number): void;
  /** A CDU stops and stays stopped: a standing one takes its place. */
  stop(cdu: number, second: number): void;
}

interface Duty {
  readonly twin: Twin;
  readonly state: Uint16Array;
  readonly pumps: Uint16Array;
  readonly running: Int32Array;
  readonly stopped: Uint8Array;
  /** Which rotation each ring is in; NaN before the first. */
  readonly turn: Float64Array;
  readonly rotationStream: number;
  readonly pumpStream: number;
}

const RUNNING = codeOf('cdu', 'running');
const STANDBY = codeOf('cdu', 'standby');
const STOPPED = codeOf('cdu', 'stopped');
const BOTH = codeOf('pump', 'both');
const ONLY_A = codeOf('pump', 'a');
/** Each CDU has one pump out for half an hour once in this time: planned maintenance, the other carries the flow. */
const PUMP_MAINTENANCE_EVERY_S = 45 * 86_400;
const PUMP_MAINTENANCE_S = 1_800;

export function createCduDuty(twin: Twin): CduDuty {
  const cdus = twin.places.count('cdu');
  const rings = twin.places.count('cduRing');
  const duty: Duty = {
    twin,
    state: new Uint16Array(cdus).fill(STANDBY),
    pumps: new Uint16Array(cdus).fill(BOTH),
    running: new Int32Array(rings),
    stopped: new Uint8Array(cdus),
    turn: new Float64Array(rings).fill(Number.NaN),
    rotationStream: streamOf(twin.seed, 'cduRotation'),
    pumpStream: streamOf(twin.seed, 'pumpMaintenance'),
  };
  return {
    state: duty.state,
    pumps: duty.pumps,
    running: duty.running,
    stop: (cdu, second) => stop(duty, cdu, second),
    step(second) {
      for (let ring = 0; ring < rings; ring++) rotate(duty, ring, second);
      for (let cdu = 0; cdu < cdus; cdu++) maintainPump(duty, cdu, second);
    },
  };
}

/** Runs the first that can, from the one whose turn it is. */
function assign({ twin, state, stopped, running, turn }: Duty, ring: number): void {
  const { from, to } = twin.places.within('cdu', 'cduRing', ring);
  const count = to - from;
  const first = (turn[ring] as number) % count;
  let runs = 0;
  for (let i = 0; i < count; i++) {
    const cdu = from + ((first + i) % count);
    if (stopped[cdu] === 1) state[cdu] = STOPPED;
    else state[cdu] = runs < twin.site.ratings.cduNeeded ? RUNNING : STANDBY;
    if (state[cdu] === RUNNING) runs++;
  }
  running[ring] = runs;
}

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
  assign(duty, ring);
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

function maintainPump({ twin, pumps, pumpStream }: Duty, cdu: number, second: number): void {
  const offset = draw(pumpStream, cdu) % PUMP_MAINTENANCE_EVERY_S;
  const out = (second + offset) % PUMP_MAINTENANCE_EVERY_S < PUMP_MAINTENANCE_S;
  if (out === (pumps[cdu] === ONLY_A)) return;
  pumps[cdu] = out ? ONLY_A : BOTH;
  report(twin, second, {
    kind: 'plant',
    severity: 'info',
    place: ['cdu', cdu],
    key: out ? 'cdu.pumpStopped' : 'cdu.pumpStarted',
    params: { cdu: twin.ids.idOf('cdu', cdu), pump: 'B' },
  });
}

function stop(duty: Duty, cdu: number, second: number): void {
  const { twin, state, stopped } = duty;
  if (stopped[cdu] === 1) return;
  const before = state.slice();
  stopped[cdu] = 1;
  assign(duty, twin.places.ancestors('cdu', 'cduRing')[cdu] as number);
  reportCdu(twin, cdu, second, 'cdu.stopped');
  for (let other = 0; other < state.length; other++) {
    if (before[other] === STANDBY && state[other] === RUNNING) {
      reportCdu(twin, other, second, 'cdu.started');
    }
  }
}

function reportCdu(
  twin: Twin,
  cdu: number,
  second: number,
  key: 'cdu.stopped' | 'cdu.started',
): void {
  report(twin, second, {
    kind: key === 'cdu.stopped' ? 'fault' : 'plant',
    severity: key === 'cdu.stopped' ? 'warning' : 'info',
    place: ['cdu', cdu],
    key,
    params: { cdu: twin.ids.idOf('cdu', cdu) },
  });
}

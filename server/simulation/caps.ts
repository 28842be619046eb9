// Power caps of GPUs, racks, jobs and the site, and the one that sheds load: the lowest that holds is a GPU's limit.
import { CAP_RANGE_W } from '../contract/command.ts';
import type { CapTarget } from './actions.ts';
import type { Parts } from './parts.ts';
import { type Refused, refused } from './refused.ts';
import { createShed } from './shed.ts';
import type { Twin } from './twin.ts';

export interface Caps {
  /** Watts of each GPU of the target; null lifts its cap and leaves the others that hold there. */
  set(target: CapTarget, watts: number | null, second: number): Refused;
  /** Holds the site at a power until a second, by one cap on all GPUs; says by an event when that is not enough. */
  shed(targetW: number, untilS: number, second: number): Refused;
  endShed(second: number): Refused;
  /** Before the GPUs of the step that ends at `second`; `facilityW` is the power of the site in the step before. */
  step(second: number, facilityW: number): void;
}

const NONE = Number.POSITIVE_INFINITY;
const [LOWEST_W, HIGHEST_W] = CAP_RANGE_W;

interface State {
  siteW: number;
  /** Of the shed in the last step. */
  shedW: number;
  readonly rackW: Float32Array;
  readonly gpuW: Float32Array;
  /** By job: watts, and the trays that they were laid on. */
  jobs: Map<number, { watts: number; trays: readonly number[] }>;
  changed: boolean;
}

export function createCaps(twin: Twin, parts: Parts): Caps {
  const state: State = {
    siteW: NONE,
    shedW: NONE,
    rackW: new Float32Array(twin.racks).fill(NONE),
    gpuW: new Float32Array(twin.gpus).fill(NONE),
    jobs: new Map(),
    changed: false,
  };
  const shed = createShed(twin);
  const trayW = new Float32Array(twin.trays);
  twin.memory.keep('caps', state);
  return {
    set(target, watts) {
      const problem = problemOf(twin, state, target, watts);
      if (problem) return problem;
      lay(state, target, watts);
      state.changed = true;
      return null;
    },
    shed: (targetW, untilS, second) => shed.start(targetW, untilS, second),
    endShed: (second) => shed.end(second),
    step(second, facilityW) {
      // The driver takes whole watts.
      const shedW = Math.floor(shed.step(second, facilityW));
      if (shedW !== state.shedW) state.changed = true;
      state.shedW = shedW;
      followJobs(twin, state);
      if (!state.changed) return;
      state.changed = false;
      hold(twin, state, parts, trayW);
    },
  };
}

function problemOf(
  { racks, gpus }: Twin,
  state: State,
  target: CapTarget,
  watts: number | null,
): Refused {
  if (watts !== null && !(watts >= LOWEST_W && watts <= HIGHEST_W)) {
    return refused(
      'range',
      `a cap of ${watts} W is not between ${LOWEST_W} and ${HIGHEST_W} W`,
      'watts',
    );
  }
  if (target.kind === 'rack' || target.kind === 'gpu') {
    const count = target.kind === 'rack' ? racks : gpus;
    if (!(Number.isInteger(target.index) && target.index >= 0 && target.index < count)) {
      return refused('unknown', `there is no ${target.kind} of index ${target.index}`, 'place');
    }
  }
  if (target.kind === 'job' && target.trays().length === 0) {
    return refused('conflict', `job J${target.id} holds no GPUs now`, 'job');
  }
  if (watts === null && !stands(state, target)) {
    const field = target.kind === 'job' ? 'job' : 'place';
    return refused('conflict', `no cap of its own stands on this ${target.kind}`, field);
  }
  return null;
}

/** Whether a cap was set on just this target. */
function stands(s: State, target: CapTarget): boolean {
  if (target.kind === 'site') return s.siteW !== NONE;
  if (target.kind === 'job') return s.jobs.has(target.id);
  return (target.kind === 'rack' ? s.rackW : s.gpuW)[target.index] !== NONE;
}

function lay(s: State, target: CapTarget, watts: number | null): void {
  const value = watts ?? NONE;
  if (target.kind === 'site') s.siteW = value;
  else if (target.kind !== 'job') {
    const own = target.kind === 'rack' ? s.rackW : s.gpuW;
    own[target.index] = value;
  } else if (watts !== null) s.jobs.set(target.id, { watts, trays: [] });
  else s.jobs.delete(target.id);
}

/** A job's cap goes with its trays, for a fault may have given it another one, and ends with the last of them. */
function followJobs(twin: Twin, s: State): void {
  for (const [id, cap] of s.jobs) {
    const trays = traysOf(twin, id);
    if (trays.length === 0) {
      s.jobs.delete(id);
      s.changed = true;
      continue;
    }
    if (trays.length === cap.trays.length && trays.every((tray, i) => tray === cap.trays[i])) {
      continue;
    }
    cap.trays = trays;
    s.changed = true;
  }
}

/** Read from the column of the tick, which a restored twin has too. */
function traysOf({ trays, gpusPerTray, columns }: Twin, id: number): number[] {
  const held: number[] = [];
  for (let tray = 0; tray < trays; tray++) {
    if (columns.gpuJob[tray * gpusPerTray] === id) held.push(tray);
  }
  return held;
}

/** Gives every GPU the lowest cap that holds for it. */
function hold(twin: Twin, s: State, parts: Parts, trayW: Float32Array): void {
  const { trays, traysPerRack, gpusPerTray, hardware } = twin;
  const everyW = Math.min(hardware.limits.gpuPowerW, s.siteW, s.shedW);
  trayW.fill(everyW);
  for (const { watts, trays: held } of s.jobs.values()) {
    for (const tray of held) trayW[tray] = Math.min(trayW[tray] as number, watts);
  }
  for (let tray = 0; tray < trays; tray++) {
    const rackW = s.rackW[Math.floor(tray / traysPerRack)] as number;
    const lowestW = Math.min(trayW[tray] as number, rackW);
    for (let gpu = tray * gpusPerTray; gpu < (tray + 1) * gpusPerTray; gpu++) {
      const watts = Math.min(lowestW, s.gpuW[gpu] as number);
      if (parts.limitW[gpu] !== watts) parts.setLimit(gpu, watts);
    }
  }
}

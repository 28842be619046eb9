// What breaks: failures at published rates, XIDs, trays out of service with their repair times, jobs that start again.
import { NO_CODE, NO_VALUE } from '../contract/noValue.ts';
import { codeOf } from '../contract/state.ts';
import type { Jobs } from './jobs.ts';
import type { Placement } from './placement.ts';
import { draw, gaussian, streamOf, unit } from './random.ts';
import { report, type Twin } from './twin.ts';

export interface Faults {
  /** Everything that fails or is repaired up to a second. */
  step(second: number): void;
}

type Cause = Twin['hardware']['faults']['causes'][number];
const IN_SERVICE = codeOf('tray', 'inService');
const OUT = codeOf('tray', 'out');

interface State {
  readonly twin: Twin;
  readonly jobs: () => Jobs;
  readonly placement: Placement;
  /** Row of trays out of service. */
  readonly out: number;
  readonly stream: number;
  readonly causes: readonly Cause[];
  readonly perMillionGpuHours: number;
  /** Second at which each tray is back; infinite in service. */
  readonly backS: Float64Array;
  nextBackS: number;
  /** Counts the failures, so that each has draws of its own. */
  count: number;
  nextFaultS: number;
}

/** `jobs` is asked for only once the first step is made. */
export function createFaults(
  twin: Twin,
  jobs: () => Jobs,
  placement: Placement,
  out: number,
): Faults {
  const { causes } = twin.hardware.faults;
  const state: State = {
    twin,
    jobs,
    placement,
    out,
    stream: streamOf(twin.seed, 'faults'),
    causes,
    perMillionGpuHours: causes.reduce((sum, cause) => sum + cause.perMillionGpuHours, 0),
    backS: new Float64Array(twin.trays).fill(Number.POSITIVE_INFINITY),
    nextBackS: Number.POSITIVE_INFINITY,
    count: 0,
    nextFaultS: 0,
  };
  state.nextFaultS = twin.startMs / 1_000 + gapS(state);
  for (let tray = 0; tray < twin.trays; tray++) revive(twin, tray);
  for (const { tray, untilS } of firstOutages(twin)) {
    placement.takeOut(tray);
    keepOut(state, tray, untilS);
  }
  return {
    step(second) {
      if (state.nextBackS <= second) repair(state, second);
      while (state.nextFaultS <= second) {
        fail(state, Math.ceil(state.nextFaultS));
        state.nextFaultS += gapS(state);
      }
    },
  };
}

/** Exponential gap to the next failure of any GPU of the site. */
function gapS(s: State): number {
  const perS = (s.perMillionGpuHours * s.twin.gpus) / 1e6 / 3_600;
  return -Math.log(unit(draw(s.stream, s.count++))) / perS;
}

function keepOut(s: State, tray: number, untilS: number): void {
  s.backS[tray] = untilS;
  s.nextBackS = Math.min(s.nextBackS, untilS);
  silence(s.twin, tray);
}

/** A GPU anywhere fails; what was out of service already cannot. */
function fail(s: State, second: number): void {
  const { twin, stream, count } = s;
  const cause = pickCause(s.causes, s.perMillionGpuHours, unit(draw(stream, count, 1)));
  const gpu = Math.floor(twin.gpus * unit(draw(stream, count, 2)));
  const tray = Math.floor(gpu / twin.gpusPerTray);
  s.jobs().advance(second);
  const slot = s.placement.slotOfTray[tray] as number;
  if (slot === s.out) return;
  const goesOut = unit(draw(stream, count, 4)) < cause.outRatio;
  const xid = cause.xids[Math.floor(cause.xids.length * unit(draw(stream, count, 3)))];
  let event = xid === undefined ? undefined : reportXid(twin, gpu, second, xid, goesOut);
  if (goesOut) {
    event = reportTray(twin, tray, second, cause.cause, event);
    s.jobs().loseTray(tray, second);
    keepOut(s, tray, second + repairS(cause, gaussian(stream, count, 9)));
  }
  s.jobs().restart(slot, second, cause.cause, event, tray);
}

function repair(s: State, second: number): void {
  const { twin, backS } = s;
  s.nextBackS = Number.POSITIVE_INFINITY;
  for (let tray = 0; tray < twin.trays; tray++) {
    if ((backS[tray] as number) > second) {
      s.nextBackS = Math.min(s.nextBackS, backS[tray] as number);
      continue;
    }
    backS[tray] = Number.POSITIVE_INFINITY;
    s.placement.bringBack(tray);
    revive(twin, tray);
    report(twin, second, {
      kind: 'fault',
      severity: 'info',
      place: ['tray', tray],
      key: 'tray.back',
      params: { tray: twin.ids.idOf('tray', tray) },
    });
  }
}

function pickCause(causes: readonly Cause[], total: number, u: number): Cause {
  let left = u * total;
  for (const cause of causes) {
    left -= cause.perMillionGpuHours;
    if (left <= 0) return cause;
  }
  return causes[0] as Cause;
}

/** Lognormal about the median. */
function repairS(cause: Cause, z: number): number {
  return Math.ceil(3_600 * cause.repairMedianH * Math.exp(cause.repairSigma * z));
}

/** Trays that are out at the first second: as many as in the long run, part of the way through their repair. */
function firstOutages(twin: Twin): { tray: number; untilS: number }[] {
  const { trays, site, hardware } = twin;
  const stream = streamOf(twin.seed, 'firstOutages');
  const mean = site.outOfServiceShare * trays;
  const count = Math.max(0, Math.round(mean + 0.6 * Math.sqrt(mean) * gaussian(stream, 0)));
  // Long repairs are more often under way: weight each cause by rate, chance and length.
  const weighted = hardware.faults.causes.map((cause) => ({
    ...cause,
    perMillionGpuHours: cause.perMillionGpuHours * cause.outRatio * cause.repairMedianH,
  }));
  const total = weighted.reduce((sum, { perMillionGpuHours }) => sum + perMillionGpuHours, 0);
  const found = new Map<number, number>();
  for (let i = 1; found.size < count && i < trays * 4; i++) {
    const tray = Math.floor(trays * unit(draw(stream, i, 1)));
    const cause = pickCause(weighted, total, unit(draw(stream, i, 2)));
    const wholeS = repairS(cause, gaussian(stream, i, 5) + cause.repairSigma);
    found.set(tray, twin.startMs / 1_000 + Math.ceil(wholeS * unit(draw(stream, i, 3))));
  }
  return [...found].map(([tray, untilS]) => ({ tray, untilS }));
}

/** Out of service a tray's GPUs report nothing; the ledger of their energy stays. */
function silence({ columns, gpusPerTray }: Twin, tray: number): void {
  const from = tray * gpusPerTray;
  const to = from + gpusPerTray;
  columns.trayState[tray] = OUT;
  for (const column of [
    columns.gpuPowerW,
    columns.gpuTempC,
    columns.gpuThermalMarginK,
    columns.gpuMemTempC,
    columns.gpuSmClockMHz,
    columns.gpuSmActiveRatio,
    columns.gpuTensorActiveRatio,
    columns.gpuDramActiveRatio,
    columns.gpuUtilPct,
    columns.gpuSensorEnergyWh,
    columns.gpuNvlinkBytes,
  ]) {
    column.fill(NO_VALUE, from, to);
  }
  columns.gpuEventReasons.fill(NO_CODE, from, to);
  columns.gpuXid.fill(NO_CODE, from, to);
}

/** Back in service its GPUs start anew: their own counters at 0, no XID. */
function revive({ columns, gpusPerTray }: Twin, tray: number): void {
  const from = tray * gpusPerTray;
  const to = from + gpusPerTray;
  columns.trayState[tray] = IN_SERVICE;
  columns.gpuSensorEnergyWh.fill(0, from, to);
  columns.gpuNvlinkBytes.fill(0, from, to);
  columns.gpuXid.fill(0, from, to);
}

function reportTray(
  twin: Twin,
  tray: number,
  second: number,
  cause: string,
  event: number | undefined,
): number {
  return report(twin, second, {
    kind: 'fault',
    severity: 'warning',
    place: ['tray', tray],
    key: 'tray.out',
    params: { tray: twin.ids.idOf('tray', tray), cause },
    cause: event,
  });
}

/** The sensor's last XID sticks until the GPU is reset; the event is the truth. */
function reportXid(twin: Twin, gpu: number, second: number, xid: number, goesOut: boolean): number {
  twin.columns.gpuXid[gpu] = xid;
  return report(twin, second, {
    kind: 'xid',
    severity: goesOut ? 'warning' : 'info',
    code: `xid.${xid}`,
    place: ['gpu', gpu],
    key: 'xid',
    params: { gpu: twin.ids.idOf('gpu', gpu), xid },
  });
}

// Failures that an operator asks for, to rehearse them, and their end.
import { type Burst, causeOfXid, type FaultCause, knownXids, lastsS } from './faultPlan.ts';
import type { Incidents } from './incidents.ts';
import type { RackFaults } from './rackFaults.ts';
import { gaussian, streamOf } from './random.ts';
import { type Refused, refused } from './refused.ts';
import type { Spares } from './spares.ts';
import type { TrayService } from './trayService.ts';
import type { Twin } from './twin.ts';

export interface FaultOrders {
  /** An XID as if it had come by itself, with its company and what comes of it. */
  injectXid(gpu: number, xid: number, second: number): Refused;
  /** Out of service until it is cleared. */
  takeOut(tray: number, second: number): Refused;
  leak(rack: number, second: number): Refused;
  /** Ends what stands there, with no time for a repair; whether anything stood. */
  clear(kind: 'gpu' | 'tray' | 'rack', index: number, second: number): boolean;
}

interface Parts {
  readonly twin: Twin;
  readonly service: TrayService;
  readonly spares: Spares;
  readonly incidents: Incidents;
  readonly racks: RackFaults;
}

export function createInjected(parts: Parts): FaultOrders {
  const { twin, service, racks } = parts;
  const { ids, hardware } = twin;
  const stream = streamOf(twin.seed, 'injectedLeaks');
  return {
    injectXid: (gpu, xid, second) => injectXid(parts, gpu, xid, second),
    takeOut(tray, second) {
      if (service.isOut(tray)) return outAlready(ids.idOf('tray', tray));
      service.takeOut([tray], 'taken', second, { cause: 'operator', event: twin.reported.cause });
      return null;
    },
    leak(rack, second) {
      const name = ids.idOf('rack', rack);
      if (racks.leaking[rack] === 1) return refused('conflict', `${name} leaks already`, 'place');
      const { repairMedianH, repairSigma } = hardware.faults.leak;
      const repairS = lastsS(repairMedianH, repairSigma, gaussian(stream, rack, second));
      racks.leak(rack, second, second + repairS);
      return null;
    },
    clear(kind, index, second) {
      if (kind === 'tray') return clearTray(parts, index, second);
      if (kind === 'rack') return clearRack(parts, index, second);
      return clearGpu(parts, index, second);
    },
  };
}

function outAlready(name: string): Refused {
  return refused('conflict', `${name} is out of service`, 'place');
}

/** With the rest of the burst that this XID belongs to, and its most likely outcome. */
function injectXid(
  { twin, service, incidents }: Parts,
  gpu: number,
  xid: number,
  second: number,
): Refused {
  const { causes, notes, detectS, resetS } = twin.hardware.faults;
  if (service.isOut(Math.floor(gpu / twin.gpusPerTray)))
    return outAlready(twin.ids.idOf('gpu', gpu));
  const cause = causeOfXid(causes, xid);
  const burst = burstFrom(cause ? cause.bursts : notes.flatMap(({ bursts }) => bursts), xid);
  if (!burst) {
    const known = knownXids(twin.hardware.faults).join(', ');
    return refused('range', `xid must be one of ${known} (found ${xid})`, 'xid');
  }
  const outcome = outcomeOf(cause);
  const delayS = outcome === 'out' ? detectS[0] : outcome === 'reset' ? resetS[0] : 0;
  const because = twin.reported.cause;
  incidents.begin({ gpu, atS: second, burst, cause, outcome, delayS, because });
  return null;
}

function outcomeOf(cause: FaultCause | undefined) {
  if (!cause) return 'none';
  return cause.outRatio >= 0.5 ? 'out' : cause.otherwise;
}

/** The first burst that has the XID, from there on. */
function burstFrom(bursts: readonly Burst[], xid: number): Burst | undefined {
  const burst =
    bursts.find(([first]) => first?.xid === xid) ??
    bursts.find((rows) => rows.some((row) => row.xid === xid));
  if (!burst) return undefined;
  const rest = burst.slice(burst.findIndex((row) => row.xid === xid));
  const [first] = rest;
  const startS = first?.afterS ?? 0;
  // What befell the neighbours befalls the GPU that was asked for.
  return rest.map(({ on, ...row }, i) => ({
    ...row,
    ...(on && i > 0 && { on }),
    afterS: (row.afterS ?? 0) - startS,
  }));
}

function clearTray(
  { twin, service, spares, incidents }: Parts,
  tray: number,
  second: number,
): boolean {
  let forgot = false;
  for (let g = tray * twin.gpusPerTray; g < (tray + 1) * twin.gpusPerTray; g++) {
    if (incidents.forget(g)) forgot = true;
  }
  spares.forget(tray);
  return service.clear([tray], second) || forgot;
}

function clearGpu(parts: Parts, gpu: number, second: number): boolean {
  const { twin, service, incidents } = parts;
  const tray = Math.floor(gpu / twin.gpusPerTray);
  const forgot = incidents.forget(gpu);
  const sticks = !service.isOut(tray) && (twin.columns.gpuXid[gpu] as number) !== 0;
  if (sticks) service.reset(gpu);
  return clearTray(parts, tray, second) || forgot || sticks;
}

function clearRack({ twin, service, racks }: Parts, rack: number, second: number): boolean {
  if (racks.leaking[rack] === 0) return false;
  racks.mend(rack, second);
  const first = rack * twin.traysPerRack;
  const trays = Array.from({ length: twin.traysPerRack }, (_, i) => first + i);
  const booting = trays.filter((tray) => service.isOutFor(tray, 'boot'));
  service.clear(booting, second);
  return true;
}

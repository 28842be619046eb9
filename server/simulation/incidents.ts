// Incidents: one root cause, its burst of XIDs within seconds, and what comes of it: a tray out, a reset, a restart.
import { type Burst, type FaultCause, NVLINK_XIDS, PROGRAM_XIDS } from './faultPlan.ts';
import type { GpuRecords } from './gpuRecords.ts';
import { draw, streamOf, unit } from './random.ts';
import { report, type Twin } from './twin.ts';

/** What follows an incident's last XID. */
type Outcome = 'out' | 'reset' | 'restart' | 'none';

export interface Incident {
  readonly gpu: number;
  readonly cause: FaultCause | undefined;
  readonly outcome: Outcome;
  /** Reference of its first event. */
  readonly event: number | undefined;
}

export interface Incidents {
  /** An incident begins; its XIDs and its end follow by themselves. */
  begin(plan: IncidentPlan): void;
  /** What is due up to a second, in order of time; `conclude` is told of each incident's end. */
  step(second: number, conclude: (incident: Incident, atS: number) => void): void;
  /** Forgets what is still to come of a GPU; whether there was anything. */
  forget(gpu: number): boolean;
}

interface IncidentPlan {
  readonly gpu: number;
  readonly atS: number;
  readonly burst: Burst;
  readonly cause: FaultCause | undefined;
  readonly outcome: Outcome;
  /** From the last XID to the outcome. */
  readonly delayS: number;
  /** Reference of the event that brought it about: a command. */
  readonly because: number | undefined;
}

/** An incident under way; plain data, so that it can be saved. */
interface UnderWay {
  readonly number: number;
  readonly gpu: number;
  readonly cause: string | undefined;
  readonly outcome: Outcome;
  readonly acts: readonly Act[];
  done: number;
  event: number | undefined;
  readonly because: number | undefined;
}

/** The last act, without an XID, is the outcome. */
type Act = { readonly atS: number; readonly xid?: Burst[number] };

interface Context {
  readonly twin: Twin;
  readonly records: GpuRecords;
  /** Out of service a GPU reports no XID. */
  readonly isOut: (tray: number) => boolean;
  readonly stream: number;
}

export function createIncidents(
  twin: Twin,
  records: GpuRecords,
  isOut: (tray: number) => boolean,
): Incidents {
  const context: Context = { twin, records, isOut, stream: streamOf(twin.seed, 'bursts') };
  const memory = { underWay: [] as UnderWay[], number: 0 };
  twin.memory.keep('incidents', memory);
  const causeOf = (name: string | undefined): FaultCause | undefined =>
    twin.hardware.faults.causes.find(({ cause }) => cause === name);
  return {
    begin({ gpu, atS, burst, cause, outcome, delayS, because }) {
      const acts: Act[] = burst.map((xid) => ({ atS: atS + Math.round(xid.afterS ?? 0), xid }));
      const lastS = acts.reduce((last, act) => Math.max(last, act.atS), atS);
      acts.push({ atS: lastS + Math.round(delayS) });
      memory.underWay.push({
        number: memory.number++,
        gpu,
        cause: cause?.cause,
        outcome,
        acts,
        done: 0,
        event: undefined,
        because,
      });
    },
    step(second, conclude) {
      for (
        let next = earliest(memory.underWay, second);
        next;
        next = earliest(memory.underWay, second)
      ) {
        const act = next.acts[next.done++] as Act;
        if (act.xid) {
          const event = showXid(context, next, act.xid, act.atS);
          next.event ??= event;
        } else {
          memory.underWay = memory.underWay.filter((incident) => incident !== next);
          const { gpu, outcome, event = next.because } = next;
          conclude({ gpu, cause: causeOf(next.cause), outcome, event }, act.atS);
        }
      }
    },
    forget(gpu) {
      const before = memory.underWay.length;
      memory.underWay = memory.underWay.filter((incident) => incident.gpu !== gpu);
      return memory.underWay.length < before;
    },
  };
}

/** The incident whose next act is the first that is due. */
function earliest(underWay: readonly UnderWay[], second: number): UnderWay | undefined {
  let found: UnderWay | undefined;
  let atS = second;
  for (const incident of underWay) {
    const due = incident.acts[incident.done]?.atS ?? Number.POSITIVE_INFINITY;
    if (due < atS || (due === atS && !found)) {
      found = incident;
      atS = due;
    }
  }
  return found;
}

/** Shows one XID of a burst on every GPU that it is on; returns the reference of its first event. */
function showXid(
  c: Context,
  incident: UnderWay,
  { xid, on, row }: Burst[number],
  atS: number,
): number | undefined {
  const { twin, records, isOut } = c;
  let first: number | undefined;
  for (const gpu of gpusOf(c, incident, on)) {
    if (isOut(Math.floor(gpu / twin.gpusPerTray))) continue;
    if (PROGRAM_XIDS.includes(xid) && (twin.columns.gpuJob[gpu] as number) < 0) continue;
    // The sensor's last XID sticks until the GPU is reset; the event is the truth.
    twin.columns.gpuXid[gpu] = xid;
    if (row) records.noteRow(gpu, row);
    if (NVLINK_XIDS.includes(xid)) records.addNvlinkErrors(gpu, nvlinkErrors(c, incident, gpu));
    // Only the root of what takes something out of service is more than information.
    const root = incident.event === undefined && first === undefined;
    const event = reportXid(
      twin,
      gpu,
      atS,
      xid,
      root && incident.outcome === 'out',
      incident.event ?? incident.because,
    );
    first ??= event;
  }
  return first;
}

function gpusOf(
  { twin, stream }: Context,
  { gpu, number }: UnderWay,
  on: Burst[number]['on'],
): number[] {
  if (on === undefined) return [gpu];
  const { gpusPerTray, gpusPerRack } = twin;
  if (on === 'tray') {
    const from = Math.floor(gpu / gpusPerTray) * gpusPerTray;
    return Array.from({ length: gpusPerTray }, (_, i) => from + i).filter((other) => other !== gpu);
  }
  const from = Math.floor(gpu / gpusPerRack) * gpusPerRack;
  const peers = Array.from(
    { length: RACK_PEERS },
    (_, i) => from + (draw(stream, number, i) % gpusPerRack),
  );
  return [...new Set(peers)].filter((other) => other !== gpu);
}
/** GPUs of the NVLink domain that notice a link of another one. */
const RACK_PEERS = 3;

/** Spread over its range by orders of magnitude. */
function nvlinkErrors({ twin, stream }: Context, { number }: UnderWay, gpu: number): number {
  const [least, most] = twin.hardware.faults.nvlink.burstErrors;
  return Math.round(least * (most / least) ** unit(draw(stream, number, 100 + (gpu % 100))));
}

function reportXid(
  twin: Twin,
  gpu: number,
  second: number,
  xid: number,
  takesOut: boolean,
  cause: number | undefined,
): number {
  return report(twin, second, {
    kind: 'xid',
    severity: takesOut ? 'warning' : 'info',
    code: `xid.${xid}`,
    place: ['gpu', gpu],
    key: 'xid',
    params: { gpu: twin.ids.idOf('gpu', gpu), xid },
    cause,
  });
}

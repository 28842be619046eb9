// What breaks: GPU failures at published rates, leaks and shelves, racks that heat or darkness stops, and what operators ask for.
import { createFailureClock, type FailureClock } from './failureClock.ts';
import { lastsS, pickBurst, pickRow, ratePerS } from './faultPlan.ts';
import { firstOutages } from './firstOutages.ts';
import type { GpuKernel } from './gpuKernel.ts';
import { createGpuRecords, type GpuRecords } from './gpuRecords.ts';
import { createIncidents, type Incident, type Incidents } from './incidents.ts';
import { createInjected, type FaultOrders } from './injected.ts';
import type { Jobs } from './jobs.ts';
import type { Parts } from './parts.ts';
import type { Placement } from './placement.ts';
import { createRackFaults } from './rackFaults.ts';
import { gaussian, streamOf } from './random.ts';
import { createSpares, type Spares } from './spares.ts';
import { createStops, type StopsInput } from './stops.ts';
import { createTrayService, type TrayService } from './trayService.ts';
import { report, type Twin } from './twin.ts';

export interface Faults extends FaultOrders {
  /** Everything that fails, stops or is repaired up to a second. */
  step(second: number, dtS: number): void;
  /** 1 for racks without power: dark for want of a feed, or switched off for a leak. */
  readonly darkRacks: Uint8Array;
  /** 1 for racks whose coolant valve is shut. */
  readonly valveShut: Uint8Array;
  /** Power shelves of each rack that work. */
  readonly shelvesUp: Uint8Array;
  isShelfUp(shelf: number): boolean;
}

interface FaultsInput extends StopsInput {
  readonly parts: Pick<Parts, 'swapTray' | 'showLimits'>;
}

/** What is built after the faults, and asked for only once the first step is made. */
interface LaterParts {
  readonly jobs: Jobs;
  readonly kernel: Pick<GpuKernel, 'shutdowns'>;
}

interface Context {
  readonly jobs: () => Jobs;
  readonly placement: Placement;
  readonly twin: Twin;
  readonly records: GpuRecords;
  readonly service: TrayService;
  readonly spares: Spares;
  readonly incidents: Incidents;
  readonly failures: FailureClock;
  readonly noted: FailureClock;
  readonly repairStream: number;
}

export function createFaults(input: FaultsInput, later: () => LaterParts): Faults {
  const { twin, placement, chain } = input;
  const jobs = (): Jobs => later().jobs;
  const { causes, notes } = twin.hardware.faults;
  const records = createGpuRecords(twin);
  const service = createTrayService({ ...input, records, jobs });
  const spares = createSpares(twin, (tray, untilS) => service.keepUntil(tray, untilS, true));
  const incidents = createIncidents(twin, records, service.isOut);
  const context: Context = {
    jobs,
    placement,
    twin,
    records,
    service,
    spares,
    incidents,
    failures: createFailureClock(twin, 'faults', ratePerS(causes, twin.gpus)),
    noted: createFailureClock(twin, 'faultNotes', ratePerS(notes, twin.gpus)),
    repairStream: streamOf(twin.seed, 'repairs'),
  };
  const stops = createStops(input, service);
  const racks = createRackFaults(twin, stops);
  const injected = createInjected({ twin, service, spares, incidents, racks });
  const withoutPower = new Uint8Array(twin.racks);
  const { darkRacks } = chain;
  const { leaking } = racks;
  firstOutages(twin, service, spares);
  return {
    darkRacks: withoutPower,
    valveShut: racks.leaking,
    shelvesUp: racks.shelvesUp,
    isShelfUp: racks.isUp,
    ...injected,
    step(second, dtS) {
      context.failures.run(second, (atS, number) => fail(context, atS, number));
      context.noted.run(second, (atS, number) => note(context, atS, number));
      incidents.step(second, (incident, atS) => conclude(context, incident, atS));
      racks.step(second);
      spares.step(second);
      service.step(second, stops.mayNotStart);
      stops.step(second, later().kernel.shutdowns);
      records.step(second, dtS);
      for (let rack = 0; rack < withoutPower.length; rack++) {
        withoutPower[rack] = (darkRacks[rack] as number) | (leaking[rack] as number);
      }
    },
  };
}

/** A GPU anywhere fails; what is out of service already cannot. */
function fail({ twin, service, incidents, failures }: Context, atS: number, number: number): void {
  const { causes, detectS, resetS } = twin.hardware.faults;
  const cause = pickRow(causes, failures.even(number, 0));
  const gpu = Math.floor(twin.gpus * failures.even(number, 1));
  if (!cause || service.isOut(Math.floor(gpu / twin.gpusPerTray))) return;
  const burst = pickBurst(cause.bursts, failures.even(number, 2));
  const outcome = failures.even(number, 3) < cause.outRatio ? 'out' : cause.otherwise;
  const [least, most] = outcome === 'reset' ? resetS : detectS;
  const delayS = outcome === 'restart' ? 0 : least + (most - least) * failures.even(number, 4);
  incidents.begin({ gpu, atS, burst, cause, outcome, delayS, because: undefined });
}

/** What is noted interrupts nothing. */
function note({ twin, service, incidents, noted }: Context, atS: number, number: number): void {
  const row = pickRow(twin.hardware.faults.notes, noted.even(number, 0));
  const gpu = Math.floor(twin.gpus * noted.even(number, 1));
  if (!row || service.isOut(Math.floor(gpu / twin.gpusPerTray))) return;
  const burst = pickBurst(row.bursts, noted.even(number, 2));
  const plain = { cause: undefined, outcome: 'none', delayS: 0, because: undefined } as const;
  incidents.begin({ gpu, atS, burst, ...plain });
}

/** The end of an incident: its tray goes out, or its GPU is reset, and the job starts again. */
function conclude(c: Context, { gpu, cause, outcome, event }: Incident, atS: number): void {
  const { jobs, placement, twin, service, spares } = c;
  const tray = Math.floor(gpu / twin.gpusPerTray);
  if (!cause || outcome === 'none' || service.isOut(tray)) return;
  if (outcome === 'out') {
    const reason = cause.remedy === 'reboot' ? 'boot' : 'repair';
    service.takeOut([tray], reason, atS, { cause: cause.cause, event });
    const normal = gaussian(c.repairStream, tray, atS);
    const handsOnS = lastsS(cause.repairMedianH, cause.repairSigma, normal);
    if (cause.remedy === 'swap') spares.ask(tray, atS, handsOnS);
    else service.keepUntil(tray, atS + handsOnS);
    return;
  }
  jobs().advance(atS);
  const slot = placement.slotOfTray[tray] as number;
  if (outcome === 'reset') {
    service.reset(gpu);
    report(twin, atS, {
      kind: 'fault',
      severity: 'info',
      place: ['gpu', gpu],
      key: 'gpu.reset',
      params: { gpu: twin.ids.idOf('gpu', gpu) },
      cause: event,
    });
  }
  jobs().restart(slot, atS, cause.cause, event, tray);
}

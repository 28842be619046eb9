// Trays that stop with their rack: shut down by heat, without power, or emptied for a leak; each boots before it is back.
import type { CduDuty } from './cduDuty.ts';
import { lastsS } from './faultPlan.ts';
import type { Placement } from './placement.ts';
import type { PowerChain } from './powerChain.ts';
import { gaussian, streamOf } from './random.ts';
import type { TrayService } from './trayService.ts';
import { report, type Twin } from './twin.ts';

export interface Stops {
  leaked(rack: number, second: number, event: number): void;
  mended(rack: number, second: number): void;
  /** GPUs that heat has shut down in the last step, and racks that are dark or no longer. */
  step(second: number, shutdowns: readonly number[]): void;
  /** Coolant too warm to start with. */
  mayNotStart(tray: number): boolean;
}

export interface StopsInput {
  readonly twin: Twin;
  readonly placement: Placement;
  readonly chain: Pick<PowerChain, 'darkRacks'>;
  readonly duty: Pick<CduDuty, 'stoppedBy'>;
}

interface Context extends StopsInput {
  readonly service: TrayService;
  readonly memory: { readonly dark: Uint8Array; readonly leaking: Uint8Array };
  readonly stream: number;
}

export function createStops(input: StopsInput, service: TrayService): Stops {
  const { twin } = input;
  const memory = { dark: new Uint8Array(twin.racks), leaking: new Uint8Array(twin.racks) };
  twin.memory.keep('stops', memory);
  const context: Context = { ...input, service, memory, stream: streamOf(twin.seed, 'boots') };
  const [, hottestC] = twin.hardware.cooling.ringSetC;
  return {
    leaked(rack, second, event) {
      memory.leaking[rack] = 1;
      close(context, rack);
      service.takeOut(traysOf(twin, rack), 'leak', second, { cause: 'leak', event });
    },
    mended(rack, second) {
      memory.leaking[rack] = 0;
      close(context, rack);
      boot(context, traysOf(twin, rack), 'leak', second);
    },
    step(second, shutdowns) {
      if (shutdowns.length > 0) shutDown(context, shutdowns, second);
      darken(context, second);
    },
    mayNotStart: (tray) =>
      (twin.columns.rackCoolantSupplyC[rackOf(twin, tray)] as number) > hottestC,
  };
}

function rackOf({ traysPerRack }: Twin, tray: number): number {
  return Math.floor(tray / traysPerRack);
}

function traysOf({ traysPerRack }: Twin, rack: number): number[] {
  return Array.from({ length: traysPerRack }, (_, i) => rack * traysPerRack + i);
}

/** Nobody looks for spare trays in a rack without power. */
function close({ placement, memory }: Context, rack: number): void {
  placement.close(rack, 'dark', memory.dark[rack] === 1 || memory.leaking[rack] === 1);
}

/** Trays whose reason has ended boot before they are back; those under repair stay so. */
function boot(c: Context, trays: readonly number[], reason: 'dark' | 'leak', second: number): void {
  const waiting = trays.filter((tray) => c.service.isOutFor(tray, reason));
  startAfter(
    c,
    waiting.filter((tray) => !c.service.isOutFor(tray, 'repair')),
    second,
  );
  c.service.end(waiting, reason, second);
}

/** The trays of a row of racks come up together. */
function startAfter({ twin, service, stream }: Context, trays: readonly number[], second: number) {
  const { bootMedianH, bootSigma } = twin.hardware.faults;
  const rowOfRack = twin.places.ancestors('rack', 'row');
  service.takeOut(trays, 'boot', second, { cause: 'boot' });
  for (const tray of trays) {
    const normal = gaussian(stream, rowOfRack[rackOf(twin, tray)] as number, second);
    service.keepUntil(tray, second + lastsS(bootMedianH, bootSigma, normal));
  }
}

/** One event a rack, then its trays. */
function shutDown(c: Context, gpus: readonly number[], second: number): void {
  const { twin, service } = c;
  const ringOfRack = twin.places.ancestors('rack', 'cduRing');
  const racks = new Map<number, number[]>();
  for (const gpu of gpus) {
    const rack = Math.floor(gpu / twin.gpusPerRack);
    racks.set(rack, [...(racks.get(rack) ?? []), gpu]);
  }
  for (const [rack, hot] of racks) {
    const trays = [...new Set(hot.map((gpu) => Math.floor(gpu / twin.gpusPerTray)))];
    const stopped = trays.filter((tray) => !service.isOut(tray));
    if (stopped.length === 0) continue;
    const event = reportHeat(c, rack, hot.length, second, ringOfRack[rack] as number);
    service.takeOut(stopped, 'boot', second, { cause: 'overheat', event });
    startAfter(c, stopped, second);
  }
}

function reportHeat(
  { twin, duty }: Context,
  rack: number,
  gpus: number,
  second: number,
  ring: number,
): number {
  return report(twin, second, {
    kind: 'fault',
    severity: 'critical',
    place: ['rack', rack],
    key: 'gpus.shutdown',
    params: { place: twin.ids.idOf('rack', rack), gpus },
    cause: duty.stoppedBy(ring),
  });
}

function darken(c: Context, second: number): void {
  const { twin, service, memory } = c;
  const { darkRacks } = c.chain;
  const dark: number[] = [];
  const light: number[] = [];
  for (let rack = 0; rack < twin.racks; rack++) {
    if (darkRacks[rack] === memory.dark[rack]) continue;
    memory.dark[rack] = darkRacks[rack] as number;
    (darkRacks[rack] === 1 ? dark : light).push(...traysOf(twin, rack));
    close(c, rack);
  }
  if (dark.length > 0) service.takeOut(dark, 'dark', second, { cause: 'powerLost' });
  if (light.length > 0) boot(c, light, 'dark', second);
}

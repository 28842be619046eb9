// Which UPS run: those that are whole, fed or with enough in their battery; the racks of a group without any are dark.
import { batteryCapacityWh, dischargedWh } from '../model/battery.ts';
import { upsLossW } from '../model/ups.ts';
import type { Outages } from './outages.ts';
import type { Supply } from './supply.ts';
import { report, type Twin } from './twin.ts';

export interface UpsDuty {
  readonly state: UpsState;
  readonly capacityWh: number;
  /** Of this step: 1 for a UPS that runs, their number by group and by bus, and the share of the step each is fed. */
  readonly runs: Uint8Array;
  readonly runningIn: Int32Array;
  readonly runningOnBus: Int32Array;
  readonly fedRatio: Float64Array;
  /** Part of what the coolant pumps take from batteries that falls to each UPS; they add up to 1, or to 0. */
  readonly bridgeRatio: Float64Array;
  readonly darkRacks: Uint8Array;
  readonly darkNetworkRacks: Uint8Array;
  readonly groupOf: Int32Array;
  busOf(ups: number): number;
  /** Notes how much of the step each UPS is fed, when this share of each group finds room on the gensets. */
  feed(gensetShare: Float64Array): void;
  /** Decides for the step that ends at this second, from the loads of the last one. */
  decide(second: number, dtS: number, bridgeW: number): void;
}

interface UpsState {
  readonly storedWh: Float64Array;
  /** Steady supply that a UPS still waits for before it takes its load again; 0 for one that has not let go. */
  readonly restS: Float64Array;
  /** By group: 1 on bypass; wear of the overload, 1 when it can bear no more; seconds back in bounds. */
  readonly bypass: Uint8Array;
  readonly wear: Float64Array;
  readonly calmS: Float64Array;
  /** By group, when it last had a load: watts out of its UPS, and into them. */
  readonly outW: Float64Array;
  readonly drawnW: Float64Array;
  readonly dark: Uint8Array;
}

interface Context {
  readonly twin: Twin;
  readonly outages: Outages;
  readonly supply: Supply;
  readonly duty: UpsDuty;
}

/** Rounding of a sum of shares of a step. */
const ALL = 1 - 1e-9;

export function createUpsDuty(twin: Twin, outages: Outages, supply: Supply): UpsDuty {
  const { places, site, hardware } = twin;
  const count = places.count('ups');
  const groups = places.count('upsGroup');
  const { upsW, upsAutonomyS } = site.ratings;
  const capacityWh = batteryCapacityWh(hardware.power, upsW, upsAutonomyS);
  const state: UpsState = {
    storedWh: new Float64Array(count).fill(capacityWh),
    restS: new Float64Array(count),
    bypass: new Uint8Array(groups),
    wear: new Float64Array(groups),
    calmS: new Float64Array(groups),
    outW: new Float64Array(groups),
    drawnW: new Float64Array(groups),
    dark: new Uint8Array(groups),
  };
  const darkRacks = new Uint8Array(twin.racks);
  const darkNetworkRacks = new Uint8Array(places.count('networkRack'));
  twin.memory.keep('ups', { ...state, darkRacks, darkNetworkRacks });
  const duty: UpsDuty = {
    state,
    capacityWh,
    runs: new Uint8Array(count),
    runningIn: new Int32Array(groups),
    runningOnBus: new Int32Array(supply.buses),
    fedRatio: new Float64Array(count),
    bridgeRatio: new Float64Array(count),
    darkRacks,
    darkNetworkRacks,
    groupOf: places.ancestors('ups', 'upsGroup'),
    // Neighbours hang on different buses, so that the loss of one takes a part of every group.
    busOf: (ups) => ups % supply.buses,
    feed: (gensetShare) => feed(context, gensetShare),
    decide(second, dtS, bridgeW) {
      for (let group = 0; group < groups; group++) {
        decideGroup(context, group, second, dtS, bridgeW);
      }
      spread(context);
    },
  };
  const context: Context = { twin, outages, supply, duty };
  return duty;
}

/** How much of the step each UPS has a source at its input. */
function feed({ supply, duty }: Context, gensetShare: Float64Array): void {
  for (let u = 0; u < duty.runs.length; u++) {
    const bus = duty.busOf(u);
    const share = gensetShare[duty.groupOf[u] as number] as number;
    duty.fedRatio[u] =
      (supply.gridRatio[bus] as number) + (supply.gensetRatio[bus] as number) * share;
  }
}

function decideGroup(c: Context, group: number, second: number, dtS: number, bridgeW: number) {
  const { twin, duty, outages } = c;
  const { state } = duty;
  const { from, to } = twin.places.within('ups', 'upsGroup', group);
  let running = 0;
  let fed = true;
  for (let u = from; u < to; u++) {
    duty.runs[u] = starts(c, u, dtS) ? 1 : 0;
    if (duty.runs[u] === 0) continue;
    running++;
    fed &&= (duty.fedRatio[u] as number) >= ALL;
  }
  if (state.bypass[group] === 1 && !fed) running = letGo(c, group);
  if (state.bypass[group] === 0 && (state.wear[group] as number) >= 1 && running > 0) {
    if (fed) setBypass(c, group, true, second, outages.latest);
    else running = letGo(c, group);
  }
  for (let u = from; u < to && !fed; u++) {
    if (duty.runs[u] === 0 || lasts(c, group, u, running, dtS, bridgeW)) continue;
    duty.runs[u] = 0;
    state.restS[u] = twin.hardware.power.upsRestartS;
  }
  duty.runningIn[group] = 0;
  for (let u = from; u < to; u++) {
    duty.runningIn[group] = (duty.runningIn[group] as number) + (duty.runs[u] as number);
  }
  setDark(c, group, duty.runningIn[group] === 0, second);
}

/** Whole, and not waiting for steady supply after it has let go. */
function starts({ outages, duty }: Context, ups: number, dtS: number): boolean {
  const { restS } = duty.state;
  const waits = (restS[ups] as number) > 0;
  if (waits && (duty.fedRatio[ups] as number) >= ALL) {
    restS[ups] = Math.max(0, (restS[ups] as number) - dtS);
  }
  return !waits && !outages.isDown('ups', ups);
}

/** Whether its battery carries the part of the step in which it is not fed. */
function lasts(
  { twin, duty }: Context,
  group: number,
  ups: number,
  running: number,
  dtS: number,
  bridgeW: number,
): boolean {
  const { power } = twin.hardware;
  const missing = 1 - (duty.fedRatio[ups] as number);
  if (missing <= 1 - ALL) return true;
  const outW = (duty.state.outW[group] as number) / running;
  const drawnW = outW + upsLossW(power, outW, twin.site.ratings.upsW);
  const pumpsW = bridgeW / duty.runs.length;
  const wantedWh = ((missing * drawnW + pumpsW) * dtS) / 3_600;
  return dischargedWh(power, wantedWh) <= (duty.state.storedWh[ups] as number);
}

/** All of a group drop their load at once: nothing but the rest of what was wanted could feed it. */
function letGo({ twin, duty }: Context, group: number): number {
  const { from, to } = twin.places.within('ups', 'upsGroup', group);
  for (let u = from; u < to; u++) {
    if (duty.runs[u] === 1) duty.state.restS[u] = twin.hardware.power.upsRestartS;
    duty.runs[u] = 0;
  }
  duty.state.wear[group] = 0;
  duty.state.bypass[group] = 0;
  return 0;
}

export function setBypass(
  { twin, duty }: Pick<Context, 'twin' | 'duty'>,
  group: number,
  on: boolean,
  second: number,
  cause?: number,
): void {
  duty.state.bypass[group] = on ? 1 : 0;
  duty.state.wear[group] = 0;
  duty.state.calmS[group] = 0;
  report(twin, second, {
    kind: 'plant',
    severity: on ? 'warning' : 'info',
    place: ['upsGroup', group],
    key: on ? 'ups.bypass' : 'ups.bypassEnded',
    params: { place: twin.ids.idOf('upsGroup', group) },
    cause,
  });
}

function setDark({ twin, duty, outages }: Context, group: number, dark: boolean, second: number) {
  const { state } = duty;
  if ((state.dark[group] === 1) === dark) return;
  state.dark[group] = dark ? 1 : 0;
  const racks = twin.places.within('rack', 'upsGroup', group);
  const network = twin.places.within('networkRack', 'upsGroup', group);
  duty.darkRacks.fill(dark ? 1 : 0, racks.from, racks.to);
  duty.darkNetworkRacks.fill(dark ? 1 : 0, network.from, network.to);
  report(twin, second, {
    kind: dark ? 'fault' : 'plant',
    severity: dark ? 'critical' : 'info',
    place: ['upsGroup', group],
    key: dark ? 'load.lost' : 'load.back',
    params: { place: twin.ids.idOf('upsGroup', group), racks: racks.to - racks.from },
    cause: dark ? outages.latest : undefined,
  });
}

/** Pumps draw on the batteries of those UPS that are not fed, or on all that run. */
function spread({ duty }: Context): void {
  const { runs, fedRatio, bridgeRatio, runningOnBus } = duty;
  runningOnBus.fill(0);
  let missing = 0;
  let running = 0;
  for (let u = 0; u < runs.length; u++) {
    if (runs[u] === 0) continue;
    const bus = duty.busOf(u);
    runningOnBus[bus] = (runningOnBus[bus] as number) + 1;
    missing += 1 - (fedRatio[u] as number);
    running++;
  }
  for (let u = 0; u < runs.length; u++) {
    const own = missing > 0 ? (1 - (fedRatio[u] as number)) / missing : 1 / running;
    bridgeRatio[u] = runs[u] === 1 ? own : 0;
  }
}

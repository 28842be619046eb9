// The power chain: racks on UPS groups, UPS and plant on busbars, busbars on feeds or gensets; every watt accounted for.
import type { FaultOf } from '../contract/command.ts';
import type { ChainPlace } from './actions.ts';
import { createGensets, type Gensets } from './gensets.ts';
import { createGridFlow, type GridFlow } from './gridFlow.ts';
import { createOutages, type Outages } from './outages.ts';
import type { PlantPower } from './plant.ts';
import type { RackPower } from './rackPower.ts';
import { type Refused, refused } from './refused.ts';
import { meterSite, settleSite, writeSite } from './siteColumns.ts';
import { createSupply, type Supply } from './supply.ts';
import { report, type Twin } from './twin.ts';
import { createUpsDuty, type UpsDuty } from './upsDuty.ts';
import { createUpsGroups, type UpsGroups } from './upsGroups.ts';

export interface PowerChain {
  /** Moves switches, gensets and UPS through the step that ends at this second; before the loads of it are known. */
  begin(second: number, dtS: number): void;
  /** Feeds racks from the UPS, and cooling and house beside them. */
  step(second: number, dtS: number, racks: RackPower, plant: PlantPower): void;
  /** 1 while a rack has no power. */
  readonly darkRacks: Uint8Array;
  readonly darkNetworkRacks: Uint8Array;
  /** Share of the step in which chillers, fans, air handlers, cold pumps and house have power. */
  readonly supplyRatio: number;
  /** The same for the pumps of the CDUs and of the warm loop, which batteries carry as long as one UPS runs. */
  readonly pumpRatio: number;
  inject(kind: ChainPlace, index: number, fault: FaultOf<ChainPlace>, second: number): Refused;
  clear(kind: ChainPlace, index: number, second: number): boolean;
}

interface State {
  /** Draw of cooling and house when they last had power, and of the pumps among it that ride on the UPS. */
  plantW: number;
  pumpW: number;
  /** 1 while some UPS feeds from its battery. */
  bridging: number;
  supplyRatio: number;
  pumpRatio: number;
}

interface Context {
  readonly twin: Twin;
  readonly state: State;
  readonly outages: Outages;
  readonly gensets: Gensets;
  readonly supply: Supply;
  readonly duty: UpsDuty;
  readonly groups: UpsGroups;
  readonly flow: GridFlow;
  readonly gensetShare: Float64Array;
}

export function createPowerChain(twin: Twin): PowerChain {
  const context = createParts(twin);
  const { state, duty, gensets, outages } = context;
  twin.columns.gensetEnergyWh.fill(0);
  settleSite(twin);
  return {
    darkRacks: duty.darkRacks,
    darkNetworkRacks: duty.darkNetworkRacks,
    get supplyRatio() {
      return state.supplyRatio;
    },
    get pumpRatio() {
      return state.pumpRatio;
    },
    begin: (second, dtS) => begin(context, second, dtS),
    step: (second, dtS, racks, plant) => step(context, second, dtS, racks, plant),
    inject(kind, index, fault, second) {
      if (kind === 'genset' && gensets.isClosed(index)) {
        const id = twin.ids.idOf('genset', index);
        return refused(
          'conflict',
          `${id} runs; it can refuse to start once it stands still`,
          'place',
        );
      }
      return outages.inject(kind, index, fault, second);
    },
    clear: outages.clear,
  };
}

function createParts(twin: Twin): Context {
  const state: State = { plantW: 0, pumpW: 0, bridging: 0, supplyRatio: 1, pumpRatio: 1 };
  twin.memory.keep('powerChain', state);
  const gensetShare = new Float64Array(twin.places.count('upsGroup')).fill(1);
  const outages = createOutages(twin);
  const gensets = createGensets(twin, outages);
  const supply = createSupply(twin, outages, gensets);
  const duty = createUpsDuty(twin, outages, supply);
  const groups = createUpsGroups(twin, supply, duty, gensetShare);
  const flow = createGridFlow(twin, outages, supply);
  return { twin, state, outages, gensets, supply, duty, groups, flow, gensetShare };
}

function begin(c: Context, second: number, dtS: number): void {
  const { state, supply, duty, gensetShare } = c;
  const demandW = shareGensets(c, state.plantW);
  supply.advance(second - dtS, second, demandW, (at) => tellOfBatteries(c, at));
  let fed = 0;
  for (let b = 0; b < supply.buses; b++) {
    fed += ((supply.gridRatio[b] as number) + (supply.gensetRatio[b] as number)) / supply.buses;
  }
  state.supplyRatio = fed > ALL ? 1 : fed;
  duty.feed(gensetShare);
  duty.decide(second, dtS, (1 - state.supplyRatio) * state.pumpW);
  state.pumpRatio = duty.runs.includes(1) ? 1 : state.supplyRatio;
}
/** Rounding of a sum of shares of a step. */
const ALL = 1 - 1e-9;

/** Plant first, then the groups in order, as far as the gensets reach; returns what they then have to carry. */
function shareGensets({ twin, gensets, duty, gensetShare }: Context, plantW: number): number {
  const { usableW } = gensets;
  let askedW = plantW;
  for (let group = 0; group < gensetShare.length; group++) {
    const drawnW = duty.state.drawnW[group] as number;
    const room = drawnW > 0 ? Math.min(1, Math.max(0, (usableW - askedW) / drawnW)) : 1;
    // Machines that are not called yet may all come.
    gensetShare[group] = usableW > 0 ? room : 1;
    askedW += drawnW * (gensetShare[group] as number);
  }
  return Math.max(askedW, twin.site.ratings.houseW);
}

/** One event when the first UPS feeds from its battery, and one when the last no longer does. */
function tellOfBatteries(c: Context, second: number): void {
  const { twin, state, outages } = c;
  const count = onBattery(c);
  // Those that have let go are neither on battery nor fed again.
  if (state.bridging === 1 ? !allFed(c) : count === 0) return;
  state.bridging = 1 - state.bridging;
  const common = { kind: 'plant', place: ['site', 0] } as const;
  if (state.bridging === 0) {
    report(twin, second, { ...common, severity: 'info', key: 'ups.online', params: {} });
    return;
  }
  report(twin, second, {
    ...common,
    severity: 'warning',
    key: 'ups.onBattery',
    params: { count },
    cause: outages.latest,
  });
}

/** Every busbar, and with gensets every group, has a source for all of its load. */
function allFed({ supply, gensetShare }: Context): boolean {
  const share = Math.min(...gensetShare);
  for (let b = 0; b < supply.buses; b++) if (supply.fedRatio(b, share) < 1) return false;
  return true;
}

function onBattery(c: Context): number {
  const { twin, supply, duty, outages, gensetShare } = c;
  if (allFed(c)) return 0;
  let count = 0;
  for (let u = 0; u < twin.places.count('ups'); u++) {
    const share = gensetShare[duty.groupOf[u] as number] as number;
    const runs = !outages.isDown('ups', u) && duty.state.restS[u] === 0;
    if (runs && supply.fedRatio(duty.busOf(u), share) < 1) count++;
  }
  return count;
}

function step(c: Context, second: number, dtS: number, racks: RackPower, plant: PlantPower): void {
  const { twin, state, supply, groups, flow } = c;
  const { coolingW, upsPumpW } = plant;
  const houseW = plant.houseW * state.supplyRatio;
  const { fedW, bridgeW } = split(state, coolingW + houseW, upsPumpW);
  groups.load(racks.rackW, racks.networkW);
  if (state.supplyRatio < 1 || c.gensets.closed > 0) {
    // Now that the loads are known, no genset takes more than it can.
    shareGensets(c, fedW);
    c.duty.feed(c.gensetShare);
  }
  groups.carry(second, dtS, bridgeW);
  flow.carry(second, dtS, groups.gridDemandW, groups.gensetDemandW, fedW / supply.buses);
  state.pumpW = upsPumpW;
  if (state.supplyRatio === 1) state.plantW = coolingW + houseW;
  writeGensets(c, dtS);
  writeSite(twin, racks, groups.totals, flow.totals, coolingW, houseW);
  meterSite(twin, racks, groups.totals, flow.totals, dtS);
}

const beside = { fedW: 0, bridgeW: 0 };

/** What cooling and house draw while they have a source, and what the pumps get from batteries, as a mean of the step. */
function split({ supplyRatio, pumpRatio }: State, besideW: number, pumpW: number): typeof beside {
  const bridgedRatio = pumpRatio > 0 ? (pumpRatio - supplyRatio) / pumpRatio : 0;
  beside.bridgeW = pumpW * bridgedRatio;
  beside.fedW = supplyRatio > 0 ? (besideW - beside.bridgeW) / supplyRatio : 0;
  return beside;
}

function writeGensets({ twin, supply, gensets, flow }: Context, dtS: number): void {
  const { columns, site } = twin;
  const hours = dtS / 3_600;
  let shares = 0;
  for (const share of supply.gensetShareS) shares += share;
  for (let g = 0; g < supply.gensetShareS.length; g++) {
    const part = shares > 0 ? (supply.gensetShareS[g] as number) / shares : 0;
    const watts = flow.totals.gensetW * part;
    columns.gensetPowerW[g] = watts;
    columns.gensetLoadRatio[g] = watts / site.ratings.gensetW;
    columns.gensetEnergyWh[g] = (columns.gensetEnergyWh[g] as number) + watts * hours;
    const runS = supply.gensetRunS[g] as number;
    if (runS > 0) gensets.burn(g, watts * hours, runS);
  }
  gensets.refill(dtS);
  gensets.write();
}

// The UPS groups under load: running UPS share equally what their racks and busway ask, and their batteries bridge.
import { codeOf } from '../contract/state.ts';
import { chargedWh, dischargedWh, rechargeWh } from '../model/battery.ts';
import { threePhaseA } from '../model/current.ts';
import { buswayLossW, overloadBearableS, upsBypassLossW, upsLossW } from '../model/ups.ts';
import type { Supply } from './supply.ts';
import type { Twin } from './twin.ts';
import { setBypass, type UpsDuty } from './upsDuty.ts';

export interface UpsGroups {
  /** Takes the racks' loads of the step: what each group asks at the inputs of the UPS that the duty lets run. */
  load(racksW: Float64Array, networkW: Float64Array): void;
  /** Carries them; `bridgeW` goes from batteries to coolant pumps. */
  carry(second: number, dtS: number, bridgeW: number): void;
  /** What each bus gives its UPS while it is on the grid, and while it is wholly on gensets. */
  readonly gridDemandW: Float64Array;
  readonly gensetDemandW: Float64Array;
  /** Means of the step; `givenW` is what batteries feed, `batteryW` that less what charges them. */
  readonly totals: {
    itW: number;
    buswayLossW: number;
    upsLossW: number;
    batteryW: number;
    givenW: number;
  };
}

const ONLINE = codeOf('ups', 'online');
const BATTERY = codeOf('ups', 'battery');
const BYPASS = codeOf('ups', 'bypass');
const OFF = codeOf('ups', 'off');

const NOTHING = { itW: 0, buswayLossW: 0, upsLossW: 0, batteryW: 0, givenW: 0 };

interface Context {
  readonly twin: Twin;
  readonly supply: Supply;
  readonly duty: UpsDuty;
  readonly groups: UpsGroups;
  readonly gensetShare: Float64Array;
  /** By group: at its racks, lost in its busways, and out of and lost in each of its running UPS. */
  readonly groupW: Float64Array;
  readonly wiresW: Float64Array;
  readonly unitW: Float64Array;
  readonly unitLossW: Float64Array;
  bridgeW: number;
}

export function createUpsGroups(
  twin: Twin,
  supply: Supply,
  duty: UpsDuty,
  gensetShare: Float64Array,
): UpsGroups {
  const { places, columns } = twin;
  columns.upsEnergyWh.fill(0);
  const groups: UpsGroups = {
    gridDemandW: new Float64Array(supply.buses),
    gensetDemandW: new Float64Array(supply.buses),
    totals: { ...NOTHING },
    load(racksW, networkW) {
      const { groupW } = context;
      groupW.fill(0);
      addTo(groupW, racksW, places.ancestors('rack', 'upsGroup'));
      addTo(groupW, networkW, places.ancestors('networkRack', 'upsGroup'));
      for (let group = 0; group < groupW.length; group++) loadGroup(context, group);
    },
    carry(second, dtS, bridgeW) {
      context.bridgeW = bridgeW;
      groups.gridDemandW.fill(0);
      groups.gensetDemandW.fill(0);
      Object.assign(groups.totals, NOTHING);
      for (let group = 0; group < context.groupW.length; group++) {
        carryGroup(context, group, second, dtS);
      }
    },
  };
  const context: Context = {
    twin,
    supply,
    duty,
    groups,
    gensetShare,
    groupW: new Float64Array(places.count('upsGroup')),
    wiresW: new Float64Array(places.count('upsGroup')),
    unitW: new Float64Array(places.count('upsGroup')),
    unitLossW: new Float64Array(places.count('upsGroup')),
    bridgeW: 0,
  };
  return groups;
}

function addTo(sums: Float64Array, values: Float64Array, parent: Int32Array): void {
  for (let i = 0; i < values.length; i++) {
    const at = parent[i] as number;
    sums[at] = (sums[at] as number) + (values[i] as number);
  }
}

function loadGroup(c: Context, group: number): void {
  const { twin, duty } = c;
  const { power } = twin.hardware;
  const { upsW, upsNeeded } = twin.site.ratings;
  const racksW = c.groupW[group] as number;
  const wiresW = buswayLossW(power, racksW, upsW * upsNeeded);
  const running = duty.runningIn[group] as number;
  const outW = running > 0 ? (racksW + wiresW) / running : 0;
  const bypassed = duty.state.bypass[group] === 1;
  const lossW = bypassed ? upsBypassLossW(power, outW) : upsLossW(power, outW, upsW);
  c.wiresW[group] = wiresW;
  c.unitW[group] = outW;
  c.unitLossW[group] = lossW;
  if (running === 0) return;
  duty.state.outW[group] = racksW + wiresW;
  duty.state.drawnW[group] = running * (outW + lossW);
}

function carryGroup(c: Context, group: number, second: number, dtS: number): void {
  const { twin, duty, groups } = c;
  const { columns, site } = twin;
  const { power } = twin.hardware;
  const racksW = c.groupW[group] as number;
  const wiresW = c.wiresW[group] as number;
  const intoW = racksW + wiresW;
  const running = duty.runningIn[group] as number;
  const { from, to } = twin.places.within('ups', 'upsGroup', group);
  for (let u = from; u < to; u++) {
    if (duty.runs[u] === 1) carryOne(c, group, u, dtS);
    else rest(c, u);
  }
  columns.buswayPowerW[group] = racksW;
  columns.buswayLossW[group] = wiresW;
  columns.buswayLoadRatio[group] = intoW / (site.ratings.upsW * site.ratings.upsNeeded);
  columns.buswayCurrentA[group] = threePhaseA(intoW, power.lowVoltageV, power.powerFactor);
  groups.totals.itW += intoW;
  groups.totals.buswayLossW += wiresW;
  groups.totals.upsLossW += running * (c.unitLossW[group] as number);
  if (running > 0) wear(c, group, second, dtS, (c.unitW[group] as number) / site.ratings.upsW);
}

function carryOne(c: Context, group: number, ups: number, dtS: number): void {
  const { twin, duty, groups } = c;
  const { columns } = twin;
  const { power } = twin.hardware;
  const { upsW } = twin.site.ratings;
  const { storedWh } = duty.state;
  const outW = c.unitW[group] as number;
  const lossW = c.unitLossW[group] as number;
  const hours = dtS / 3_600;
  const bus = duty.busOf(ups);
  const fed = duty.fedRatio[ups] as number;
  const drawnW = outW + lossW;
  const pumpsW = c.bridgeW * (duty.bridgeRatio[ups] as number);
  const givenW = (1 - fed) * drawnW + pumpsW;
  const gridS = duty.state.bypass[group] === 1 ? 0 : (c.supply.gridRatio[bus] as number) * dtS;
  const leftWh = (storedWh[ups] as number) - dischargedWh(power, givenW * hours);
  const takenWh = gridS > 0 ? rechargeWh(power, upsW, duty.capacityWh - leftWh, gridS) : 0;
  storedWh[ups] = leftWh + chargedWh(power, takenWh);
  const chargeW = takenWh / hours;
  add(groups.gridDemandW, bus, drawnW + (gridS > 0 ? (takenWh * 3_600) / gridS : 0));
  add(groups.gensetDemandW, bus, drawnW * (c.gensetShare[group] as number));
  groups.totals.batteryW += givenW - chargeW;
  groups.totals.givenW += givenW;
  columns.upsPowerW[ups] = outW;
  columns.upsLossW[ups] = lossW;
  columns.upsInputPowerW[ups] = fed * drawnW + chargeW;
  columns.upsBatteryPowerW[ups] = givenW - chargeW;
  columns.upsPumpPowerW[ups] = pumpsW;
  columns.upsLoadRatio[ups] = outW / upsW;
  columns.upsCurrentA[ups] = threePhaseA(outW, power.lowVoltageV, power.powerFactor);
  add(columns.upsEnergyWh, ups, outW * hours);
  writeCharge(c, ups);
  const fedNow = c.supply.fedRatio(bus, c.gensetShare[group] as number);
  columns.upsState[ups] = duty.state.bypass[group] === 1 ? BYPASS : fedNow < 1 ? BATTERY : ONLINE;
}

function add(sums: Float64Array, index: number, value: number): void {
  sums[index] = (sums[index] as number) + value;
}

/** A UPS that does not run has nothing at its terminals. */
function rest(c: Context, ups: number): void {
  const { columns } = c.twin;
  columns.upsPowerW[ups] = 0;
  columns.upsLossW[ups] = 0;
  columns.upsInputPowerW[ups] = 0;
  columns.upsBatteryPowerW[ups] = 0;
  columns.upsPumpPowerW[ups] = 0;
  columns.upsLoadRatio[ups] = 0;
  columns.upsCurrentA[ups] = 0;
  columns.upsState[ups] = OFF;
  writeCharge(c, ups);
}

/** A load that grew within a long step may take a little more than there was; it is paid back first. */
function writeCharge({ twin, duty }: Context, ups: number): void {
  const ratio = (duty.state.storedWh[ups] as number) / duty.capacityWh;
  twin.columns.upsChargeRatio[ups] = Math.min(1, Math.max(0, ratio));
}

/** Overload is borne for a while; on bypass the group goes back once its load has been in bounds for a while. */
function wear(c: Context, group: number, second: number, dtS: number, loadRatio: number): void {
  const { power } = c.twin.hardware;
  const { state } = c.duty;
  if (state.bypass[group] === 1) {
    state.calmS[group] = loadRatio <= 1 ? (state.calmS[group] as number) + dtS : 0;
    if ((state.calmS[group] as number) >= power.upsRestartS) setBypass(c, group, false, second);
    return;
  }
  const bearableS = overloadBearableS(power, loadRatio);
  state.wear[group] =
    loadRatio <= 1 ? 0 : Math.min(1, (state.wear[group] as number) + dtS / bearableS);
}

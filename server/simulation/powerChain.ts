// From the racks to the grid: busway, UPS, transformers, line; every watt added up in Float64, then written.
import { codeOf } from '../contract/state.ts';
import {
  lineLossW,
  mainTransformerLossW,
  mvTransformerLossW,
  transformerLoadRatio,
} from '../model/transformer.ts';
import { buswayLossW, upsLossW } from '../model/ups.ts';
import type { RackPower } from './rackPower.ts';
import { smoothNoise, streamOf } from './random.ts';
import type { Twin } from './twin.ts';

export interface PowerChain {
  /** Feeds racks from the UPS, and cooling and house beside them. */
  step(second: number, dtS: number, coolingW: number, houseW: number): void;
}

interface Load {
  itW: number;
  buswayLossW: number;
  upsLossW: number;
}

export function createPowerChain(twin: Twin, racks: RackPower): PowerChain {
  const { columns } = twin;
  const load: Load = { itW: 0, buswayLossW: 0, upsLossW: 0 };
  const groupW = new Float64Array(twin.places.count('upsGroup'));
  for (const counter of [columns.feedEnergyWh, columns.gensetEnergyWh, columns.upsEnergyWh]) {
    counter.fill(0);
  }
  columns.siteFacilityEnergyWh[0] = 0;
  columns.siteItEnergyWh[0] = 0;
  columns.siteItAtRacksEnergyWh[0] = 0;
  settleStates(twin);
  return {
    step(second, dtS, coolingW, houseW) {
      const hours = dtS / 3_600;
      stepUps(twin, racks, groupW, load, hours);
      const mvOutW = load.itW + load.upsLossW + coolingW + houseW;
      const { transformerLossW, lineLossW } = stepGrid(twin, mvOutW, second, hours);
      const facilityW = mvOutW + transformerLossW + lineLossW;
      writeSite(twin, racks, load, { facilityW, transformerLossW, lineLossW, coolingW, houseW });
      const rackLevelW = racks.totals.rackW + racks.totals.networkW;
      const { siteFacilityEnergyWh, siteItEnergyWh, siteItAtRacksEnergyWh } = columns;
      siteFacilityEnergyWh[0] = (siteFacilityEnergyWh[0] as number) + facilityW * hours;
      siteItEnergyWh[0] = (siteItEnergyWh[0] as number) + load.itW * hours;
      siteItAtRacksEnergyWh[0] = (siteItAtRacksEnergyWh[0] as number) + rackLevelW * hours;
    },
  };
}

/** Everyday states and zeros: nothing on this floor leaves them. */
function settleStates({ columns }: Twin): void {
  columns.upsState.fill(codeOf('ups', 'online'));
  columns.upsBatteryPowerW.fill(0);
  columns.upsChargeRatio.fill(1);
  columns.transformerState.fill(codeOf('transformer', 'inService'));
  columns.feedState.fill(codeOf('feed', 'live'));
  columns.gensetState.fill(codeOf('genset', 'ready'));
  columns.gensetPowerW.fill(0);
}

/** Running UPS share their group's load equally; what leaves them is racks plus busway loss. */
function stepUps(
  twin: Twin,
  racks: RackPower,
  groupW: Float64Array,
  load: Load,
  hours: number,
): void {
  const { columns, places, site, hardware } = twin;
  const { upsW, upsNeeded } = site.ratings;
  groupW.fill(0);
  addTo(groupW, racks.rackW, places.ancestors('rack', 'upsGroup'));
  addTo(groupW, racks.networkW, places.ancestors('networkRack', 'upsGroup'));
  const upsInGroup = places.count('ups') / groupW.length;
  load.itW = 0;
  load.buswayLossW = 0;
  load.upsLossW = 0;
  for (let group = 0; group < groupW.length; group++) {
    const racksW = groupW[group] as number;
    const lossW = buswayLossW(hardware.power, racksW, upsW * upsNeeded);
    const outW = (racksW + lossW) / upsInGroup;
    const oneLossW = upsLossW(hardware.power, outW, upsW);
    for (let u = group * upsInGroup; u < (group + 1) * upsInGroup; u++) {
      columns.upsPowerW[u] = outW;
      columns.upsLossW[u] = oneLossW;
      columns.upsInputPowerW[u] = outW + oneLossW;
      columns.upsLoadRatio[u] = outW / upsW;
      columns.upsEnergyWh[u] = (columns.upsEnergyWh[u] as number) + outW * hours;
    }
    load.itW += racksW + lossW;
    load.buswayLossW += lossW;
    load.upsLossW += upsInGroup * oneLossW;
  }
}

function addTo(sums: Float64Array, values: Float64Array, parent: Int32Array): void {
  for (let i = 0; i < values.length; i++) {
    const at = parent[i] as number;
    sums[at] = (sums[at] as number) + (values[i] as number);
  }
}

/** Transformers in service share the load equally; a feed carries its transformers and the loss of its line. */
function stepGrid(
  twin: Twin,
  mvOutW: number,
  second: number,
  hours: number,
): { transformerLossW: number; lineLossW: number } {
  const { columns, places, site, hardware } = twin;
  const { power } = hardware;
  const { transformerVA, connectionW, connectionV, itDesignW } = site.ratings;
  const transformers = places.count('transformer');
  const feeds = places.count('feed');
  const mvLossW = mvTransformerLossW(power, mvOutW, itDesignW);
  const outW = (mvOutW + mvLossW) / transformers;
  const lossW = mainTransformerLossW(power, outW, transformerVA) + mvLossW / transformers;
  const inW = mvOutW / transformers + lossW;
  columns.transformerLossW.fill(lossW);
  columns.transformerPowerW.fill(inW);
  columns.transformerLoadRatio.fill(transformerLoadRatio(power, outW, transformerVA));
  const voltageStream = streamOf(twin.seed, 'voltage');
  let lineTotalW = 0;
  for (let feed = 0; feed < feeds; feed++) {
    const { from, to } = places.within('transformer', 'feed', feed);
    const loadW = inW * (to - from);
    const lineW = lineLossW(power, loadW, connectionW / feeds);
    columns.feedPowerW[feed] = loadW + lineW;
    columns.feedLineLossW[feed] = lineW;
    columns.feedVoltageV[feed] =
      connectionV * (1 + 0.006 * smoothNoise(voltageStream, feed, second, 300));
    columns.feedEnergyWh[feed] = (columns.feedEnergyWh[feed] as number) + (loadW + lineW) * hours;
    lineTotalW += lineW;
  }
  return { transformerLossW: lossW * transformers, lineLossW: lineTotalW };
}

interface SiteWatts {
  readonly facilityW: number;
  readonly transformerLossW: number;
  readonly lineLossW: number;
  readonly coolingW: number;
  readonly houseW: number;
}

function writeSite({ columns }: Twin, racks: RackPower, load: Load, watts: SiteWatts): void {
  const { totals } = racks;
  columns.siteGpuPowerW[0] = totals.gpuW;
  columns.siteGracePowerW[0] = totals.graceW;
  columns.siteTrayStaticPowerW[0] = totals.staticW;
  columns.siteSwitchPowerW[0] = totals.switchW;
  columns.siteShelfLossW[0] = totals.shelfLossW;
  columns.siteNetworkPowerW[0] = totals.networkW;
  columns.siteItAtRacksPowerW[0] = totals.rackW + totals.networkW;
  columns.siteBuswayLossW[0] = load.buswayLossW;
  columns.siteItPowerW[0] = load.itW;
  columns.siteUpsLossW[0] = load.upsLossW;
  columns.siteTransformerLossW[0] = watts.transformerLossW;
  columns.siteLineLossW[0] = watts.lineLossW;
  columns.siteCoolingPowerW[0] = watts.coolingW;
  columns.siteHousePowerW[0] = watts.houseW;
  columns.siteGridPowerW[0] = watts.facilityW;
  columns.siteGensetPowerW[0] = 0;
  columns.siteBatteryPowerW[0] = 0;
  columns.siteFacilityPowerW[0] = watts.facilityW;
}

// From the busbars to the grid: each stretch of the step with its own losses of transformers and lines, added up in Float64.
import { codeOf } from '../contract/state.ts';
import { threePhaseA } from '../model/current.ts';
import {
  lineLossW,
  mainTransformerLossW,
  mvTransformerLossW,
  transformerLoadRatio,
} from '../model/transformer.ts';
import type { Outages } from './outages.ts';
import { smoothNoise, streamOf } from './random.ts';
import type { Supply } from './supply.ts';
import type { Twin } from './twin.ts';

export interface GridFlow {
  /** Carries what the buses draw in the step; `besideW` is what each of them feeds beside its UPS. */
  carry(
    second: number,
    dtS: number,
    gridDemandW: Float64Array,
    gensetDemandW: Float64Array,
    besideW: number,
  ): void;
  /** Means of the step. */
  readonly totals: { gridW: number; gensetW: number; transformerLossW: number; lineLossW: number };
}

/** Watt-seconds of the step, by transformer or feed, and what flows in the stretch at hand. */
interface Sums {
  readonly inJ: Float64Array;
  readonly lossJ: Float64Array;
  readonly feedJ: Float64Array;
  readonly lineJ: Float64Array;
  readonly feedW: Float64Array;
  gensetJ: number;
}

interface Context {
  readonly twin: Twin;
  readonly supply: Supply;
  readonly sums: Sums;
  readonly voltageStream: number;
}

/** What the buses draw in one stretch, from the grid and from the gensets, and the MV/LV losses in it. */
interface Drawn {
  gridW: number;
  gensetW: number;
  mvLossW: number;
  /** Transformers that carry load. */
  carrying: number;
}

const LIVE = codeOf('feed', 'live');
const LOST = codeOf('feed', 'lost');
const IN_SERVICE = codeOf('transformer', 'inService');
const OUT = codeOf('transformer', 'out');

export function createGridFlow(twin: Twin, outages: Outages, supply: Supply): GridFlow {
  const feeds = twin.places.count('feed');
  const sums: Sums = {
    inJ: new Float64Array(supply.buses),
    lossJ: new Float64Array(supply.buses),
    feedJ: new Float64Array(feeds),
    lineJ: new Float64Array(feeds),
    feedW: new Float64Array(feeds),
    gensetJ: 0,
  };
  const context = { twin, supply, sums, voltageStream: streamOf(twin.seed, 'voltage') };
  const totals = { gridW: 0, gensetW: 0, transformerLossW: 0, lineLossW: 0 };
  twin.columns.feedEnergyWh.fill(0);
  return {
    totals,
    carry(second, dtS, gridDemandW, gensetDemandW, besideW) {
      for (const sum of [sums.inJ, sums.lossJ, sums.feedJ, sums.lineJ]) sum.fill(0);
      sums.gensetJ = 0;
      for (let k = 0; k < supply.segments.count; k++) {
        const drawn = drawnIn(context, k, gridDemandW, gensetDemandW, besideW);
        share(context, k, drawn);
      }
      totals.gensetW = sums.gensetJ / dtS;
      writeTransformers(context, outages, dtS, totals);
      writeFeeds(context, outages, second, dtS, totals);
    },
  };
}

const drawn: Drawn = { gridW: 0, gensetW: 0, mvLossW: 0, carrying: 0 };

/** Each bus has its share of the MV/LV transformers; those of a dead bus have no loss. */
function drawnIn(
  { twin, supply }: Context,
  k: number,
  gridDemandW: Float64Array,
  gensetDemandW: Float64Array,
  besideW: number,
): Drawn {
  const { buses, segments } = supply;
  const { power } = twin.hardware;
  const { itDesignW } = twin.site.ratings;
  drawn.gridW = 0;
  drawn.gensetW = 0;
  drawn.mvLossW = 0;
  drawn.carrying = 0;
  for (let b = 0; b < buses; b++) {
    const at = k * buses + b;
    if ((segments.feedOf[at] as number) >= 0) drawn.carrying++;
    const onGrid = segments.onGrid[at] === 1;
    const ratio = onGrid ? 1 : (segments.onGensets[at] as number);
    if (ratio === 0) continue;
    const demandW = (onGrid ? gridDemandW[b] : gensetDemandW[b]) as number;
    const loadW = ratio * (demandW + besideW);
    const mvLossW = mvTransformerLossW(power, loadW * buses, itDesignW) / buses;
    drawn.mvLossW += mvLossW;
    if (onGrid) drawn.gridW += loadW + mvLossW;
    else drawn.gensetW += loadW + mvLossW;
  }
  return drawn;
}

/** Transformers that carry share the load equally; a feed carries its transformers and the loss of its line. */
function share({ twin, supply, sums }: Context, k: number, flow: Drawn): void {
  const { buses, segments } = supply;
  const { power } = twin.hardware;
  const { transformerVA, connectionW } = twin.site.ratings;
  const { carrying } = flow;
  const seconds = segments.seconds[k] as number;
  const outW = carrying > 0 ? flow.gridW / carrying : 0;
  const ownLossW = mainTransformerLossW(power, outW, transformerVA);
  sums.gensetJ += flow.gensetW * seconds;
  sums.feedW.fill(0);
  for (let b = 0; b < buses; b++) {
    const feed = segments.feedOf[k * buses + b] as number;
    if (feed < 0) {
      if (carrying === 0)
        sums.lossJ[b] = (sums.lossJ[b] as number) + (flow.mvLossW / buses) * seconds;
      continue;
    }
    sums.feedW[feed] = (sums.feedW[feed] as number) + outW + ownLossW;
    sums.inJ[b] = (sums.inJ[b] as number) + (outW + ownLossW) * seconds;
    sums.lossJ[b] = (sums.lossJ[b] as number) + (ownLossW + flow.mvLossW / carrying) * seconds;
  }
  for (let feed = 0; feed < sums.feedW.length; feed++) {
    const loadW = sums.feedW[feed] as number;
    const lossW = lineLossW(power, loadW, connectionW / sums.feedW.length);
    sums.feedJ[feed] = (sums.feedJ[feed] as number) + (loadW + lossW) * seconds;
    sums.lineJ[feed] = (sums.lineJ[feed] as number) + lossW * seconds;
  }
}

function writeTransformers(
  { twin, supply, sums }: Context,
  outages: Outages,
  dtS: number,
  totals: GridFlow['totals'],
): void {
  const { columns, hardware, site } = twin;
  const { powerFactor } = hardware.power;
  const { transformerVA, connectionV } = site.ratings;
  totals.transformerLossW = 0;
  for (let b = 0; b < supply.buses; b++) {
    const inW = (sums.inJ[b] as number) / dtS;
    const lossW = (sums.lossJ[b] as number) / dtS;
    columns.transformerPowerW[b] = inW;
    columns.transformerLossW[b] = lossW;
    columns.transformerCurrentA[b] = threePhaseA(inW, connectionV, powerFactor);
    columns.transformerLoadRatio[b] = transformerLoadRatio(hardware.power, inW, transformerVA);
    columns.transformerState[b] = outages.isDown('transformer', b) ? OUT : IN_SERVICE;
    totals.transformerLossW += lossW;
  }
}

function writeFeeds(
  { twin, supply, sums, voltageStream }: Context,
  outages: Outages,
  second: number,
  dtS: number,
  totals: GridFlow['totals'],
): void {
  const { columns, hardware, site } = twin;
  totals.gridW = 0;
  totals.lineLossW = 0;
  for (let feed = 0; feed < sums.feedJ.length; feed++) {
    const watts = (sums.feedJ[feed] as number) / dtS;
    const lossW = (sums.lineJ[feed] as number) / dtS;
    const wobble = VOLTAGE_WOBBLE * smoothNoise(voltageStream, feed, second, 300);
    const volts = site.ratings.connectionV * (1 + wobble);
    columns.feedVoltageV[feed] = volts * (supply.liveRatio[feed] as number);
    columns.feedState[feed] = outages.isDown('feed', feed) ? LOST : LIVE;
    columns.feedPowerW[feed] = watts;
    columns.feedLineLossW[feed] = lossW;
    columns.feedLoadRatio[feed] = watts / site.ratings.connectionW;
    columns.feedCurrentA[feed] = threePhaseA(watts, volts, hardware.power.powerFactor);
    columns.feedEnergyWh[feed] = (columns.feedEnergyWh[feed] as number) + (watts * dtS) / 3_600;
    totals.gridW += watts;
    totals.lineLossW += lossW;
  }
}

/** Slow deviation of the voltage (one standard deviation); 400 kV stays within 5 %. */
const VOLTAGE_WOBBLE = 0.006;

// The coolant rings: racks warm the coolant, running CDUs share each ring's flow and hand its heat to the warm loop.
import { codeOf } from '../contract/state.ts';
import { cduPumpPowerW, cduRatedFlowLpm, pumpSpeedRatio, ringTargetC } from '../model/cdu.ts';
import { warmingK } from '../model/coolant.ts';
import { relaxed } from '../model/relaxation.ts';
import type { CduDuty } from './cduDuty.ts';
import type { RackPower } from './rackPower.ts';
import { smoothNoise, streamOf } from './random.ts';
import type { Twin } from './twin.ts';

export interface Rings {
  /** Coolant at the racks from the state before the step: what the GPUs meet in it. */
  readonly rackSupplyC: Float64Array;
  /** Moves the rings through the step; the facility water comes at warmSupplyC. */
  step(second: number, dtS: number, warmSupplyC: number): void;
  readonly totals: { heatW: number; pumpW: number };
}

const RUNNING = codeOf('cdu', 'running');
/** Coolant without any running CDU cannot pass the point where the racks have shut down. */
const HIGHEST_COOLANT_C = 90;

export function createRings(twin: Twin, racks: RackPower, duty: CduDuty): Rings {
  const { places, hardware } = twin;
  const ringCount = places.count('cduRing');
  const totals = { heatW: 0, pumpW: 0 };
  const rackSupplyC = new Float64Array(twin.racks).fill(hardware.cooling.ringSupplyC);
  const designHeatW = hardware.limits.rackPowerW * hardware.rack.liquidRatio;
  const state: RingState = {
    twin,
    racks,
    duty,
    totals,
    rackSupplyC,
    heatW: new Float64Array(twin.racks).fill(0.7 * designHeatW),
    flowHeatW: new Float64Array(twin.racks).fill(0.7 * designHeatW),
    supplyC: new Float64Array(ringCount).fill(hardware.cooling.ringSupplyC),
    flowRatio: new Float64Array(ringCount).fill(1),
    noise: streamOf(twin.seed, 'ringSupply'),
  };
  return {
    rackSupplyC,
    totals,
    step(second, dtS, warmSupplyC) {
      totals.heatW = 0;
      totals.pumpW = 0;
      for (let ring = 0; ring < ringCount; ring++) stepRing(state, ring, second, dtS, warmSupplyC);
    },
  };
}

interface RingState {
  readonly twin: Twin;
  readonly racks: RackPower;
  readonly duty: CduDuty;
  readonly totals: { heatW: number; pumpW: number };
  readonly rackSupplyC: Float64Array;
  /** Heat that the coolant leaving a rack carries, and the slower mean that its flow follows. */
  readonly heatW: Float64Array;
  readonly flowHeatW: Float64Array;
  readonly supplyC: Float64Array;
  /** Share of the flow that the racks ask for and the running CDUs can give. */
  readonly flowRatio: Float64Array;
  readonly noise: number;
}

function stepRing(
  s: RingState,
  ring: number,
  second: number,
  dtS: number,
  warmSupplyC: number,
): void {
  const { twin, totals } = s;
  const { columns, hardware, site } = twin;
  const { cooling, rack } = hardware;
  const { from, to } = twin.places.within('rack', 'cduRing', ring);
  const cdus = twin.places.within('cdu', 'cduRing', ring);
  const running = s.duty.running[ring] as number;
  const supplyC = s.supplyC[ring] as number;
  const wobbleK = SUPPLY_WOBBLE_K * smoothNoise(s.noise, ring, second, 120);
  const asked = stepRacks(s, ring, dtS, supplyC + wobbleK, running > 0);
  const mostLpm = running * cduRatedFlowLpm(hardware, site.ratings.cduW);
  s.flowRatio[ring] = running === 0 ? 0 : Math.min(1, mostLpm / asked.flowLpm);
  const flow = asked.flowLpm * (s.flowRatio[ring] as number);
  const returnC = supplyC + wobbleK + warmingK(asked.heatW, flow, rack.coolantJPerLK);
  columns.ringSupplyC[ring] = supplyC + wobbleK;
  columns.ringReturnC[ring] = returnC;
  columns.ringFlowLpm[ring] = flow;
  columns.ringHeatW[ring] = asked.heatW;
  const eachFlow = running > 0 ? flow / running : 0;
  const speed = pumpSpeedRatio(eachFlow, cduRatedFlowLpm(hardware, site.ratings.cduW));
  const eachPumpW = cduPumpPowerW(cooling, site.ratings.cduW, speed);
  for (let c = cdus.from; c < cdus.to; c++) {
    const runs = s.duty.state[c] === RUNNING;
    columns.cduState[c] = s.duty.state[c] as number;
    columns.cduPumpState[c] = s.duty.pumps[c] as number;
    columns.cduHeatW[c] = runs ? asked.heatW / running : 0;
    columns.cduSupplyC[c] = supplyC + wobbleK;
    columns.cduReturnC[c] = returnC;
    columns.cduFlowLpm[c] = runs ? eachFlow : 0;
    columns.cduPumpSpeedRatio[c] = runs ? speed : 0;
    columns.cduPumpPowerW[c] = runs ? eachPumpW : 0;
  }
  totals.pumpW += running * eachPumpW;
  totals.heatW += running > 0 ? asked.heatW : 0;
  s.supplyC[ring] = nextSupplyC(s, ring, dtS, warmSupplyC, asked.heatW, to - from);
  s.rackSupplyC.fill(supplyC + wobbleK, from, to);
}

/** Control of the supply is good to about this much (facts: coolant +-0.3 C). */
const SUPPLY_WOBBLE_K = 0.12;

/** Supply at the end of the step: towards what the CDUs can hold, or, without any, up with the heat of the racks. */
function nextSupplyC(
  s: RingState,
  ring: number,
  dtS: number,
  warmSupplyC: number,
  heatW: number,
  racks: number,
): number {
  const { cooling } = s.twin.hardware;
  const supplyC = s.supplyC[ring] as number;
  const running = s.duty.running[ring] as number;
  if (running === 0) {
    const risen = supplyC + (heatW * dtS) / (cooling.ringJPerKPerRack * racks);
    return Math.min(HIGHEST_COOLANT_C, risen);
  }
  const loadRatio = heatW / (running * s.twin.site.ratings.cduW);
  return relaxed(supplyC, ringTargetC(cooling, warmSupplyC, loadRatio), dtS, cooling.ringTimeS);
}

const asked = { heatW: 0, flowLpm: 0 };

/** The racks of a ring: heat reaches the coolant after the plates and the pipes, the valve follows more slowly. */
function stepRacks(
  s: RingState,
  ring: number,
  dtS: number,
  supplyC: number,
  flows: boolean,
): typeof asked {
  const { twin } = s;
  const { columns } = twin;
  const { rack, cooling, limits } = twin.hardware;
  const { from, to } = twin.places.within('rack', 'cduRing', ring);
  const leastHeatW = rack.coolantMinFlowRatio * limits.rackPowerW * rack.liquidRatio;
  const heatLeft = Math.exp(-dtS / rack.coolantTimeS);
  const flowLeft = Math.exp(-dtS / cooling.ringTimeS);
  const given = flows ? Math.max(0.05, s.flowRatio[ring] as number) : 0;
  asked.heatW = 0;
  asked.flowLpm = 0;
  for (let r = from; r < to; r++) {
    const liquidW = (s.racks.rackW[r] as number) * rack.liquidRatio;
    const heatW = liquidW + ((s.heatW[r] as number) - liquidW) * heatLeft;
    const flowHeatW = heatW + ((s.flowHeatW[r] as number) - heatW) * flowLeft;
    s.heatW[r] = heatW;
    s.flowHeatW[r] = flowHeatW;
    const lpm = (rack.coolantLpmPerKW * Math.max(leastHeatW, flowHeatW)) / 1_000;
    asked.heatW += heatW;
    asked.flowLpm += lpm;
    columns.rackLiquidHeatW[r] = heatW;
    columns.rackCoolantSupplyC[r] = supplyC;
    columns.rackCoolantFlowLpm[r] = lpm * given;
    columns.rackCoolantReturnC[r] = supplyC + warmingK(heatW, lpm * given, rack.coolantJPerLK);
  }
  return asked;
}

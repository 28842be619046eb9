// The coolant rings: racks warm the coolant, running CDUs share each ring's flow and hand its heat to the warm loop.
import { codeOf } from '../contract/state.ts';
import { cduPumpPowerW, cduRatedFlowLpm, coldestSupplyC, pumpSpeedRatio } from '../model/cdu.ts';
import { warmingK } from '../model/coolant.ts';
import { heldC, storedW } from '../model/heldLoop.ts';
import { relaxed } from '../model/relaxation.ts';
import type { CduDuty } from './cduDuty.ts';
import type { RackPower } from './rackPower.ts';
import { smoothNoise, streamOf } from './random.ts';
import type { Refused } from './refused.ts';
import { createRingFlow, type RingFlow } from './ringFlow.ts';
import type { SetPoints } from './setPoints.ts';
import type { Twin } from './twin.ts';

export interface Rings {
  /** Coolant at the racks from the state before the step: what the GPUs meet in it. */
  readonly rackSupplyC: Float64Array;
  /** Moves the rings through the step; the pumps of the CDUs have power for so much (0-1) of it. */
  step(at: RingStep): void;
  /** Supply set-point of a ring; null goes back to the site's own. */
  setPoint(ring: number, celsius: number | null): Refused;
  /** Heat that the CDUs hand to the warm loop, that of their pumps included, and what the pumps draw. */
  readonly totals: { heatW: number; pumpW: number };
}

interface RingStep {
  readonly second: number;
  readonly dtS: number;
  /** Facility water that comes to the CDUs. */
  readonly warmSupplyC: number;
  readonly pumpRatio: number;
}

const STOPPED = codeOf('cdu', 'stopped');
/** Coolant without any running CDU cannot pass the point where the racks have shut down. */
const HIGHEST_COOLANT_C = 90;

interface RingMemory {
  /** Heat that the coolant leaving a rack carries, and the slower mean that its flow follows. */
  readonly heatW: Float64Array;
  readonly flowHeatW: Float64Array;
  readonly supplyC: Float64Array;
  /** Share of the flow that the racks ask for and the running CDUs can give. */
  readonly givenRatio: Float64Array;
  readonly rackSupplyC: Float64Array;
}

interface RingState extends RingMemory {
  readonly twin: Twin;
  readonly racks: RackPower;
  readonly duty: CduDuty;
  readonly setPoints: SetPoints;
  readonly flow: RingFlow;
  /** Racks whose valve is shut: no coolant passes. */
  readonly valveShut: Uint8Array;
  readonly totals: { heatW: number; pumpW: number };
  readonly noise: number;
}

export function createRings(
  twin: Twin,
  racks: RackPower,
  duty: CduDuty,
  setPoints: SetPoints,
  valveShut: Uint8Array,
): Rings {
  const { places, hardware } = twin;
  const ringCount = places.count('cduRing');
  const designHeatW = hardware.limits.rackPowerW * hardware.rack.liquidRatio;
  const { ringSupplyC } = hardware.cooling;
  const memory: RingMemory = {
    heatW: new Float64Array(twin.racks).fill(0.7 * designHeatW),
    flowHeatW: new Float64Array(twin.racks).fill(0.7 * designHeatW),
    supplyC: new Float64Array(ringCount).fill(ringSupplyC),
    givenRatio: new Float64Array(ringCount).fill(1),
    rackSupplyC: new Float64Array(twin.racks).fill(ringSupplyC),
  };
  twin.memory.keep('rings', memory);
  const state: RingState = {
    ...memory,
    twin,
    racks,
    duty,
    setPoints,
    valveShut,
    flow: createRingFlow(hardware, duty, places.count('cdu')),
    totals: { heatW: 0, pumpW: 0 },
    noise: streamOf(twin.seed, 'ringSupply'),
  };
  return {
    rackSupplyC: memory.rackSupplyC,
    totals: state.totals,
    setPoint: (ring, celsius) => setPoints.setRing(ring, celsius),
    step(at) {
      state.totals.heatW = 0;
      state.totals.pumpW = 0;
      for (let ring = 0; ring < ringCount; ring++) stepRing(state, ring, at);
    },
  };
}

function stepRing(s: RingState, ring: number, at: RingStep): void {
  const { second, dtS, warmSupplyC, pumpRatio } = at;
  const { columns, hardware, site, places } = s.twin;
  const racks = places.within('rack', 'cduRing', ring);
  const cdus = places.within('cdu', 'cduRing', ring);
  const mostFlows = s.flow.survey(cdus.from, cdus.to, pumpRatio);
  const wobbleK = SUPPLY_WOBBLE_K * smoothNoise(s.noise, ring, second, 120);
  const supplyC = (s.supplyC[ring] as number) + wobbleK;
  const asked = stepRacks(s, ring, dtS, supplyC, mostFlows > 0);
  const ratedLpm = cduRatedFlowLpm(hardware, site.ratings.cduW);
  const flowLpm = Math.min(asked.flowLpm, mostFlows * ratedLpm);
  s.givenRatio[ring] = asked.flowLpm > 0 ? flowLpm / asked.flowLpm : 1;
  s.flow.share(cdus.from, cdus.to, flowLpm / ratedLpm);
  const returnC = supplyC + warmingK(asked.heatW, flowLpm, hardware.rack.coolantJPerLK);
  columns.ringSupplyC[ring] = supplyC;
  columns.ringReturnC[ring] = returnC;
  columns.ringFlowLpm[ring] = flowLpm;
  columns.ringHeatW[ring] = asked.heatW;
  const movedW = asked.heatW - store(s, ring, at, asked.heatW);
  for (let c = cdus.from; c < cdus.to; c++) {
    const flow = (s.flow.flowRatio[c] as number) * ratedLpm;
    columns.cduSupplyC[c] = supplyC;
    columns.cduReturnC[c] = returnC;
    columns.cduApproachK[c] = supplyC - warmSupplyC;
    columns.cduFlowLpm[c] = flow;
    writeCdu(s, c, pumpRatio, flowLpm > 0 ? (movedW * flow) / flowLpm : 0);
  }
  s.rackSupplyC.fill((s.supplyC[ring] as number) + wobbleK, racks.from, racks.to);
}

/** State, pumps and heat of a CDU; what its pumps draw ends as heat in the coolant. */
function writeCdu(s: RingState, cdu: number, pumpRatio: number, movedW: number): void {
  const { columns, hardware, site } = s.twin;
  const most = s.flow.mostRatio[cdu] as number;
  const speed = pumpSpeedRatio(s.flow.flowRatio[cdu] as number, most);
  const pumps = s.duty.pumpCount(cdu);
  const fullW = most > 0 ? cduPumpPowerW(hardware.cooling, site.ratings.cduW, pumps, speed) : 0;
  const pumpW = pumpRatio * fullW;
  columns.cduState[cdu] = pumpRatio > 0 ? (s.duty.state[cdu] as number) : STOPPED;
  columns.cduPumpState[cdu] = s.duty.pumps[cdu] as number;
  columns.cduHeatW[cdu] = movedW + pumpW;
  columns.cduPumpSpeedRatio[cdu] = speed;
  columns.cduPumpPowerW[cdu] = pumpW;
  s.totals.pumpW += pumpW;
  s.totals.heatW += movedW + pumpW;
}

/** Control of the supply is good to about this much (facts: coolant +-0.3 C). */
const SUPPLY_WOBBLE_K = 0.12;

/** Moves the ring's supply to the end of the step; returns the watts that its coolant has stored. */
function store(
  s: RingState,
  ring: number,
  { dtS, warmSupplyC, pumpRatio }: RingStep,
  heatW: number,
): number {
  const { cooling } = s.twin.hardware;
  const { from, to } = s.twin.places.within('rack', 'cduRing', ring);
  const nowC = s.supplyC[ring] as number;
  const running = pumpRatio * (s.duty.running[ring] as number);
  const jPerK = cooling.ringJPerKPerRack * (to - from);
  // Without a CDU nothing takes the heat.
  const coldestC =
    running === 0
      ? Number.POSITIVE_INFINITY
      : relaxed(
          nowC,
          coldestSupplyC(cooling, warmSupplyC, heatW / (running * s.twin.site.ratings.cduW)),
          dtS,
          cooling.ringTimeS,
        );
  const setC = s.setPoints.ringC[ring] as number;
  const nextC = heldC(nowC, setC, dtS, cooling.ringTimeS, coldestC, heatW, jPerK);
  s.supplyC[ring] = Math.min(HIGHEST_COOLANT_C, nextC);
  return running === 0 ? heatW : storedW(nowC, nextC, dtS, jPerK);
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
  const { columns } = s.twin;
  const { rack, cooling, limits } = s.twin.hardware;
  const { from, to } = s.twin.places.within('rack', 'cduRing', ring);
  const leastHeatW = rack.coolantMinFlowRatio * limits.rackPowerW * rack.liquidRatio;
  const heatLeft = Math.exp(-dtS / rack.coolantTimeS);
  const flowLeft = Math.exp(-dtS / cooling.ringTimeS);
  const given = flows ? Math.max(0.05, s.givenRatio[ring] as number) : 0;
  asked.heatW = 0;
  asked.flowLpm = 0;
  for (let r = from; r < to; r++) {
    const liquidW = (s.racks.rackW[r] as number) * rack.liquidRatio;
    const heatW = liquidW + ((s.heatW[r] as number) - liquidW) * heatLeft;
    const flowHeatW = heatW + ((s.flowHeatW[r] as number) - heatW) * flowLeft;
    s.heatW[r] = heatW;
    s.flowHeatW[r] = flowHeatW;
    const open = s.valveShut[r] === 0 ? 1 : 0;
    const lpm = (open * rack.coolantLpmPerKW * Math.max(leastHeatW, flowHeatW)) / 1_000;
    asked.heatW += heatW;
    asked.flowLpm += lpm;
    columns.rackLiquidHeatW[r] = heatW;
    columns.rackCoolantSupplyC[r] = supplyC;
    columns.rackCoolantFlowLpm[r] = lpm * given;
    columns.rackCoolantReturnC[r] = supplyC + warmingK(heatW, lpm * given, rack.coolantJPerLK);
  }
  return asked;
}

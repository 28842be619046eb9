// Faults of single GPUs that stay in service: a sensor that is stuck or silent, a cold plate that is obstructed.
import type { FaultOf } from '../contract/command.ts';
import { NO_VALUE } from '../contract/noValue.ts';
import { codeOf } from '../contract/state.ts';
import type { GpuKernel } from './gpuKernel.ts';
import type { Parts } from './parts.ts';
import { draw, gaussian, streamOf, unit } from './random.ts';
import { type Refused, refused } from './refused.ts';
import { report, type Twin } from './twin.ts';

type GpuFault = Exclude<FaultOf<'gpu'>, 'xid'>;

export interface GpuFaults {
  inject(gpu: number, fault: GpuFault, second: number): Refused;
  /** True when something stood. */
  clear(gpu: number, second: number): boolean;
  /** After the GPUs of the step that ends at `second`: what their faulty sensors read instead. */
  step(second: number, dtS: number): void;
}

interface Standing {
  readonly fault: GpuFault;
  /** Mended by then; infinite when only a command or a repair ends it. */
  readonly untilS: number;
  /** Stuck: the reading that it repeats. */
  stuckW: number;
  /** Silent: the energy counter of the GPU, which goes on unseen. */
  hiddenWh: number;
  readonly ref: number;
}

interface State {
  standing: Map<number, Standing>;
  /** Counts the faults by chance, so that each has draws of its own. */
  count: number;
  nextS: number;
}

const OUT = codeOf('gpu', 'out');

export function createGpuFaults(twin: Twin, parts: Parts, kernel: GpuKernel): GpuFaults {
  const stream = streamOf(twin.seed, 'sensorFaults');
  const state: State = { standing: new Map(), count: 0, nextS: 0 };
  state.nextS = twin.startMs / 1_000 + gapS(twin, stream, state);
  twin.memory.keep('gpuFaults', state);
  const put = (gpu: number, fault: GpuFault, second: number, untilS: number): Refused => {
    const problem = problemOf(twin, state, gpu);
    if (!problem) begin(twin, parts, state, { gpu, fault, second, untilS });
    return problem;
  };
  return {
    inject: (gpu, fault, second) => put(gpu, fault, second, Number.POSITIVE_INFINITY),
    clear: (gpu, second) => end(twin, parts, state, gpu, second),
    step(second, dtS) {
      for (const [gpu, one] of state.standing) {
        misread(twin, kernel, gpu, one, dtS);
        // The workshop mends what it finds on a tray that is out of service.
        if (one.untilS <= second || twin.columns.gpuState[gpu] === OUT) {
          end(twin, parts, state, gpu, second);
        }
      }
      while (state.nextS <= second) {
        const { gpu, fault, lastsS } = pick(twin, stream, state.count);
        // From the next step on; where a fault stands already, or nothing reports, chance changes nothing.
        put(gpu, fault, second, second + lastsS);
        state.nextS += gapS(twin, stream, state);
      }
    },
  };
}

/** Exponential gap to the next fault by chance of any GPU of the site. */
function gapS({ hardware: { sensors }, gpus }: Twin, stream: number, state: State): number {
  const perMillion = sensors.stuckPerMillionGpuHours + sensors.missingPerMillionGpuHours;
  const perS = (perMillion * gpus) / 1e6 / 3_600;
  return -Math.log(unit(draw(stream, ++state.count))) / perS;
}

function pick({ hardware: { sensors }, gpus }: Twin, stream: number, count: number) {
  const { stuckPerMillionGpuHours: stuck, missingPerMillionGpuHours: missing } = sensors;
  const isStuck = unit(draw(stream, count, 1)) * (stuck + missing) < stuck;
  const spread = Math.exp(sensors.mendSigma * gaussian(stream, count, 2));
  return {
    gpu: Math.floor(gpus * unit(draw(stream, count, 2))),
    fault: isStuck ? 'sensorStuck' : 'sensorMissing',
    lastsS: Math.ceil(3_600 * sensors.mendMedianH * spread),
  } as const;
}

function problemOf(twin: Twin, state: State, gpu: number): Refused {
  if (!(Number.isInteger(gpu) && gpu >= 0 && gpu < twin.gpus)) {
    return refused('unknown', `there is no GPU of index ${gpu}`, 'place');
  }
  const id = twin.ids.idOf('gpu', gpu);
  if (twin.columns.gpuState[gpu] === OUT) {
    return refused('conflict', `${id} is out of service`, 'place');
  }
  const stands = state.standing.get(gpu);
  return stands
    ? refused('conflict', `${id} has a fault that stands: ${stands.fault}`, 'place')
    : null;
}

interface Fault {
  readonly gpu: number;
  readonly fault: GpuFault;
  readonly second: number;
  readonly untilS: number;
}

function begin(
  twin: Twin,
  parts: Parts,
  state: State,
  { gpu, fault, second, untilS }: Fault,
): void {
  const { columns, hardware } = twin;
  const ref = say(twin, 'gpu.fault', gpu, fault, second, undefined);
  if (fault === 'hot') parts.obstruct(gpu, hardware.sensors.obstructedTimes);
  state.standing.set(gpu, {
    fault,
    untilS,
    stuckW: columns.gpuPowerW[gpu] as number,
    hiddenWh: columns.gpuSensorEnergyWh[gpu] as number,
    ref,
  });
}

function end(twin: Twin, parts: Parts, state: State, gpu: number, second: number): boolean {
  const one = state.standing.get(gpu);
  if (!one) return false;
  state.standing.delete(gpu);
  if (one.fault === 'hot') parts.obstruct(gpu, 1);
  const inService = twin.columns.gpuState[gpu] !== OUT;
  if (one.fault === 'sensorMissing' && inService) {
    twin.columns.gpuSensorEnergyWh[gpu] = one.hiddenWh;
  }
  say(twin, 'gpu.mended', gpu, one.fault, second, one.ref);
  return true;
}

function say(
  twin: Twin,
  key: 'gpu.fault' | 'gpu.mended',
  gpu: number,
  fault: GpuFault,
  second: number,
  cause: number | undefined,
): number {
  return report(twin, second, {
    kind: 'fault',
    severity: key === 'gpu.fault' && fault === 'hot' ? 'warning' : 'info',
    place: ['gpu', gpu],
    key,
    params: { gpu: twin.ids.idOf('gpu', gpu), fault },
    cause,
  });
}

/** Puts what the sensor says in place of what the kernel wrote; true watts and their meters stay as they are. */
function misread(twin: Twin, { sums }: GpuKernel, gpu: number, one: Standing, dtS: number): void {
  const { columns, gpusPerRack } = twin;
  if (one.fault === 'hot' || columns.gpuState[gpu] === OUT) return;
  const readW = columns.gpuPowerW[gpu] as number;
  const rack = Math.floor(gpu / gpusPerRack);
  const hours = dtS / 3_600;
  // Stuck before its first reading: on that one.
  if (Number.isNaN(one.stuckW)) one.stuckW = readW;
  const saidW = one.fault === 'sensorStuck' ? one.stuckW : 0;
  sums.rackResidualW[rack] = (sums.rackResidualW[rack] as number) + saidW - readW;
  if (one.fault === 'sensorStuck') {
    columns.gpuPowerW[gpu] = saidW;
    const countedWh = columns.gpuSensorEnergyWh[gpu] as number;
    columns.gpuSensorEnergyWh[gpu] = countedWh + (saidW - readW) * hours;
    return;
  }
  one.hiddenWh += readW * hours;
  for (const column of [
    columns.gpuPowerW,
    columns.gpuTempC,
    columns.gpuThermalMarginK,
    columns.gpuMemTempC,
    columns.gpuSensorEnergyWh,
  ]) {
    column[gpu] = NO_VALUE;
  }
}

// GPU rows that need single seconds: idle GPUs, the plateau and the stall of pretraining, heat resistance.
import { codeOf } from '../contract/state.ts';
import { createDerive } from '../simulation/derive.ts';
import { createHistogram } from './histogram.ts';
import { createPhaseWatch } from './pretraining.ts';
import { deviation, mean, quantile } from './statistics.ts';
import type { TwinRun, Watcher } from './twinRun.ts';

const IDLE = codeOf('gpu', 'idle');
const OUT = codeOf('gpu', 'out');
/** A look at every GPU each so many seconds is enough. */
const EVERY_S = 10;

export const GPU_HOUR_ROWS = [
  'gpu.idle.power',
  'gpu.idle.spread',
  'gpu.idle.clock',
  'gpu.mem.clock',
  'gpu.train.plateau',
  'gpu.train.dip',
  'gpu.theta',
];

export function watchGpuHour(run: TwinRun): Watcher {
  const { columns, parts } = run;
  const limitW = parts.site.limits.gpuPowerW;
  const phases = createPhaseWatch(run);
  const plateau = createHistogram(0, 1.2);
  const dip = createHistogram(0, 1.2);
  const idle = watchIdle(run);
  const theta = watchTheta(run);
  let seconds = 0;
  const addJobs = (to: typeof plateau, jobs: ReturnType<typeof phases.inPhase>): void => {
    for (const [from, end] of jobs.flatMap(({ gpuRanges }) => gpuRanges)) {
      for (let gpu = from; gpu < end; gpu++) to.add((columns.gpuPowerW[gpu] as number) / limitW);
    }
  };
  return {
    see() {
      phases.see();
      addJobs(dip, phases.inPhase('checkpoint', 2));
      if (++seconds % EVERY_S !== 0) return;
      addJobs(plateau, phases.inPhase('compute', 1));
      idle.see();
      theta.see();
    },
    found: () => ({
      ...idle.found(),
      'gpu.mem.clock': memoryClockMHz(run),
      'gpu.train.plateau': plateau.quantile(0.5),
      'gpu.train.dip': dip.quantile(0.5),
      'gpu.theta': theta.kPerW(),
    }),
  };
}

function watchIdle({ columns }: TwinRun) {
  const means: number[] = [];
  const spreads: number[] = [];
  const clocks = new Set<number>();
  return {
    see() {
      const watts: number[] = [];
      for (let gpu = 0; gpu < columns.gpuState.length; gpu++) {
        if (columns.gpuState[gpu] !== IDLE) continue;
        watts.push(columns.gpuPowerW[gpu] as number);
        clocks.add(columns.gpuSmClockMHz[gpu] as number);
      }
      means.push(mean(watts));
      spreads.push(deviation(watts));
    },
    found: () => ({
      'gpu.idle.power': mean(means),
      'gpu.idle.spread': mean(spreads),
      // The one that is furthest from 120 MHz, if any is.
      'gpu.idle.clock': Math.max(...clocks) > 120 ? Math.max(...clocks) : Math.min(...clocks),
    }),
  };
}

/** Mean rise of the die over its rack's coolant supply, over mean power, of each GPU in pretraining; their median. */
function watchTheta({ columns, places, running }: TwinRun) {
  const gpus = columns.gpuState.length;
  const rackOf = places.ancestors('gpu', 'rack');
  const riseK = new Float64Array(gpus);
  const powerW = new Float64Array(gpus);
  return {
    see() {
      for (const job of running.values()) {
        if (job.kind !== 'pretraining') continue;
        for (const [from, end] of job.gpuRanges) {
          for (let gpu = from; gpu < end; gpu++) {
            const supplyC = columns.rackCoolantSupplyC[rackOf[gpu] as number] as number;
            riseK[gpu] = (riseK[gpu] as number) + (columns.gpuTempC[gpu] as number) - supplyC;
            powerW[gpu] = (powerW[gpu] as number) + (columns.gpuPowerW[gpu] as number);
          }
        }
      }
    },
    kPerW: () =>
      quantile(
        [...riseK.map((k, gpu) => k / (powerW[gpu] as number))].filter(Number.isFinite),
        0.5,
      ),
  };
}

/** The memory clock furthest from 3,996 MHz of any GPU in service. */
function memoryClockMHz({ parts, seed, columns, timeMs }: TwinRun): number {
  const gpus = columns.gpuState.length;
  const clocks = new Float32Array(gpus);
  createDerive({ ...parts, seed })({ timeMs, columns }, 'gpuMemClockMHz', 0, gpus, clocks);
  const inService = clocks.filter((_, gpu) => columns.gpuState[gpu] !== OUT);
  return inService.reduce(
    (far, mhz) => (Math.abs(mhz - 3_996) > Math.abs(far - 3_996) ? mhz : far),
    3_996,
  );
}

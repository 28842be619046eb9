// GPU rows over a week: shares of GPU-seconds and quantiles over all hours of day and week.
import { codeOf } from '../contract/state.ts';
import { createHistogram } from './histogram.ts';
import type { TwinRun, Watcher } from './twinRun.ts';

const OUT = codeOf('gpu', 'out');
const NEAR_IDLE = 0.2;

export const GPU_WEEK_ROWS = [
  'gpu.max.clock',
  'gpu.infer.p50',
  'gpu.infer.p5',
  'gpu.infer.p95',
  'gpu.above.limit',
  'gpu.util.midband',
  'gpu.near.idle',
  'gpu.tensor.active',
  'gpu.hot',
];

/** Looks at steps of 1 s only: a mean over a minute hides what a second does. */
export function watchGpuWeek(run: TwinRun): Watcher {
  const { columns, parts, running } = run;
  const limitW = parts.site.limits.gpuPowerW;
  const serving = createHistogram(0, 1.2);
  const tensor = createHistogram(0, 1);
  const dieC = createHistogram(20, 100);
  const shares = { inService: 0, aboveLimit: 0, midBand: 0, nearIdle: 0, topMHz: 0 };
  return {
    see(dtS) {
      if (dtS !== 1) return;
      countAll(run, shares, dieC, limitW);
      for (const job of running.values()) {
        const column = job.kind === 'inference' ? columns.gpuPowerW : columns.gpuTensorActiveRatio;
        if (job.kind !== 'inference' && job.kind !== 'pretraining') continue;
        const to = job.kind === 'inference' ? serving : tensor;
        const scale = job.kind === 'inference' ? 1 / limitW : 1;
        for (const [from, end] of job.gpuRanges) {
          for (let gpu = from; gpu < end; gpu++) to.add((column[gpu] as number) * scale);
        }
      }
    },
    found: () => ({
      'gpu.max.clock': shares.topMHz,
      'gpu.infer.p5': serving.quantile(0.05),
      'gpu.infer.p50': serving.quantile(0.5),
      'gpu.infer.p95': serving.quantile(0.95),
      'gpu.above.limit': shares.aboveLimit / shares.inService,
      'gpu.util.midband': shares.midBand / shares.inService,
      'gpu.near.idle': shares.nearIdle / shares.inService,
      'gpu.tensor.active': tensor.quantile(0.5),
      'gpu.hot': dieC.quantile(0.999),
    }),
  };
}

interface Shares {
  inService: number;
  aboveLimit: number;
  midBand: number;
  nearIdle: number;
  topMHz: number;
}

function countAll(
  { columns }: TwinRun,
  shares: Shares,
  dieC: ReturnType<typeof createHistogram>,
  limitW: number,
): void {
  for (let gpu = 0; gpu < columns.gpuState.length; gpu++) {
    if (columns.gpuState[gpu] === OUT) continue;
    const powerW = columns.gpuPowerW[gpu] as number;
    const utilPct = columns.gpuUtilPct[gpu] as number;
    shares.inService++;
    if (powerW > limitW) shares.aboveLimit++;
    if (utilPct > 1 && utilPct < 90) shares.midBand++;
    if (powerW < NEAR_IDLE * limitW) shares.nearIdle++;
    shares.topMHz = Math.max(shares.topMHz, columns.gpuSmClockMHz[gpu] as number);
    dieC.add(columns.gpuTempC[gpu] as number);
  }
}

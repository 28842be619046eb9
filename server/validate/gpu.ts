// Rows of the GPU.

import type { Family, Ground } from './family.ts';
import { GPU_HOUR_ROWS, watchGpuHour } from './gpuHour.ts';
import { GPU_TOGETHER_ROWS, watchGpuTogether } from './gpuTogether.ts';
import { GPU_WEEK_ROWS, watchGpuWeek } from './gpuWeek.ts';
import { workingRack } from './oneRack.ts';
import { mean } from './statistics.ts';

const CAP = 0.7;

export const GPU: Family = {
  name: 'GPU',
  quickRows: ['gpu.cap.70'],
  measure: (ground) => ({ 'gpu.cap.70': throughputKept(ground) }),
  runRows: [...GPU_HOUR_ROWS, ...GPU_WEEK_ROWS],
  watch: { hour: watchGpuHour, week: watchGpuWeek },
};

/** Rows of how GPUs move together, apart because they follow single GPUs. */
export const GPU_TOGETHER: Family = {
  name: 'GPUs together',
  quickRows: [],
  runRows: GPU_TOGETHER_ROWS,
  watch: { hour: watchGpuTogether },
};

/** Compute takes longer as the clock falls, communication does not: 1 / ((1 - c) f0 / f + c). */
function throughputKept({ oneRack }: Ground): number {
  const { hardware, workload } = oneRack;
  const profile = workload.profiles.densePretraining;
  if (profile?.pattern !== 'iterate') return Number.NaN;
  const capped = {
    ...hardware,
    limits: { ...hardware.limits, gpuPowerW: CAP * hardware.limits.gpuPowerW },
  };
  const clockMHz = (of: typeof hardware): number =>
    mean([...workingRack(oneRack, profile.compute, of).columns.gpuSmClockMHz]);
  const talk = mean(profile.communicateRatio);
  return 1 / (((1 - talk) * clockMHz(hardware)) / clockMHz(capped) + talk);
}

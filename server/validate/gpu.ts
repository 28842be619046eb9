// Rows of the GPU.
import type { HardwareFile } from '../contract/hardware.ts';
import type { Family, Ground } from './family.ts';
import { GPU_HOUR_ROWS, watchGpuHour } from './gpuHour.ts';
import { GPU_TOGETHER_ROWS, watchGpuTogether } from './gpuTogether.ts';
import { GPU_WEEK_ROWS, watchGpuWeek } from './gpuWeek.ts';
import { trainingRack } from './oneRack.ts';

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

/** Tokens of a pretraining job in a quarter of an hour: with a lower power limit over those without. */
function throughputKept({ oneRack }: Ground): number {
  const { hardware } = oneRack;
  const limits = { ...hardware.limits, gpuPowerW: CAP * hardware.limits.gpuPowerW };
  return tokensOf(oneRack, { ...hardware, limits }) / tokensOf(oneRack, hardware);
}

function tokensOf(parts: Ground['oneRack'], hardware: HardwareFile): number {
  const run = trainingRack(parts, 'densePretraining', hardware);
  const [job] = run.running.values();
  if (!job) return Number.NaN;
  const before = run.columns.jobTokens[job.slot] as number;
  for (let second = 0; second < QUARTER_S; second++) run.step(1);
  return (run.columns.jobTokens[job.slot] as number) - before;
}
const QUARTER_S = 900;

// The past of a job that was running before the first second: the energy and the tokens of its age.
import { steadyGpuW } from '../model/gpuPower.ts';
import type { JobRun } from './jobRun.ts';
import type { Twin } from './twin.ts';

/** Fills the counters of the job's slot with what it has usually used and done in its age. */
export function giveAge(twin: Twin, run: JobRun, ageS: number): void {
  const hours = (ageS / 3_600) * run.trays.length * twin.gpusPerTray;
  const gpuW = usualGpuW(twin, run);
  twin.columns.jobGpuEnergyWh[run.slot] = hours * gpuW;
  // Beside a GPU: a quarter of the tray's Grace and static load, switches and losses.
  twin.columns.jobEnergyWh[run.slot] = hours * (gpuW + BESIDE_GPU_W) * 1.03;
  const busy = run.profile.pattern === 'serve' ? run.level * 0.75 : 0.98;
  twin.columns.jobTokens[run.slot] =
    run.profile.tokensPerGpuS * busy * ageS * run.trays.length * twin.gpusPerTray;
}
const BESIDE_GPU_W = 390;

function usualGpuW(twin: Twin, run: JobRun): number {
  const { hardware } = twin;
  const supplyC = hardware.cooling.ringSupplyC;
  const { profile } = run;
  if (profile.pattern === 'serve') {
    const low = steadyGpuW(hardware, profile.low, supplyC);
    return low + 0.75 * run.level * (steadyGpuW(hardware, profile.high, supplyC) - low);
  }
  const talk = run.beat ? run.beat.communicateS / run.beat.iterationS : 0;
  return (
    (1 - talk) * steadyGpuW(hardware, profile.compute, supplyC) +
    talk * steadyGpuW(hardware, profile.communicate, supplyC)
  );
}

// The past of a job that was running before the first second: the energy and the work of its age.
import { steadyGpuW } from '../model/gpuPower.ts';
import { cycleSeconds, iterationsDone } from '../model/phase.ts';
import type { JobRun } from './jobRun.ts';
import type { Twin } from './twin.ts';

/** Fills the counters of the job's slot with what it has usually used and done in its age. */
export function giveAge(twin: Twin, run: JobRun, ageS: number): void {
  const { columns } = twin;
  const { slot, profile, beat } = run;
  const gpuS = ageS * run.trays.length * twin.gpusPerTray;
  const gpuW = usualGpuW(twin, run);
  columns.jobGpuEnergyWh[slot] = (gpuS / 3_600) * gpuW;
  // Beside a GPU: a quarter of the tray's Grace and static load, switches and losses.
  columns.jobEnergyWh[slot] = (gpuS / 3_600) * (gpuW + BESIDE_GPU_W) * 1.03;
  const faults = Math.floor((gpuS / 3_600e6) * faultRate(twin));
  add(columns.jobRestarts, slot, faults);
  if (profile.pattern === 'serve') {
    const { request } = profile;
    const tokens = profile.tokensPerGpuS * run.level * MEAN_RHYTHM * gpuS;
    const requests = request ? tokens / (request.prefillTokens + request.decodeTokens) : Number.NaN;
    add(columns.jobTokens, slot, tokens);
    add(columns.jobRequests, slot, requests);
    add(columns.jobPrefillTokens, slot, requests * (request?.prefillTokens ?? Number.NaN));
    add(columns.jobDecodeTokens, slot, requests * (request?.decodeTokens ?? Number.NaN));
    return;
  }
  if (!beat) return;
  const cycleS = cycleSeconds(beat);
  const cycles = Math.floor(ageS / cycleS);
  run.clockS = ageS - cycles * cycleS;
  const runS = beat.iterations * beat.iterationS;
  const workedS = cycles * runS + Math.min(run.clockS, runS);
  const steps = cycles * beat.iterations + iterationsDone(beat, run.clockS);
  const lostSteps = Math.min(cycles, faults) * Math.floor(beat.iterations / 2);
  const tokensPerS = profile.tokensPerGpuS * run.trays.length * twin.gpusPerTray;
  add(columns.jobSteps, slot, steps);
  add(columns.jobLostSteps, slot, lostSteps);
  add(columns.jobTokens, slot, workedS * tokensPerS);
  add(columns.jobLostTokens, slot, lostSteps * beat.iterationS * tokensPerS);
}
const BESIDE_GPU_W = 390;
/** Mean of a rhythm over its peak. */
const MEAN_RHYTHM = 0.75;

function add(counter: Float64Array, slot: number, more: number): void {
  counter[slot] = (counter[slot] as number) + more;
}

/** Faults in a million GPU-hours. */
function faultRate({ hardware }: Twin): number {
  return hardware.faults.causes.reduce((sum, cause) => sum + cause.perMillionGpuHours, 0);
}

function usualGpuW(twin: Twin, run: JobRun): number {
  const { hardware } = twin;
  const supplyC = hardware.cooling.ringSupplyC;
  const { profile } = run;
  if (profile.pattern === 'serve') {
    const at = (load: typeof profile.low): number => steadyGpuW(hardware, load, supplyC);
    const high =
      profile.prefillRatio * at(profile.prefill) + (1 - profile.prefillRatio) * at(profile.decode);
    return at(profile.low) + MEAN_RHYTHM * run.level * (high - at(profile.low));
  }
  const talk = run.beat ? run.beat.communicateS / run.beat.iterationS : 0;
  return (
    (1 - talk) * steadyGpuW(hardware, profile.compute, supplyC) +
    talk * steadyGpuW(hardware, profile.communicate, supplyC)
  );
}

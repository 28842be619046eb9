// The beats of jobs in the last minute, second by second: enough to draw each second in tenths afterwards.
import type { PhaseLoad, Profile } from '../contract/workload.ts';
import { steadyGpuW } from '../model/gpuPower.ts';
import { type Beat, convertClock, type PhaseSeconds, paced, phaseSeconds } from '../model/phase.ts';
import { switchTrayPowerW } from '../model/rack.ts';
import { STORAGE_J } from '../model/smoothing.ts';
import { gracePowerW, trayStaticPowerW } from '../model/tray.ts';
import type { JobClock } from './jobClock.ts';
import type { JobRun } from './jobRun.ts';
import type { Smoothing } from './smoothing.ts';
import type { Twin } from './twin.ts';

export const TRACE_S = 60;
export const TENTHS = 10;

export interface BeatTrace {
  /** Notes where a job stood at the end of a second, and the mean true watts of its GPUs in it. */
  note(second: number, run: JobRun, gpuW: number, burnW: JobClock['burnW']): void;
  /** Watts of a GPU of a slot, and of what moves with it, less their mean, for each tenth of a second, into `out`; zeros where there was no beat. */
  swing(second: number, slot: number, out: Float64Array): void;
  clear(second: number): void;
}

/** Fields of a slot and second. The clock is that of the pace of the second, at its end. */
const CLOCK_S = 0;
const ITERATION_S = 1;
const COMMUNICATE_S = 2;
const ITERATIONS = 3;
const CHECKPOINT_S = 4;
const COMPUTE_W = 5;
const COMMUNICATE_W = 6;
const CHECKPOINT_W = 7;
const FIELDS = 8;

/** Least share of a second in compute that tells the watts of compute from their mean. */
const CLEAR_SHARE = 0.6;

export function createBeatTrace(twin: Twin, smoothing: Smoothing): BeatTrace {
  const { jobSlots } = twin.site;
  const fields = new Float32Array(TRACE_S * jobSlots * FIELDS);
  /** Watts of compute of the job in a slot, as last told from a mean; and whose they are. */
  const computeW = new Float64Array(jobSlots);
  const jobOfSlot = new Int32Array(jobSlots).fill(-1);
  const seconds: PhaseSeconds = { compute: 0, communicate: 0, checkpoint: 0 };
  const rowOf = (second: number, slot: number): number =>
    ((second % TRACE_S) * jobSlots + slot) * FIELDS;

  const levels = createLevels(twin, smoothing);

  return {
    note(second, run, gpuW, burnW) {
      const { beat, slot } = run;
      const wholeSecond = run.startS <= second && run.resumeS < second && run.settledS === second;
      if (!beat || !wholeSecond) return;
      const level = levels.of(run.profile, burnW);
      const now = paced(beat, run.pace);
      const clockS = convertClock(beat, now, run.clockS);
      phaseSeconds(now, clockS - 1, clockS, seconds);
      const lightW = seconds.communicate * level.talkW + seconds.checkpoint * level.saveW;
      if (jobOfSlot[slot] !== run.id) computeW[slot] = level.computeW;
      jobOfSlot[slot] = run.id;
      if (seconds.compute > CLEAR_SHARE) computeW[slot] = (gpuW - lightW) / seconds.compute;
      const highW = computeW[slot] as number;
      // A die is still hot from compute when it begins to wait: it draws more than a die that has long waited.
      const warm = seconds.compute > CLEAR_SHARE ? 1 : (gpuW - highW * seconds.compute) / lightW;
      const row = rowOf(second, slot);
      fields[row + CLOCK_S] = clockS;
      fields[row + ITERATION_S] = now.iterationS;
      fields[row + COMMUNICATE_S] = now.communicateS;
      fields[row + ITERATIONS] = now.iterations;
      fields[row + CHECKPOINT_S] = now.checkpointS;
      // Under a low cap all phases draw the same.
      fields[row + COMPUTE_W] = highW + level.besideComputeW;
      fields[row + COMMUNICATE_W] = Math.min(highW, warm * level.talkW) + level.besideTalkW;
      fields[row + CHECKPOINT_W] = Math.min(highW, warm * level.saveW) + level.besideSaveW;
    },
    swing(second, slot, out) {
      drawBeat(fields, rowOf(second, slot), seconds, out);
      if (smoothing.on) flatten(out);
    },
    clear(second) {
      const from = rowOf(second, 0);
      fields.fill(0, from, from + jobSlots * FIELDS);
    },
  };
}

/** Watts of a steady GPU in each phase of a profile, and beside it. */
interface Levels {
  readonly computeW: number;
  readonly talkW: number;
  readonly saveW: number;
  readonly besideComputeW: number;
  readonly besideTalkW: number;
  readonly besideSaveW: number;
}

/** Made once for each profile, with and without smoothing. */
function createLevels(twin: Twin, smoothing: Smoothing) {
  const known = [new Map<Profile, Levels>(), new Map<Profile, Levels>()] as const;
  const supplyC = twin.hardware.cooling.ringSupplyC;
  return {
    of(profile: Profile, burnW: JobClock['burnW']): Levels {
      const kept = known[smoothing.on ? 1 : 0];
      const found = kept.get(profile);
      if (found) return found;
      if (profile.pattern !== 'iterate') throw new Error('a serving job has no beat');
      const steadyW = (phase: PhaseLoad): number =>
        steadyGpuW(twin.hardware, phase, supplyC) + burnW(phase);
      const { compute, communicate, checkpoint } = profile;
      const levels = {
        computeW: steadyW(compute),
        talkW: steadyW(communicate),
        saveW: steadyW(checkpoint),
        besideComputeW: besideW(twin, compute),
        besideTalkW: besideW(twin, communicate),
        besideSaveW: besideW(twin, checkpoint),
      };
      kept.set(profile, levels);
      return levels;
    },
  };
}

/** Watts beside a GPU that follow its phase: its part of Grace, of the tray and of the NVLink switches. */
function besideW({ hardware, gpusPerTray, gpusPerRack, columns, racks }: Twin, phase: PhaseLoad) {
  const { tray, rack } = hardware;
  const switches = columns.switchTrayPowerW.length / racks;
  return (
    (gracePowerW(tray, phase.grace) + trayStaticPowerW(tray, phase.tray)) / gpusPerTray +
    (switches * switchTrayPowerW(rack, phase.nvlink)) / gpusPerRack
  );
}

/** Watts in each tenth of the second before the clock of a row, less their mean. */
function drawBeat(
  fields: Float32Array,
  row: number,
  seconds: PhaseSeconds,
  out: Float64Array,
): void {
  const field = (i: number): number => fields[row + i] as number;
  if (field(ITERATION_S) === 0) {
    out.fill(0);
    return;
  }
  const beat: Beat = {
    iterationS: field(ITERATION_S),
    communicateS: field(COMMUNICATE_S),
    iterations: field(ITERATIONS),
    checkpointS: field(CHECKPOINT_S),
  };
  const highW = field(COMPUTE_W);
  const talkW = field(COMMUNICATE_W);
  const saveW = field(CHECKPOINT_W);
  const fromS = field(CLOCK_S) - 1;
  let meanW = 0;
  for (let i = 0; i < TENTHS; i++) {
    phaseSeconds(beat, fromS + i / TENTHS, fromS + (i + 1) / TENTHS, seconds);
    const joules =
      highW * seconds.compute + talkW * seconds.communicate + saveW * seconds.checkpoint;
    out[i] = joules * TENTHS;
    meanW += joules;
  }
  for (let i = 0; i < TENTHS; i++) out[i] = (out[i] as number) - meanW;
}

/** The capacitors of the shelves lend what they hold within the second and get it back. */
function flatten(swingW: Float64Array): void {
  let heldJ = 0;
  let mostJ = 0;
  for (const watts of swingW) {
    heldJ += watts / TENTHS;
    mostJ = Math.max(mostJ, Math.abs(heldJ));
  }
  const left = mostJ > STORAGE_J ? 1 - STORAGE_J / mostJ : 0;
  for (let i = 0; i < swingW.length; i++) swingW[i] = (swingW[i] as number) * left;
}

// Moves one job through a stretch of the step in closed form: what its GPUs did, and what came of it in its counters.
import type { IterateProfile, PhaseLoad } from '../contract/workload.ts';
import { dynamicW, steadyGpuW } from '../model/gpuPower.ts';
import {
  type Beat,
  convertClock,
  cycleSeconds,
  iterationsDone,
  type PhaseSeconds,
  paced,
  phaseSeconds,
} from '../model/phase.ts';
import { burntJ, FLOOR_RATIO, riseLostS } from '../model/smoothing.ts';
import { announceCheckpoint } from './jobNews.ts';
import type { JobRun } from './jobRun.ts';
import type { ServeDemand } from './serveDemand.ts';
import type { Smoothing } from './smoothing.ts';
import type { Twin } from './twin.ts';

export interface JobClock {
  /** Brings the job's books up to an instant in seconds; before anything about a job changes it is settled. */
  settle(run: JobRun, toS: number): void;
  /** Watts that smoothing burns in a phase that asks for less than the floor. */
  burnW(load: PhaseLoad): number;
}

interface Context {
  readonly twin: Twin;
  readonly demand: ServeDemand;
  readonly smoothing: Smoothing;
  readonly seconds: PhaseSeconds;
  readonly counters: Readonly<
    Record<'steps' | 'tokens' | 'requests' | 'prefillTokens' | 'decodeTokens', Float64Array>
  >;
}

export function createJobClock(twin: Twin, demand: ServeDemand, smoothing: Smoothing): JobClock {
  const seconds = { compute: 0, communicate: 0, checkpoint: 0 };
  const { jobSteps, jobTokens, jobRequests, jobPrefillTokens, jobDecodeTokens } = twin.columns;
  // Of fixed shape: a lookup by name in all columns is slow.
  const counters = {
    steps: jobSteps,
    tokens: jobTokens,
    requests: jobRequests,
    prefillTokens: jobPrefillTokens,
    decodeTokens: jobDecodeTokens,
  };
  const context: Context = { twin, demand, smoothing, seconds, counters };
  return {
    settle: (run, toS) => settle(context, run, toS),
    burnW: (load) => burnW(context, load),
  };
}

function burnW({ twin: { hardware }, smoothing }: Context, load: PhaseLoad): number {
  if (!smoothing.on) return 0;
  const floorW = FLOOR_RATIO * hardware.limits.gpuPowerW;
  return Math.max(0, floorW - steadyGpuW(hardware, load, hardware.cooling.ringSupplyC));
}

function settle(c: Context, run: JobRun, toS: number): void {
  const fromS = run.settledS;
  const untilS = Math.min(toS, run.endS - 1);
  if (untilS <= fromS) return;
  run.settledS = untilS;
  const { spent } = run;
  spent.trayS += (untilS - fromS) * run.trays.length;
  // The seconds of a stop are those that end at stopS, stopS + 1 ... resumeS.
  const stopFromS = Math.max(fromS, run.stopS - 1);
  const stopUntilS = Math.min(untilS, run.resumeS);
  const stoppedS = Math.max(0, stopUntilS - stopFromS);
  if (stoppedS > 0) {
    spent[run.stopKind] += stoppedS;
    const { waiting, stalled } = c.twin.workload;
    const aboveW = burnW(c, run.stopKind === 'stall' ? stalled : waiting);
    const stopS = run.stopS - 1;
    spent.burntJ += burntJ(aboveW, stopUntilS - stopS) - burntJ(aboveW, stopFromS - stopS);
  }
  const workedS = untilS - fromS - stoppedS;
  if (workedS <= 0) return;
  if (run.beat) iterate(c, run, run.beat, fromS, untilS, workedS);
  else serve(c, run, (fromS + untilS) / 2, workedS);
}

function iterate(
  c: Context,
  run: JobRun,
  beat: Beat,
  fromS: number,
  untilS: number,
  workedS: number,
): void {
  const { seconds } = c;
  const { spent, profile } = run;
  if (profile.pattern !== 'iterate') return;
  const lostRatio = riseLost(c, run, profile, fromS, untilS) / workedS;
  const pace = (1 - lostRatio) * run.paceRatio;
  const now = paced(beat, pace);
  run.pace = pace;
  const from = convertClock(beat, now, run.clockS);
  const to = from + workedS;
  phaseSeconds(now, from, to, seconds);
  spent.compute += seconds.compute;
  spent.communicate += seconds.communicate;
  spent.checkpoint += seconds.checkpoint;
  spent.lostS += lostRatio * seconds.compute;
  const cycleS = cycleSeconds(now);
  const cycles = Math.floor(to / cycleS);
  const leftS = Math.max(0, to - cycles * cycleS);
  const steps = cycles * beat.iterations + iterationsDone(now, leftS) - iterationsDone(now, from);
  run.clockS = convertClock(now, beat, leftS);
  run.checkpoints += cycles;
  tellCheckpoint(c, run, now, { from, to, untilS });
  if (cycles > 0) run.fruitless = 0;
  const gpus = run.trays.length * c.twin.gpusPerTray;
  const trained = profile.tokensPerGpuS * gpus * (seconds.compute * pace + seconds.communicate);
  count(c.counters.steps, run.slot, Math.max(0, steps));
  count(c.counters.tokens, run.slot, trained);
}

interface Stretch {
  /** Readings of the job's own clock, and the instant at the end. */
  readonly from: number;
  readonly to: number;
  readonly untilS: number;
}

/** The last checkpoint that began in a stretch is told at the second in which it began. */
function tellCheckpoint({ twin }: Context, run: JobRun, beat: Beat, s: Stretch): void {
  const cycleS = cycleSeconds(beat);
  const runS = cycleS - beat.checkpointS;
  if (s.to < runS) return;
  const beganAt = Math.floor((s.to - runS) / cycleS) * cycleS + runS;
  if (beganAt <= s.from) return;
  const second = Math.ceil(s.untilS - (s.to - beganAt));
  announceCheckpoint(twin, run, second, { cycleS, waitS: beat.checkpointS });
}

/** Seconds of full work that the limited rise of smoothing takes away. */
function riseLost(
  { twin, smoothing }: Context,
  run: JobRun,
  profile: IterateProfile,
  fromS: number,
  untilS: number,
): number {
  if (!smoothing.on) return 0;
  const riseW = dynamicW(twin.hardware.gpu, profile.compute);
  return riseLostS(riseW, untilS - run.riseS) - riseLostS(riseW, fromS - run.riseS);
}

function serve(
  { twin, demand, counters }: Context,
  run: JobRun,
  atS: number,
  workedS: number,
): void {
  const { gpusPerTray } = twin;
  const { busy, prefillRatio, requestsPerS, prefillTokens, decodeTokens } = demand.at(run, atS);
  run.spent.serve += workedS;
  run.spent.busy += busy * workedS;
  run.spent.prefill += prefillRatio * busy * workedS;
  if (Number.isNaN(requestsPerS)) return;
  const requests = requestsPerS * workedS * run.trays.length * gpusPerTray;
  count(counters.requests, run.slot, requests);
  count(counters.prefillTokens, run.slot, requests * prefillTokens);
  count(counters.decodeTokens, run.slot, requests * decodeTokens);
  count(counters.tokens, run.slot, requests * (prefillTokens + decodeTokens));
}

/** Adds to a counter; what a job does not count stays unknown. */
function count(counter: Float64Array, slot: number, more: number): void {
  counter[slot] = (counter[slot] as number) + more;
}

// The waveform of an iterating job in closed form: seconds of each phase between two times, whatever the step.

/** Of x seconds, those in the tails: each period ends with a tail. Monotone, so differences never alias. */
export function tailSeconds(x: number, periodS: number, tailS: number): number {
  const periods = Math.floor(x / periodS);
  const inside = x - periods * periodS - (periodS - tailS);
  return periods * tailS + (inside > 0 ? inside : 0);
}

/** A job's own beat: iterations that end with communication; after so many of them all wait for a checkpoint. */
export interface Beat {
  readonly iterationS: number;
  readonly communicateS: number;
  /** Whole iterations from one checkpoint to the next. */
  readonly iterations: number;
  readonly checkpointS: number;
}

/** Seconds of each phase; `compute + communicate + checkpoint` is the span. */
export interface PhaseSeconds {
  compute: number;
  communicate: number;
  checkpoint: number;
}

/** From the end of one checkpoint to the end of the next. */
export function cycleSeconds(beat: Beat): number {
  return beat.iterations * beat.iterationS + beat.checkpointS;
}

/** Seconds of each phase between two readings of the job's own clock, into `out`. */
export function phaseSeconds(beat: Beat, fromS: number, toS: number, out: PhaseSeconds): void {
  const cycleS = cycleSeconds(beat);
  const fromCheckpoint = tailSeconds(fromS, cycleS, beat.checkpointS);
  const toCheckpoint = tailSeconds(toS, cycleS, beat.checkpointS);
  const checkpoint = toCheckpoint - fromCheckpoint;
  const communicate =
    tailSeconds(toS - toCheckpoint, beat.iterationS, beat.communicateS) -
    tailSeconds(fromS - fromCheckpoint, beat.iterationS, beat.communicateS);
  out.checkpoint = checkpoint;
  out.communicate = communicate;
  out.compute = toS - fromS - checkpoint - communicate;
}

/** The phase that a clock reading is in. */
export function phaseAt(beat: Beat, clockS: number): 'compute' | 'communicate' | 'checkpoint' {
  const cycleS = cycleSeconds(beat);
  if (clockS % cycleS >= cycleS - beat.checkpointS) return 'checkpoint';
  const running = clockS - tailSeconds(clockS, cycleS, beat.checkpointS);
  const inIteration = running % beat.iterationS;
  return inIteration >= beat.iterationS - beat.communicateS ? 'communicate' : 'compute';
}

/** The same beat when compute runs at a pace of 0-1 of full: it takes longer, communication and checkpoints do not. */
export function paced(beat: Beat, pace: number): Beat {
  const computeS = (beat.iterationS - beat.communicateS) / pace;
  return { ...beat, iterationS: computeS + beat.communicateS };
}

/** The reading of another pace's clock at the same point of the same iteration; within one cycle. */
export function convertClock(from: Beat, to: Beat, clockS: number): number {
  const runS = from.iterations * from.iterationS;
  if (clockS >= runS) return to.iterations * to.iterationS + (clockS - runS);
  const iteration = Math.floor(clockS / from.iterationS);
  const insideS = clockS - iteration * from.iterationS;
  const computeS = from.iterationS - from.communicateS;
  const toComputeS = to.iterationS - to.communicateS;
  const toInsideS =
    insideS < computeS ? (insideS / computeS) * toComputeS : toComputeS + (insideS - computeS);
  return iteration * to.iterationS + toInsideS;
}

/** Iterations that are complete at a reading within one cycle. The slack forgives the rounding of a converted clock. */
export function iterationsDone(beat: Beat, clockS: number): number {
  return Math.min(beat.iterations, Math.floor(clockS / beat.iterationS + ITERATION_SLACK));
}
const ITERATION_SLACK = 1e-9;

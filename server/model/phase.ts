// The waveform of an iterating job in closed form: seconds of each phase between two times, whatever the step.

/** Of x seconds, those in the tails: each period ends with a tail. Monotone, so differences never alias. */
export function tailSeconds(x: number, periodS: number, tailS: number): number {
  const periods = Math.floor(x / periodS);
  const inside = x - periods * periodS - (periodS - tailS);
  return periods * tailS + (inside > 0 ? inside : 0);
}

/** A job's own beat: iterations that end with communication, cycles that end with a checkpoint. */
export interface Beat {
  readonly iterationS: number;
  readonly communicateS: number;
  readonly checkpointEveryS: number;
  readonly checkpointS: number;
}

/** Seconds of each phase; `compute + communicate + checkpoint` is the span. */
export interface PhaseSeconds {
  compute: number;
  communicate: number;
  checkpoint: number;
}

/** Seconds of each phase between two readings of the job's own clock, into `out`. */
export function phaseSeconds(beat: Beat, fromS: number, toS: number, out: PhaseSeconds): void {
  const fromCheckpoint = tailSeconds(fromS, beat.checkpointEveryS, beat.checkpointS);
  const toCheckpoint = tailSeconds(toS, beat.checkpointEveryS, beat.checkpointS);
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
  const inCycle = clockS % beat.checkpointEveryS;
  if (inCycle >= beat.checkpointEveryS - beat.checkpointS) return 'checkpoint';
  const running = clockS - tailSeconds(clockS, beat.checkpointEveryS, beat.checkpointS);
  const inIteration = running % beat.iterationS;
  return inIteration >= beat.iterationS - beat.communicateS ? 'communicate' : 'compute';
}

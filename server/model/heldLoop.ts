// Temperature of a loop that is held at a set-point as far as its cooler reaches: C dT/dt = heat in - heat out.
import { clamp } from './cubeLaw.ts';
import { relaxed } from './relaxation.ts';

/**
 * Temperature after dtS. The control brings it to the set-point with its own time constant, within what is possible:
 * `coldestC` with the cooler fully on, and with the cooler off no more than heat / capacity a second.
 * What the cooler took then follows from the balance: heat in less what the loop has stored.
 */
export function heldC(
  nowC: number,
  setC: number,
  dtS: number,
  controlS: number,
  coldestC: number,
  heatW: number,
  jPerK: number,
): number {
  const warmestC = nowC + (heatW * dtS) / jPerK;
  return clamp(relaxed(nowC, setC, dtS, controlS), Math.min(coldestC, warmestC), warmestC);
}

/** Watts that a body of jPerK has stored, mean over the step. */
export function storedW(fromC: number, toC: number, dtS: number, jPerK: number): number {
  return ((toC - fromC) * jPerK) / dtS;
}

/** Half of a loop's water: what its rated flow carries in half of the loop's time, at the rated warming. */
export function halfLoopJPerK(ratedW: number, rangeK: number, loopS: number): number {
  return ((ratedW / rangeK) * loopS) / 2;
}

/** Return water after dtS: towards supply + heat / flow, in the time that the flow takes through its half of the loop. */
export function returnC(
  nowC: number,
  supplyC: number,
  heatW: number,
  flowWPerK: number,
  dtS: number,
  jPerK: number,
): number {
  if (flowWPerK <= 0) return nowC + (heatW * dtS) / jPerK;
  return relaxed(nowC, supplyC + heatW / flowWPerK, dtS, jPerK / flowWPerK);
}

// First-order relaxation towards a target, exact for any step: dx/dt = (target - x) / time constant.

/** Share of the old distance to the target that is left after dtS: exp(-dt/tau). */
export function remaining(dtS: number, timeS: number): number {
  return Math.exp(-dtS / timeS);
}

/** Mean over the step of that share: (tau/dt)(1 - exp(-dt/tau)). */
export function meanRemaining(dtS: number, timeS: number): number {
  return (timeS / dtS) * (1 - Math.exp(-dtS / timeS));
}

/** The value after dtS. */
export function relaxed(value: number, target: number, dtS: number, timeS: number): number {
  return target + (value - target) * Math.exp(-dtS / timeS);
}

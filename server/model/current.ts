// Current of a three-phase circuit: I = P / (sqrt(3) U cos phi).

/** Amperes in each phase; 0 where there is no voltage and so no power. */
export function threePhaseA(powerW: number, lineVoltageV: number, powerFactor: number): number {
  return lineVoltageV > 0 ? powerW / (Math.sqrt(3) * lineVoltageV * powerFactor) : 0;
}

// What the numbers of states and masks mean. A code never changes its meaning; new ones are added at the end.

/** The names of each state metric's codes, in code order. */
export const STATES = {
  /** At work: allocated to a running job. */
  gpu: ['work', 'idle', 'out'],
  /** For the floor: derived from state and masks. */
  health: ['normal', 'warning', 'critical', 'out', 'degraded'],
  tray: ['inService', 'out'],
  /** Draining: its jobs go on until they end, new ones go elsewhere. */
  rack: ['inService', 'degraded', 'out', 'draining'],
  /** Starting: called, its flow is not there yet. */
  cdu: ['running', 'standby', 'stopped', 'starting'],
  pump: ['both', 'a', 'b', 'none'],
  ups: ['online', 'battery', 'bypass', 'off'],
  transformer: ['inService', 'out'],
  feed: ['live', 'lost'],
  genset: ['ready', 'starting', 'running', 'out'],
  /** Spare beside what the load needs: there, used up, too little, nothing left at all; or none by design. */
  redundancy: ['redundant', 'none', 'overloaded', 'lost', 'single'],
  leak: ['tight', 'leaking'],
  shelf: ['inService', 'out'],
  chilling: ['free', 'mixed', 'chiller'],
  adiabatic: ['dry', 'wet'],
  /** Restart: waits for its last checkpoint after a fault. Stall: hangs in a collective. */
  phase: ['compute', 'communicate', 'checkpoint', 'serve', 'idle', 'restart', 'stall'],
  smoothing: ['off', 'on'],
  site: ['normal', 'degraded', 'critical', 'unknown'],
} as const;
export type StateTable = keyof typeof STATES;

/** The code of a state by name: `codeOf('cdu', 'stopped')` is 2. */
export function codeOf<T extends StateTable>(table: T, name: (typeof STATES)[T][number]): number {
  return (STATES[table] as readonly string[]).indexOf(name);
}

/** NVML clock-event reasons (DCGM field 112): why a GPU's clock is what it is. */
export const CLOCK_EVENT = {
  gpuIdle: 0x1,
  clocksSetting: 0x2,
  powerCap: 0x4,
  hwSlowdown: 0x8,
  syncBoost: 0x10,
  swThermal: 0x20,
  hwThermal: 0x40,
  hwPowerBrake: 0x80,
  displayClocks: 0x100,
} as const;
export type ClockEvent = keyof typeof CLOCK_EVENT;

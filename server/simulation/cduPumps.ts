// The two pumps of each CDU: faults, planned maintenance, and what is left to run.
import type { FaultOf } from '../contract/command.ts';
import { codeOf } from '../contract/state.ts';
import { draw, streamOf } from './random.ts';
import { report, type Twin } from './twin.ts';

export interface PumpMemory {
  /** FAULTY bits of each CDU, its own stop among them. */
  readonly faults: Uint8Array;
  readonly maintained: Uint8Array;
  /** Codes of the pump state. */
  readonly pumps: Uint16Array;
}

export const FAULTY: Readonly<Record<FaultOf<'cdu'>, number>> = { pumpA: 1, pumpB: 2, stop: 4 };
export const NO_PUMP = FAULTY.pumpA | FAULTY.pumpB;
/** Each CDU has one pump out for half an hour once in this time: planned maintenance, the other carries the flow. */
const MAINTENANCE_EVERY_S = 45 * 86_400;
const MAINTENANCE_S = 1_800;
/** Pump state and pumps left, by which are out: bit 1 pump A, bit 2 pump B. */
const STATE_BY_OUT = (['both', 'b', 'a', 'none'] as const).map((name) => codeOf('pump', name));
const COUNT_BY_OUT = [2, 1, 1, 0];

export function createPumpMemory(cdus: number): PumpMemory {
  return {
    faults: new Uint8Array(cdus),
    maintained: new Uint8Array(cdus),
    pumps: new Uint16Array(cdus),
  };
}

/** Bits of the pumps that cannot run. */
export function pumpsOut({ faults, maintained }: PumpMemory, cdu: number): number {
  return ((faults[cdu] as number) & NO_PUMP) | ((maintained[cdu] as number) * FAULTY.pumpB);
}

export function pumpCount(memory: PumpMemory, cdu: number): number {
  return COUNT_BY_OUT[pumpsOut(memory, cdu)] as number;
}

export function writePumpState(memory: PumpMemory, cdu: number): void {
  memory.pumps[cdu] = STATE_BY_OUT[pumpsOut(memory, cdu)] as number;
}

export function pumpMaintenanceStream(seed: number): number {
  return streamOf(seed, 'pumpMaintenance');
}

export function maintainPump(
  twin: Twin,
  memory: PumpMemory,
  stream: number,
  cdu: number,
  second: number,
): void {
  const { faults, maintained } = memory;
  const offset = draw(stream, cdu) % MAINTENANCE_EVERY_S;
  const due = (second + offset) % MAINTENANCE_EVERY_S < MAINTENANCE_S;
  // No work on the second pump while the first is out.
  const out = due && faults[cdu] === 0;
  if (out === (maintained[cdu] === 1)) return;
  maintained[cdu] = Number(out);
  writePumpState(memory, cdu);
  reportPump(twin, cdu, second, out ? 'cdu.pumpStopped' : 'cdu.pumpStarted', 'B');
}

export function reportPump(
  twin: Twin,
  cdu: number,
  second: number,
  key: 'cdu.pumpStopped' | 'cdu.pumpStarted',
  pump: 'A' | 'B',
  fault = false,
): number {
  return report(twin, second, {
    kind: fault ? 'fault' : 'plant',
    severity: fault ? 'warning' : 'info',
    place: ['cdu', cdu],
    key,
    params: { cdu: twin.ids.idOf('cdu', cdu), pump },
  });
}

// Tells of a change in how the plant cools: free or with chillers, dry or with wet pads.
import { report, type Twin } from './twin.ts';

export function reportMode(
  twin: Twin,
  second: number,
  key: 'coldLoop.mode' | 'adiabatic.mode',
  mode: string,
): void {
  report(twin, second, {
    kind: 'plant',
    severity: 'info',
    place: ['plant', 0],
    key,
    params: { mode },
  });
}

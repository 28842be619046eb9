// The power of a rack by where it goes, rounded so that the parts shown add up to the total shown.
import type { MetricId } from '../../../server/contract/metrics.ts';
import type { Text } from '../../../server/contract/text.ts';
import { RACK_TEXTS } from './rackTexts.ts';

interface SplitPart {
  readonly metric: MetricId;
  readonly name: Text;
  /** Token of theme.css. */
  readonly ink: string;
}

/** The balance of a rack: these five are its AC input. */
export const SPLIT_PARTS: readonly SplitPart[] = [
  { metric: 'rackGpuPowerW', name: RACK_TEXTS.gpus, ink: 'power' },
  { metric: 'rackGracePowerW', name: RACK_TEXTS.grace, ink: 'power-mid' },
  { metric: 'rackTrayStaticPowerW', name: RACK_TEXTS.static, ink: 'power-low' },
  { metric: 'rackSwitchPowerW', name: RACK_TEXTS.switches, ink: 'compute' },
  { metric: 'rackShelfLossW', name: RACK_TEXTS.shelfLoss, ink: 'losses' },
];

/** Rounds parts to whole steps by the largest remainder, so that their sum is the rounded total. */
export function roundedParts(parts: readonly number[], total: number, step: number): number[] {
  if ([...parts, total].some(Number.isNaN)) return parts.map(() => Number.NaN);
  const steps = parts.map((part) => Math.floor(part / step));
  let left = Math.round(total / step) - steps.reduce((sum, count) => sum + count, 0);
  const byRemainder = parts
    .map((part, i) => ({ i, rest: part / step - (steps[i] ?? 0) }))
    .sort((a, b) => b.rest - a.rest);
  for (const { i } of byRemainder) {
    if (left <= 0) break;
    steps[i] = (steps[i] ?? 0) + 1;
    left--;
  }
  return steps.map((count) => count * step);
}

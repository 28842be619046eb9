// Why a GPU's clock is what it is, in words: the bits of NVML's clock event mask, gravest first.
import { CLOCK_EVENT, type ClockEvent } from '../../server/contract/state.ts';

const GRAVEST_FIRST: readonly ClockEvent[] = [
  'hwPowerBrake',
  'hwThermal',
  'swThermal',
  'hwSlowdown',
  'powerCap',
  'clocksSetting',
  'syncBoost',
  'displayClocks',
  'gpuIdle',
];

/** The reasons in a mask; none for an unknown one. */
export function clockReasons(mask: number): readonly ClockEvent[] {
  if (Number.isNaN(mask)) return [];
  return GRAVEST_FIRST.filter((reason) => (mask & CLOCK_EVENT[reason]) !== 0);
}

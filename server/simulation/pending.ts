// Actions of parts that are still being written: refused until the part itself takes its place here.
import type { Actions } from './actions.ts';
import type { CduDuty } from './cduDuty.ts';
import type { Gpus } from './gpus.ts';
import type { Jobs } from './jobs.ts';
import type { Plant } from './plant.ts';
import type { PowerChain } from './powerChain.ts';
import { type Refused, refused } from './refused.ts';
import type { Rings } from './rings.ts';
import type { Smoothing } from './smoothing.ts';

const later = (): NonNullable<Refused> => refused('conflict', 'this part is not there yet');

export function pendingActions(
  chain: PowerChain,
  duty: CduDuty,
  rings: Rings,
  plant: Plant,
  jobs: Jobs,
  smoothing: Smoothing,
  gpus: Gpus,
): Actions {
  return {
    caps: gpus.caps,
    gpuFaults: gpus.faults,
    chain,
    duty,
    faults: { injectXid: later, takeOut: later, leak: later, clear: () => false },
    jobs,
    smoothing,
    rings,
    plant,
  };
}

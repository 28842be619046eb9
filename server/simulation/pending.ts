// What the parts of the twin can be told to do, in one object.
import type { Actions } from './actions.ts';
import type { CduDuty } from './cduDuty.ts';
import type { Cooling } from './cooling.ts';
import type { Faults } from './faults.ts';
import type { Gpus } from './gpus.ts';
import type { Jobs } from './jobs.ts';
import type { PowerChain } from './powerChain.ts';
import type { Smoothing } from './smoothing.ts';

export function pendingActions(
  chain: PowerChain,
  duty: CduDuty,
  faults: Faults,
  { rings, plant }: Cooling,
  jobs: Jobs,
  smoothing: Smoothing,
  gpus: Gpus,
): Actions {
  return {
    caps: gpus.caps,
    gpuFaults: gpus.faults,
    chain,
    duty,
    faults,
    jobs,
    smoothing,
    rings,
    plant,
  };
}

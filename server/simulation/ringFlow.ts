// How the running CDUs of a ring share its flow: equally, unless one with a single pump cannot move its share.
import type { HardwareFile } from '../contract/hardware.ts';
import { codeOf } from '../contract/state.ts';
import { pumpFlowRatio } from '../model/cdu.ts';
import type { CduDuty } from './cduDuty.ts';

const RUNNING = codeOf('cdu', 'running');

export interface RingFlow {
  /** Of each CDU of the site, over the rated flow of one; 0 for those that do not run. */
  readonly flowRatio: Float64Array;
  /** Most that each could move, likewise. */
  readonly mostRatio: Float64Array;
  /**
   * Notes what each CDU from <= i < to can move, with power for so much (0-1) of the step; returns their sum, in
   * rated flows of one.
   */
  survey(from: number, to: number, poweredRatio: number): number;
  /** Shares out so many rated flows of one among them, at most what they can move. */
  share(from: number, to: number, flowRatio: number): void;
}

export function createRingFlow({ cooling }: HardwareFile, duty: CduDuty, cdus: number): RingFlow {
  const flowRatio = new Float64Array(cdus);
  const mostRatio = new Float64Array(cdus);
  return {
    flowRatio,
    mostRatio,
    survey(from, to, poweredRatio) {
      let most = 0;
      for (let cdu = from; cdu < to; cdu++) {
        const runs = duty.state[cdu] === RUNNING;
        const ratio = runs ? pumpFlowRatio(cooling, duty.pumpCount(cdu)) : 0;
        mostRatio[cdu] = poweredRatio * ratio;
        most += mostRatio[cdu] as number;
      }
      return most;
    },
    share(from, to, flow) {
      let left = flow;
      let sharing = 0;
      for (let cdu = from; cdu < to; cdu++) if ((mostRatio[cdu] as number) > 0) sharing++;
      // The weakest first: what it cannot move is shared by the others. A CDU is as strong as its pumps: two kinds.
      for (const lone of [true, false]) {
        for (let cdu = from; cdu < to; cdu++) {
          const most = mostRatio[cdu] as number;
          if (most === 0) flowRatio[cdu] = 0;
          if (most === 0 || duty.pumpCount(cdu) < 2 !== lone) continue;
          const own = Math.min(most, left / sharing);
          flowRatio[cdu] = own;
          left -= own;
          sharing--;
        }
      }
    },
  };
}

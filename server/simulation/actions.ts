// What the parts of the twin can be told to do: each action returns why not, and has changed nothing then; null is done.
import type { CommandRefusal, FaultOf } from '../contract/command.ts';
import type { Refused } from './refused.ts';

/** GPUs that a cap holds for; those of a job wherever it runs. */
export type CapTarget =
  | { readonly kind: 'site' }
  | { readonly kind: 'rack' | 'gpu'; readonly index: number }
  | { readonly kind: 'job'; readonly id: number; trays(): readonly number[] };

export type ChainPlace = 'feed' | 'transformer' | 'ups' | 'genset';

interface JobWish {
  readonly profile: string;
  readonly gpus: number;
  readonly minutes: number;
  readonly name?: string;
  readonly tenant?: string;
}

/** A `clear` says whether anything stood there. */
export interface Actions {
  readonly caps: {
    set(target: CapTarget, watts: number | null, second: number): Refused;
    shed(targetW: number, untilS: number, second: number): Refused;
    endShed(second: number): Refused;
  };
  readonly gpuFaults: {
    inject(gpu: number, fault: Exclude<FaultOf<'gpu'>, 'xid'>, second: number): Refused;
    clear(gpu: number, second: number): boolean;
  };
  readonly chain: {
    inject(kind: ChainPlace, index: number, fault: FaultOf<ChainPlace>, second: number): Refused;
    clear(kind: ChainPlace, index: number, second: number): boolean;
  };
  readonly duty: {
    inject(cdu: number, fault: FaultOf<'cdu'>, second: number): Refused;
    clear(cdu: number, second: number): boolean;
  };
  readonly faults: {
    injectXid(gpu: number, xid: number, second: number): Refused;
    takeOut(tray: number, second: number): Refused;
    leak(rack: number, second: number): Refused;
    clear(kind: 'gpu' | 'tray' | 'rack', index: number, second: number): boolean;
  };
  readonly jobs: {
    start(wish: JobWish, second: number): CommandRefusal | { readonly jobId: number };
    stop(id: number, second: number): Refused;
    stall(id: number, seconds: number, second: number): Refused;
    drain(rack: number, second: number): Refused;
    returnRack(rack: number, second: number): Refused;
    /** Undefined when no such job runs. */
    traysOf(id: number): readonly number[] | undefined;
  };
  readonly smoothing: { set(on: boolean, second: number): Refused };
  readonly rings: { setPoint(ring: number, celsius: number | null, second: number): Refused };
  readonly plant: {
    setWarm(celsius: number | null, second: number): Refused;
    setHeatReuse(share: number, second: number): Refused;
  };
}

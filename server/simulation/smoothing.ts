// The switch of GB300-style power smoothing, off by default: what it does is in model/smoothing.ts and the clock of jobs.
import { codeOf } from '../contract/state.ts';
import { type Refused, refused } from './refused.ts';
import type { Twin } from './twin.ts';

export interface Smoothing {
  readonly on: boolean;
  set(on: boolean, second: number): Refused;
  /** Writes its state into the tick. */
  conclude(): void;
}

export function createSmoothing(twin: Twin): Smoothing {
  const memory = { on: false };
  twin.memory.keep('smoothing', memory);
  return {
    get on() {
      return memory.on;
    },
    set(on) {
      if (on === memory.on) {
        return refused('conflict', `power smoothing is ${on ? 'on' : 'off'} already`, 'on');
      }
      memory.on = on;
      return null;
    },
    conclude() {
      twin.columns.siteSmoothingState[0] = codeOf('smoothing', memory.on ? 'on' : 'off');
    },
  };
}

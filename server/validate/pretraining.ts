// Pretraining jobs that stay in one phase through a step: seen at both of its ends.
import type { Job } from '../contract/job.ts';
import { codeOf } from '../contract/state.ts';
import type { TwinRun } from './twinRun.ts';

type Phase = 'compute' | 'communicate' | 'checkpoint';

export interface PhaseWatch {
  /** Once a step of 1 s, before anything else is asked. */
  see(): void;
  /** Jobs that were in the phase for the whole of the last `steps` steps. */
  inPhase(phase: Phase, steps: number): readonly Job[];
}

export function createPhaseWatch(run: TwinRun): PhaseWatch {
  const { columns, running } = run;
  const lasted = new Map<number, { code: number; steps: number }>();
  return {
    see() {
      for (const { id, slot } of running.values()) {
        const code = columns.jobPhase[slot] as number;
        const before = lasted.get(id);
        lasted.set(id, { code, steps: before?.code === code ? before.steps + 1 : 0 });
      }
    },
    inPhase(phase, steps) {
      const code = codeOf('phase', phase);
      return [...running.values()].filter((job) => {
        const past = lasted.get(job.id);
        return job.kind === 'pretraining' && past?.code === code && past.steps >= steps;
      });
    },
  };
}

// The way out of what the simulation reports: open, or held back while a command is tried or a state restored.
import type { SourceEvent } from '../contract/event.ts';
import type { Job } from '../contract/job.ts';
import type { TwinSinks } from './twin.ts';

export interface Outlet extends TwinSinks {
  /** From now on nothing leaves ... */
  hold(): void;
  /** ... until what was held leaves in its order, after what comes first, or never does. */
  release(first?: SourceEvent): void;
  drop(): void;
}

type Held = { readonly event: SourceEvent } | { readonly job: Job };

export function createOutlet(sinks: TwinSinks): Outlet {
  let held: Held[] | undefined;
  return {
    event(event) {
      if (held) held.push({ event });
      else sinks.event(event);
    },
    job(job) {
      if (held) held.push({ job });
      else sinks.job(job);
    },
    hold() {
      held = [];
    },
    release(first) {
      const waiting = held ?? [];
      held = undefined;
      if (first) sinks.event(first);
      for (const one of waiting) {
        if ('event' in one) sinks.event(one.event);
        else sinks.job(one.job);
      }
    },
    drop() {
      held = undefined;
    },
  };
}

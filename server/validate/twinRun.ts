// A twin that is stepped for its statistics: columns of its own, and whoever wants to hear of jobs and events.
import type { SiteParts } from '../catalogue/siteFiles.ts';
import type { SourceEvent } from '../contract/event.ts';
import type { Job } from '../contract/job.ts';
import { createPlaces, type Places } from '../contract/place.ts';
import { clearColumns, layoutTick, type TickColumns, viewColumns } from '../contract/tick.ts';
import { createSimulation } from '../simulation/simulation.ts';
import type { Found } from './measured.ts';

/** Looks at a run and keeps its statistics. */
export interface Watcher {
  /** After each step that counts: columns hold its means and its end. */
  see?(dtS: number): void;
  event?(event: SourceEvent): void;
  /** Every record of a job, also of those that ran before the first step. */
  job?(job: Job): void;
  found(): Found;
}

export interface TwinRun {
  readonly parts: SiteParts;
  readonly seed: number;
  readonly columns: TickColumns;
  readonly places: Places;
  /** Running jobs by id. */
  readonly running: ReadonlyMap<number, Job>;
  readonly timeMs: number;
  step(dtS: number): void;
  /** From now on it hears of events and jobs; it is told of the jobs that run. */
  join(watcher: Watcher): void;
}

export function openRun(parts: SiteParts, seed: number, startMs: number): TwinRun {
  const places = createPlaces(parts.site.places);
  const layout = layoutTick(places, parts.site.jobSlots);
  const buffer = new ArrayBuffer(layout.byteLength);
  clearColumns(layout, buffer);
  const columns = viewColumns<keyof TickColumns>(layout, buffer);
  const running = new Map<number, Job>();
  const watchers: Watcher[] = [];
  const simulation = createSimulation({
    ...parts,
    seed,
    startMs,
    columns,
    sinks: {
      event: (event) => {
        for (const watcher of watchers) watcher.event?.(event);
      },
      job: (job) => {
        if (job.state === 'running') running.set(job.id, job);
        else running.delete(job.id);
        for (const watcher of watchers) watcher.job?.(job);
      },
    },
  });
  return {
    parts,
    seed,
    columns,
    places,
    running,
    get timeMs() {
      return simulation.timeMs;
    },
    step: (dtS) => simulation.step(dtS),
    join(watcher) {
      watchers.push(watcher);
      for (const job of running.values()) watcher.job?.(job);
    },
  };
}

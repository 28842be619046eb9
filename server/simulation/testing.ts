// A twin with its columns, events and jobs in hand, for tests.
import type { Command, LoggedCommand } from '../contract/command.ts';
import type { SourceEvent } from '../contract/event.ts';
import type { Job } from '../contract/job.ts';
import { createPlaces } from '../contract/place.ts';
import { clearColumns, layoutTick, type TickColumns, viewColumns } from '../contract/tick.ts';
import { createSimulation, type SimulationInput } from './simulation.ts';

type Parts = Pick<SimulationInput, 'site' | 'hardware' | 'workload' | 'climate' | 'grid'>;
type Options = Partial<Pick<SimulationInput, 'seed' | 'startMs' | 'commands' | 'restore'>>;

/** A Wednesday in January, 10:00 in Paris. */
export const START_MS = Date.UTC(2026, 0, 14, 9);

export function openTwin(parts: Parts, options: Options = {}) {
  const { site, hardware, workload, climate, grid } = parts;
  const places = createPlaces(site.places);
  const layout = layoutTick(places, site.jobSlots);
  const buffer = new ArrayBuffer(layout.byteLength);
  clearColumns(layout, buffer);
  const columns = viewColumns<keyof TickColumns>(layout, buffer);
  const events: SourceEvent[] = [];
  const jobs = new Map<number, Job>();
  const jobReports: Job[] = [];
  const simulation = createSimulation({
    site,
    hardware,
    workload,
    climate,
    grid,
    seed: 42,
    startMs: START_MS,
    ...options,
    columns,
    sinks: {
      event: (event) => events.push(event),
      job: (job) => {
        jobs.set(job.id, job);
        jobReports.push(job);
      },
    },
  });
  return {
    places,
    columns,
    events,
    jobs,
    jobReports,
    simulation,
    bytes: new Uint8Array(buffer),
    /** Steps through a span and calls back after every step. */
    run(seconds: number, dtS: number, each: () => void = () => {}) {
      for (let done = 0; done < seconds; done += dtS) {
        simulation.step(dtS);
        each();
      }
    },
  };
}

/** A site of so many racks, made of the site of one: everything that feeds and cools it grows with it. */
export function racksOf<P extends Parts>(parts: P, racks: number): P {
  const OF_RACK: readonly string[] = ['rack', 'tray', 'gpu', 'shelf', 'switchTray'];
  const places = parts.site.places.map((row) =>
    OF_RACK.includes(row.kind) ? { ...row, count: row.count * racks } : row,
  );
  const ratings = Object.fromEntries(
    Object.entries(parts.site.ratings).map(([name, value]) => [
      name,
      /(W|VA)$/.test(name) ? (value as number) * racks : value,
    ]),
  ) as typeof parts.site.ratings;
  return { ...parts, site: { ...parts.site, places, ratings } };
}

export function sum(values: ArrayLike<number>, from = 0, to = values.length): number {
  let total = 0;
  for (let i = from; i < to; i++) total += values[i] as number;
  return total;
}

function meanOf(values: ArrayLike<number>): number {
  return sum(values) / values.length;
}

/** Pearson's r. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const meanA = meanOf(a);
  const meanB = meanOf(b);
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    const x = (a[i] as number) - meanA;
    const y = (b[i] as number) - meanB;
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return ab / Math.sqrt(aa * bb);
}

/** A command at a second after START_MS. */
export function commandAt(atS: number, command: Command): LoggedCommand {
  return { timeMs: START_MS + atS * 1_000, by: 'test', command };
}

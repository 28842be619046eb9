// The whole state of a simulation as plain data: what its parts remember, and every column of its tick.
import type { Column } from '../contract/metrics.ts';
import type { Plain } from './memory.ts';
import type { Twin } from './twin.ts';

/** Raised when the meaning of saved parts changes, so that an older state is refused and not misread. */
export const SAVED_VERSION = 1;

export interface SavedSimulation {
  readonly version: number;
  readonly site: string;
  readonly seed: number;
  /** Time at which the twin began; parts count from it. */
  readonly startMs: number;
  /** END of the last step. */
  readonly timeMs: number;
  readonly parts: Readonly<Record<string, Plain>>;
  readonly columns: Readonly<Record<string, Column>>;
}

/** Counters that came after the first states of this version were saved. */
const YOUNGER: readonly string[] = ['siteBatteryEnergyWh', 'siteGensetEnergyWh'];

/** A copy: later steps do not change it. */
export function saveTwin(twin: Twin, timeMs: number): SavedSimulation {
  return {
    version: SAVED_VERSION,
    site: twin.site.id,
    seed: twin.seed,
    startMs: twin.startMs,
    timeMs,
    parts: twin.memory.save(),
    columns: Object.fromEntries(Object.entries(columnsOf(twin)).map(copied)),
  };
}

/** Throws one sentence when the state is not of this site, seed and version; the twin is not to be used then. */
export function restoreTwin(twin: Twin, saved: SavedSimulation): void {
  const wanted = { version: SAVED_VERSION, site: twin.site.id, seed: twin.seed };
  for (const key of ['version', 'site', 'seed'] as const) {
    if (saved[key] !== wanted[key]) {
      throw new Error(`the saved state is of ${key} ${saved[key]}, not ${wanted[key]}`);
    }
  }
  // A counter that is younger than the state begins at what it was settled to.
  const known = Object.entries(columnsOf(twin)).filter(
    ([id]) => saved.columns[id] || !YOUNGER.includes(id),
  );
  for (const [id, column] of known) {
    if (saved.columns[id]?.length !== column.length) {
      throw new Error(`the saved state has no column ${id} of ${column.length} values`);
    }
  }
  twin.memory.restore(saved.parts);
  for (const [id, column] of known) column.set(saved.columns[id] as Column);
}

function copied([id, column]: [string, Column]): [string, Column] {
  return [id, column.slice()];
}

function columnsOf(twin: Twin): Readonly<Record<string, Column>> {
  return twin.columns;
}

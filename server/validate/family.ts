// A family of rows: what measures them, on what ground.
import type { SiteParts } from '../catalogue/siteFiles.ts';
import type { Found } from './measured.ts';
import type { TwinRun, Watcher } from './twinRun.ts';

/** Checked fixtures that the measurements stand on. */
export interface Ground {
  readonly parts: SiteParts;
  /** One rack alone, for what needs no more. */
  readonly oneRack: SiteParts;
}

/** Runs of the twin that families look at together: server/validate/runs.ts. */
export type RunName = 'hour' | 'week' | 'january' | 'heat' | 'year';

export interface Family {
  readonly name: string;
  /** Ids of fixtures/truth.json that are measured in seconds, so that every test run can afford it. */
  readonly quickRows: readonly string[];
  measure?(ground: Ground): Found;
  /** Ids that need runs of the twin, and who looks at which. */
  readonly runRows: readonly string[];
  readonly watch?: Readonly<Partial<Record<RunName, (run: TwinRun) => Watcher>>>;
}

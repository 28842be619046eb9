// Measures what is asked for and judges every row of fixtures/truth.json.
import { readSite } from '../catalogue/siteFiles.ts';
import { FAMILIES } from './families.ts';
import type { Ground, RunName } from './family.ts';
import { judge, type Verdict } from './judge.ts';
import type { Found, Measured } from './measured.ts';
import { RUNS } from './runs.ts';
import { readTruth } from './truth.ts';

export interface ValidateOptions {
  readonly fixtures: string;
  /** Without the runs of the twin: only what takes seconds. */
  readonly quick: boolean;
  /** Hears what is under way. */
  readonly say: (line: string) => void;
}

export function validate({ fixtures, quick, say }: ValidateOptions): readonly Verdict[] {
  const ground: Ground = {
    parts: readSite(fixtures, 'ile-de-france'),
    oneRack: readSite(fixtures, 'one-rack'),
  };
  const measured = new Map<string, Measured>();
  const keep = (found: Found): void => {
    for (const [id, value] of Object.entries(found)) {
      measured.set(id, typeof value === 'number' ? { value } : value);
    }
  };
  for (const family of FAMILIES) {
    if (!family.measure) continue;
    say(`${family.name}: ${family.quickRows.length} rows`);
    keep(family.measure(ground));
  }
  if (!quick) for (const name of Object.keys(RUNS) as RunName[]) keep(watchRun(ground, name, say));
  const notRun = quick ? FAMILIES.flatMap(({ runRows }) => runRows) : [];
  return judge(readTruth(fixtures), measured, new Set(notRun));
}

/** Every family looks at the run together: it is made once. */
function watchRun(ground: Ground, name: RunName, say: ValidateOptions['say']): Found {
  const run = RUNS[name].open(ground);
  const watchers = FAMILIES.flatMap(({ watch }) => watch?.[name]?.(run) ?? []);
  for (const watcher of watchers) run.join(watcher);
  const steps = [...RUNS[name].steps(ground)];
  for (const [i, dtS] of steps.entries()) {
    if (i % Math.ceil(steps.length / 4) === 0) {
      say(`${RUNS[name].about}: ${Math.round((100 * i) / steps.length)} %`);
    }
    run.step(dtS);
    for (const watcher of watchers) watcher.see?.(dtS);
  }
  return Object.assign({}, ...watchers.map((watcher) => watcher.found()));
}

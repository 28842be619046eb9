// Measures the families that are asked for and judges every row of fixtures/truth.json.
import { join } from 'node:path';
import { readFixture } from '../catalogue/fixtureFile.ts';
import { readSite } from '../catalogue/siteFiles.ts';
import { GridFile } from '../contract/grid.ts';
import { FAMILIES } from './families.ts';
import type { Ground, Measured } from './family.ts';
import { judge, type Verdict } from './judge.ts';
import { readTruth } from './truth.ts';

export interface ValidateOptions {
  readonly fixtures: string;
  /** Only the families that take seconds. */
  readonly quick: boolean;
  /** Hears what is under way. */
  readonly say: (line: string) => void;
}

export function validate({ fixtures, quick, say }: ValidateOptions): readonly Verdict[] {
  const ground: Ground = {
    parts: readSite(fixtures, 'ile-de-france'),
    grid: readFixture(join(fixtures, 'grid'), 'france', GridFile),
  };
  const measured = new Map<string, Measured>();
  const notRun = new Set<string>();
  for (const family of FAMILIES) {
    if (quick && !family.quick) {
      for (const id of family.rows) notRun.add(id);
      continue;
    }
    say(`${family.name}: ${family.rows.length} rows`);
    const found = family.measure(ground);
    for (const [id, value] of Object.entries(found)) {
      measured.set(id, typeof value === 'number' ? { value } : value);
    }
  }
  return judge(readTruth(fixtures), measured, notRun);
}

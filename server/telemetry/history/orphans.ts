// At a start the folder of sealed files is made to agree with the list: a crash may have come between the two.
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LiveDatabase } from './database.ts';
import type { Kept, SealedFile } from './kept.ts';
import { editionOf, isMonth, monthOf, type Period, spanOf } from './period.ts';
import { SORTING_FOLDER, SORTING_PREFIX } from './schema.ts';
import { TEMPORARY } from './seal.ts';

/**
 * Returns listed files that are not whole: they stay listed, because a disk that is not there today may be there at the
 * next start, and are left out until they are. Removes files that are not listed when their rows are elsewhere, or
 * older at `liveToMs`, the end of what was recorded, than their tier is kept.
 */
export async function agreeFiles(
  database: LiveDatabase,
  folder: string,
  liveToMs: number,
): Promise<readonly string[]> {
  const damaged: string[] = [];
  await removeDeadSorting(folder);
  for (const kept of database.kept) {
    const listed = database.sealed(kept);
    const torn: SealedFile[] = [];
    for (const file of listed) {
      if (!(await hasBytes(join(folder, file.file), file.bytes))) torn.push(file);
    }
    const whole = listed.filter((file) => !torn.includes(file));
    database.noteSealed(kept, undefined, whole);
    database.noteDamaged(kept, torn);
    damaged.push(...torn.map(({ file }) => file));

    const names = new Set(listed.map(({ file }) => file.slice(file.lastIndexOf('/') + 1)));
    const days = new Set(database.openPeriods(kept));
    const mayGo = (period: Period): boolean =>
      days.has(period) || isReplaced(period, whole) || isOld(kept, period, liveToMs);
    await removeUnlisted(join(folder, 'sealed', kept.name), names, mayGo);
  }
  return damaged;
}

/** The rows of a period are in a listed file too: another edition, its month, or the days of the month. */
function isReplaced(period: Period, whole: readonly SealedFile[]): boolean {
  return whole.some(
    (file) =>
      file.period === period ||
      file.period === monthOf(period) ||
      (isMonth(period) && monthOf(file.period) === period),
  );
}

function isOld({ keptS }: Kept, period: Period, liveToMs: number): boolean {
  return keptS !== undefined && spanOf(period).toMs < liveToMs - keptS * 1_000;
}

/** What killed processes had not finished sorting; nobody else is alive in this folder. */
async function removeDeadSorting(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(SORTING_PREFIX) || name === SORTING_FOLDER) continue;
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

async function removeUnlisted(
  folder: string,
  listed: ReadonlySet<string>,
  mayGo: (period: Period) => boolean,
): Promise<void> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch {
    return;
  }
  for (const name of names) {
    const ours = editionOf(name.replace(TEMPORARY, '')) !== undefined;
    if (!ours || listed.has(name)) continue;
    const begun = name.endsWith(TEMPORARY);
    const [period = ''] = name.split('.');
    if (begun || mayGo(period)) await rm(join(folder, name), { force: true });
  }
}

async function hasBytes(path: string, bytes: number): Promise<boolean> {
  try {
    return (await stat(path)).size === bytes;
  } catch {
    return false;
  }
}

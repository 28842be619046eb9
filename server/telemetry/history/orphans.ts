// At a start the folder of sealed files is made to agree with the list: a crash may have come between the two.
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LiveDatabase } from './database.ts';
import { editionOf } from './period.ts';
import { SORTING_FOLDER, SORTING_PREFIX } from './schema.ts';
import { TEMPORARY } from './seal.ts';
import { text } from './tierSql.ts';

/** Removes what is not listed, whose rows are still in the tables; returns listed files that are not whole any more. */
export async function agreeFiles(
  database: LiveDatabase,
  folder: string,
): Promise<readonly string[]> {
  const lost: string[] = [];
  await removeDeadSorting(folder);
  for (const kept of database.kept) {
    const listed = database.sealed(kept);
    await removeUnlisted(
      join(folder, 'sealed', kept.name),
      new Set(listed.map(({ file }) => file.slice(file.lastIndexOf('/') + 1))),
    );
    const whole: boolean[] = [];
    for (const { file, bytes } of listed) whole.push(await hasBytes(join(folder, file), bytes));
    const gone = listed.filter((_, i) => !whole[i]);
    for (const { file } of gone) {
      await database.upkeep.run(`DELETE FROM sealedFile WHERE file = ${text(file)}`);
      lost.push(file);
    }
    const left = listed.filter((_, i) => whole[i]);
    if (gone.length > 0) database.noteSealed(kept, undefined, left);
  }
  return lost;
}

/** What killed processes had not finished sorting; nobody else is alive in this folder. */
async function removeDeadSorting(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(SORTING_PREFIX) || name === SORTING_FOLDER) continue;
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

async function removeUnlisted(folder: string, listed: ReadonlySet<string>): Promise<void> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch {
    return;
  }
  for (const name of names) {
    const ours = editionOf(name.replace(TEMPORARY, '')) !== undefined;
    if (ours && !listed.has(name)) await rm(join(folder, name), { force: true });
  }
}

async function hasBytes(path: string, bytes: number): Promise<boolean> {
  try {
    return (await stat(path)).size === bytes;
  } catch {
    return false;
  }
}

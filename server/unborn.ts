// A site that has never been live: nothing that a first start has made of it is kept when that start was broken off.
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from './stateFiles.ts';

const STATE = 'state';
const MARK = 'unborn';
/** What a folder keeps that is begun again. */
const CARD = 'carnot.json';

export function isUnborn(folder: string): boolean {
  return existsSync(join(folder, STATE, MARK));
}

/** From before its first step is written until its first state is on disk. */
export async function markUnborn(folder: string): Promise<void> {
  await writeWhole(join(folder, STATE, MARK), Buffer.alloc(0));
}

export async function markBorn(folder: string): Promise<void> {
  await rm(join(folder, STATE, MARK), { force: true });
}

/** To be called by whoever held the lock of its store a moment ago. */
export async function emptyUnborn(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name !== CARD && name !== STATE) await rm(join(folder, name), { recursive: true });
  }
  await rm(join(folder, STATE), { recursive: true });
}

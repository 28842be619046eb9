// The store's own folder: whose it is, and what becomes of one that is not ours or that cannot be read.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Site } from '../../contract/site.ts';
import { DATABASE_FILE, SCHEMA } from './schema.ts';

/** A start that cannot be, in one sentence for the person at the terminal; the folder is as it was. */
export class StoreRefused extends Error {
  override readonly name = 'StoreRefused';
}

const CARD = 'carnot.json';
const NEW_CARD = `${CARD}.tmp`;

/** What the folder says of itself. */
interface Card {
  readonly program: 'carnot';
  readonly schema: number;
  readonly site: string;
  readonly seed: number | null;
  /** Of the table of places: with another one, the numbers of places mean other places. */
  readonly places: string;
}

export function folderOf(root: string, site: Pick<Site, 'id'>, seed: number | null): string {
  return join(root, seed === null ? site.id : `${site.id}-${seed}`);
}

/** Makes the folder, or checks that it is this site's. True when it holds a past. Throws StoreRefused. */
export function claimFolder(folder: string, site: Site, seed: number | null): boolean {
  const mine: Card = {
    program: 'carnot',
    schema: SCHEMA,
    site: site.id,
    seed,
    places: createHash('sha256').update(JSON.stringify(site.places)).digest('hex').slice(0, 16),
  };
  const names = namesIn(folder).filter((name) => name !== NEW_CARD);
  if (names.length === 0) {
    makeFolder(folder, mine);
    return false;
  }
  checkCard(folder, readCard(folder), mine);
  return true;
}

/** True when the live database is missing although sealed files are there: the past is torn. */
export function isTorn(folder: string): boolean {
  return !existsSync(join(folder, DATABASE_FILE)) && namesIn(join(folder, 'sealed')).length > 0;
}

/** Renames a folder that cannot be read; returns its new path. */
export function putAside(folder: string, nowMs: number): string {
  const time = new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '-');
  const name = `${folder}.corrupt-${time}Z`;
  let path = name;
  for (let count = 2; existsSync(path); count++) path = `${name}-${count}`;
  renameSync(folder, path);
  return path;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw refusal(folder, `it cannot be read (${(error as Error).message})`);
  }
}

function makeFolder(folder: string, card: Card): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, NEW_CARD), `${JSON.stringify(card)}\n`);
    renameSync(join(folder, NEW_CARD), join(folder, CARD));
  } catch (error) {
    throw refusal(folder, `it cannot be made (${(error as Error).message})`);
  }
}

function readCard(folder: string): Partial<Card> {
  try {
    const card: unknown = JSON.parse(readFileSync(join(folder, CARD), 'utf8'));
    if (typeof card === 'object' && card !== null) return card;
  } catch {
    // Told below: whoever made this folder, we did not.
  }
  throw refusal(folder, `it is not empty and has no ${CARD} of ours`);
}

function checkCard(folder: string, card: Partial<Card>, mine: Card): void {
  if (card.program !== mine.program) throw refusal(folder, `its ${CARD} is not ours`);
  if (card.site !== mine.site || card.seed !== mine.seed) {
    throw refusal(folder, `it holds site "${card.site}" with seed ${card.seed}`);
  }
  if (typeof card.schema !== 'number' || card.schema > mine.schema) {
    throw refusal(folder, `it was written by a newer version (${card.schema}, not ${mine.schema})`);
  }
  if (card.places !== mine.places) {
    throw refusal(folder, 'the places of the site have changed since it was made');
  }
}

function refusal(folder: string, reason: string): StoreRefused {
  return new StoreRefused(`--data: the folder "${folder}" is left untouched: ${reason}`);
}

// Upkeep: drops what is too old or too much, seals days that are over, joins months; one thing at a time, in site time.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { folderBytes } from './bytes.ts';
import type { LiveDatabase } from './database.ts';
import { writeRecordFiles } from './exports.ts';
import type { Kept, SealedFile } from './kept.ts';
import { isMonth, monthOf, type Period, spanOf } from './period.ts';
import type { Reader } from './reader.ts';
import { joinMonth, type SealParts, sealDay } from './seal.ts';
import { text } from './tierSql.ts';

/** A day is sealed this long after its end: what comes late still goes to its table. */
const LATE_MS = 120_000;
/** What has failed is tried again after this long: sealing a day costs a core for half a minute. */
const REST_MS = 3_600_000;

export interface UpkeepParts extends Omit<SealParts, 'drop'> {
  readonly reader: Reader;
  readonly site: string;
  readonly capBytes: number;
  /** Spans that a past may still write to. */
  readonly openPasts: () => readonly { readonly fromMs: number; readonly toMs: number }[];
  readonly failed: (error: Error) => void;
}

export interface Upkeep {
  /**
   * Looks after the store at a site time; while it is at it, once more afterwards. With a disk that is full it only drops:
   * that is what makes room, and rows of an hour ago may still wait for their table.
   */
  consider(siteMs: number, mayWrite: boolean): void;
  /** Resolves when it has come to rest; nothing is begun any more. */
  stop(): Promise<void>;
}

interface Round extends UpkeepParts, SealParts {}

export function createUpkeep(given: UpkeepParts): Upkeep {
  let running: Promise<void> | undefined;
  let stopped = false;
  let halt: (reason: Error) => void = () => undefined;
  const halted = new Promise<never>((_, reject) => {
    halt = reject;
  });
  halted.catch(() => undefined);
  /** Files that are on their way out. */
  let removing = Promise.resolve();
  const parts: Round = {
    ...given,
    drop(files) {
      removing = removing.then(() => removeFiles(given, files));
    },
    // A stop may come from within a batch, when no turn can run: who waits for one is told to give up.
    inTurn: (work) => Promise.race([given.inTurn(async () => stopped || work()), halted]),
  };
  let [askedMs, lookedMs, mayWrite] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, true];
  /** What has failed, and until when it rests. */
  const rests = new Map<string, number>();
  let saidMs = Number.NEGATIVE_INFINITY;

  /** What fails keeps nothing else from being done, and is told once a round. */
  async function attempt(name: string, work: () => Promise<unknown>): Promise<void> {
    if (stopped || lookedMs < (rests.get(name) ?? Number.NEGATIVE_INFINITY)) return;
    try {
      await work();
    } catch (error) {
      rests.set(name, lookedMs + REST_MS);
      if (!stopped && saidMs < lookedMs) given.failed(error as Error);
      saidMs = lookedMs;
    }
  }

  async function drop(): Promise<void> {
    await dropOld(parts, lookedMs);
    await removing;
    if (!stopped) await dropBeyondCap(parts);
    await removing;
  }

  async function sealOver(kept: Kept): Promise<number> {
    const days = daysOver(parts, kept, lookedMs);
    for (const day of days) if (!stopped) await sealDay(parts, kept, day);
    for (const [month, files] of monthsOver(parts, kept, lookedMs)) {
      if (!stopped) await joinMonth(parts, kept, month, files);
    }
    return days.length;
  }

  async function round(): Promise<void> {
    const { database, folder } = parts;
    await attempt('drop', drop);
    const sealed: Kept[] = [];
    for (const kept of smallFirst(database)) {
      if (!mayWrite) return;
      await attempt(kept.name, async () => {
        if ((await sealOver(kept)) > 0) sealed.push(kept);
      });
    }
    if (sealed.some(isDaily))
      await attempt('records', () => writeRecordFiles(database.upkeep, folder));
    if (sealed.length > 0) await attempt('drop', drop);
  }

  async function look(): Promise<void> {
    while (!stopped && askedMs > lookedMs) {
      lookedMs = askedMs;
      await round();
    }
  }

  return {
    consider(siteMs, writable) {
      askedMs = siteMs;
      mayWrite = writable;
      running ??= look().finally(() => {
        running = undefined;
      });
    },
    async stop() {
      stopped = true;
      halt(new Error('the store is closing'));
      parts.database.upkeep.interrupt();
      await running;
      await removing;
    },
  };
}

/** Events and jobs of all time are written out beside whole days, not with every part of one. */
function isDaily({ periodHours }: Kept): boolean {
  return periodHours === 24;
}

/** The tiers with long steps are done in a moment; those of every second and every GPU come last. */
function smallFirst({ kept }: LiveDatabase): readonly Kept[] {
  return [...kept].sort((a, b) => b.stepS - a.stepS);
}

function daysOver({ database, openPasts }: Round, kept: Kept, siteMs: number): readonly Period[] {
  const pasts = openPasts();
  return database.openPeriods(kept).filter((day) => {
    const { fromMs, toMs } = spanOf(day);
    const over = toMs + LATE_MS <= siteMs;
    return over && !pasts.some((past) => past.fromMs < toMs && past.toMs > fromMs);
  });
}

function monthsOver(
  { database, openPasts }: Round,
  kept: Kept,
  siteMs: number,
): ReadonlyMap<Period, readonly SealedFile[]> {
  const months = new Map<Period, SealedFile[]>();
  if (!kept.byMonth) return months;
  const pasts = openPasts();
  const open = new Set(database.openPeriods(kept).map(monthOf));
  for (const file of database.sealed(kept)) {
    const month = monthOf(file.period);
    const { fromMs, toMs } = spanOf(month);
    const over = toMs + LATE_MS <= siteMs && !open.has(month);
    if (!over || pasts.some((past) => past.fromMs < toMs && past.toMs > fromMs)) continue;
    months.set(month, [...(months.get(month) ?? []), file]);
  }
  for (const [month, files] of months) {
    if (files.every(({ period }) => isMonth(period))) months.delete(month);
  }
  return months;
}

async function dropOld(parts: Round, siteMs: number): Promise<void> {
  for (const kept of parts.database.kept) {
    const { keptS } = kept;
    if (keptS === undefined) continue;
    const all = [...parts.database.sealed(kept), ...parts.database.damaged(kept)];
    const old = all.filter(({ lastMs }) => lastMs < siteMs - keptS * 1_000);
    if (old.length > 0) await dropFiles(parts, kept, old);
  }
}

async function dropBeyondCap(parts: Round): Promise<void> {
  const { database, folder, capBytes } = parts;
  const over = (await folderBytes(folder)) - capBytes;
  const files = database.kept.flatMap((kept) =>
    database.sealed(kept).map((file) => ({ kept, file })),
  );
  for (const { kept, file } of beyondCap(files, over)) await dropFiles(parts, kept, [file]);
}

interface KeptFile {
  readonly kept: Kept;
  readonly file: SealedFile;
}

/** Files to drop for so many bytes: the oldest of the finest step first; what is kept for ever never. */
export function beyondCap(files: readonly KeptFile[], bytes: number): readonly KeptFile[] {
  const inOrder = files
    .filter(({ kept }) => kept.keptS !== undefined)
    .sort((a, b) => a.kept.stepS - b.kept.stepS || a.file.firstMs - b.file.firstMs);
  let left = bytes;
  return inOrder.filter(({ file }) => {
    const needed = left > 0;
    left -= file.bytes;
    return needed;
  });
}

function dropFiles(
  { database, inTurn, drop }: Round,
  kept: Kept,
  files: readonly SealedFile[],
): Promise<void> {
  return inTurn(async () => {
    const list = files.map(({ file }) => text(file)).join(', ');
    await database.upkeep.run(`DELETE FROM sealedFile WHERE file IN (${list})`);
    const left = (of: readonly SealedFile[]): readonly SealedFile[] =>
      of.filter((file) => !files.includes(file));
    database.noteSealed(kept, undefined, left(database.sealed(kept)));
    database.noteDamaged(kept, left(database.damaged(kept)));
    drop(files.map(({ file }) => file));
  });
}

/** Removes files that left the list, once nobody reads them. */
async function removeFiles(
  { reader, folder, failed }: UpkeepParts,
  files: readonly string[],
): Promise<void> {
  try {
    await reader.settled();
    for (const file of files) await rm(join(folder, file), { force: true });
  } catch (error) {
    failed(error instanceof Error ? error : new Error(String(error)));
  }
}

// Upkeep: seals days that are over, joins months, drops what is too old or too much; one thing at a time, in site time.
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
  /** Looks after the store at a site time; while it is at it, once more afterwards. */
  consider(siteMs: number): void;
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
  const parts: Round = {
    ...given,
    drop: (files) => void removeFiles(given, files),
    // A stop may come from within a batch, when no turn can run: who waits for one is told to give up.
    inTurn: (work) => Promise.race([given.inTurn(async () => stopped || work()), halted]),
  };
  let [askedMs, lookedMs, restMs] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];

  async function round(siteMs: number): Promise<void> {
    const { database, folder } = parts;
    let sealed = 0;
    for (const kept of smallFirst(database)) {
      for (const day of daysOver(parts, kept, siteMs)) {
        if (!stopped) await sealDay(parts, kept, day);
        sealed++;
      }
      for (const [month, files] of monthsOver(parts, kept, siteMs)) {
        if (!stopped) await joinMonth(parts, kept, month, files);
      }
    }
    if (!stopped && sealed > 0) await writeRecordFiles(database.upkeep, folder);
    if (!stopped) await dropOld(parts, siteMs);
    if (!stopped) await dropBeyondCap(parts);
  }

  async function look(): Promise<void> {
    while (!stopped && askedMs > lookedMs && askedMs >= restMs) {
      lookedMs = askedMs;
      try {
        await round(lookedMs);
      } catch (error) {
        restMs = lookedMs + REST_MS;
        if (!stopped) given.failed(error as Error);
      }
    }
  }

  return {
    consider(siteMs) {
      askedMs = siteMs;
      running ??= look().finally(() => {
        running = undefined;
      });
    },
    async stop() {
      stopped = true;
      halt(new Error('the store is closing'));
      parts.database.upkeep.interrupt();
      await running;
    },
  };
}

/** The tiers with long steps are done in a moment; those of every second and every GPU come last. */
function smallFirst({ kept }: LiveDatabase): readonly Kept[] {
  return [...kept].sort((a, b) => b.stepS - a.stepS);
}

function daysOver({ database, openPasts }: Round, kept: Kept, siteMs: number): readonly Period[] {
  const pasts = openPasts();
  return database.openDays(kept).filter((day) => {
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
  const open = new Set(database.openDays(kept).map(monthOf));
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

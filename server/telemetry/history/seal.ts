// Seals a day, or joins the days of a month, as one Parquet file: sorted, checked, renamed into place, then listed.
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { LiveDatabase } from './database.ts';
import type { Kept, SealedFile } from './kept.ts';
import { editionOf, fileOf, type Period, tableOf } from './period.ts';
import { numbers } from './rows.ts';
import { readColumns } from './sqlRead.ts';
import { sealedSql, sortedSql, text } from './tierSql.ts';

/** Rows that are sorted at once, in memory; more are taken place by place. */
const SORTED_ROWS = 1_500_000;
export const TEMPORARY = '.tmp';

export interface SealParts {
  readonly database: LiveDatabase;
  readonly folder: string;
  readonly site: string;
  /** Runs between two transactions of the writer. */
  readonly inTurn: (work: () => Promise<unknown>) => Promise<void>;
  /** The table of a day is about to go. */
  readonly forget: (kept: Kept, day: Period) => void;
  /** Files that nobody reads any more may go. */
  readonly drop: (files: readonly string[]) => void;
}

interface Source {
  readonly period: Period;
  /** The table of a day, and the files whose place the new one takes. */
  readonly day: Period | undefined;
  readonly files: readonly SealedFile[];
}

/** A day whose rows are all there. A file that the day already has is read again and replaced. */
export function sealDay(parts: SealParts, kept: Kept, day: Period): Promise<void> {
  const files = parts.database.sealed(kept).filter(({ period }) => period === day);
  return seal(parts, kept, { period: day, day, files });
}

/** The days of a month that is over. */
export function joinMonth(
  parts: SealParts,
  kept: Kept,
  month: Period,
  files: readonly SealedFile[],
): Promise<void> {
  return seal(parts, kept, { period: month, day: undefined, files });
}

async function seal(parts: SealParts, kept: Kept, source: Source): Promise<void> {
  const { database, folder } = parts;
  const rows = rowsSql(kept, source, folder);
  const range = await readRange(database.upkeep, kept, rows);
  if (range.rows === 0) return replace(parts, kept, source, 0, undefined);
  const earlier = [...source.files, ...database.damaged(kept)].filter(
    ({ period }) => period === source.period,
  );
  const edition = 1 + Math.max(0, ...earlier.map(({ file }) => editionOf(nameOf(file)) ?? 0));
  const file = join('sealed', kept.name, fileOf(source.period, edition));
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(parts, kept, rows, range, path);
  } catch (error) {
    await rm(path + TEMPORARY, { force: true });
    throw error;
  }
  const { size: bytes } = await stat(path);
  const { firstMs, lastMs } = range;
  const made = { name: kept.name, period: source.period, file, rows: range.rows, bytes };
  await replace(parts, kept, source, range.rows, { ...made, firstMs, lastMs });
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

function rowsSql(kept: Kept, { day, files }: Source, folder: string): string {
  return [
    `SELECT * FROM "${kept.name}"`,
    ...(files.length > 0 ? [sealedSql(files, folder)] : []),
    ...(day === undefined ? [] : [`SELECT * FROM "${tableOf(kept.name, day)}"`]),
  ].join(' UNION ALL BY NAME ');
}

interface Range {
  readonly rows: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly lastPlace: number;
}

async function readRange(connection: DuckDBConnection, kept: Kept, rows: string): Promise<Range> {
  const place = kept.tier ? 'max(place)' : '0';
  const found = await readColumns(
    connection,
    `SELECT count(*) AS rows, epoch_ms(min(time)) AS firstMs, epoch_ms(max(time)) AS lastMs,
       ${place} AS lastPlace FROM (${rows})`,
  );
  const of = (name: string): number => numbers(found, name)[0] as number;
  return {
    rows: of('rows'),
    firstMs: of('firstMs'),
    lastMs: of('lastMs'),
    lastPlace: of('lastPlace'),
  };
}

async function writeFile(
  { database, site }: SealParts,
  kept: Kept,
  rows: string,
  range: Range,
  path: string,
): Promise<void> {
  const temporary = path + TEMPORARY;
  const written = await readColumns(
    database.upkeep,
    `COPY (${sortedInParts(kept, rows, range)}) TO ${text(temporary)}
     (FORMAT parquet, COMPRESSION ${kept.codec}, PARQUET_VERSION V2, KV_METADATA {${notesOf(site, kept)}})`,
  );
  const count = numbers(written, 'Count')[0] as number;
  if (count !== range.rows) {
    throw new Error(`${path}: ${count} rows were written of ${range.rows}`);
  }
  const file = await open(temporary);
  await file.sync();
  await file.close();
  await rename(temporary, path);
  const directory = await open(dirname(path));
  await directory.sync();
  await directory.close();
}

/** What a reader of the file should know, carried in the file: scales of the columns that are not 1. */
function notesOf(site: string, { name, stepS, tier }: Kept): string {
  const scaled = (tier?.columns ?? []).filter(({ scale }) => scale !== 1);
  const scales = Object.fromEntries(scaled.map((column) => [column.name, column.scale]));
  const note = { site, tier: name, stepS, scales };
  return `carnot: ${text(JSON.stringify(note))}`;
}

/** Blocks of places one after the other, each small enough to be sorted in memory: the file is sorted as a whole. */
function sortedInParts(kept: Kept, rows: string, { rows: count, lastPlace }: Range): string {
  const parts = kept.tier ? Math.min(lastPlace + 1, Math.ceil(count / SORTED_ROWS)) : 1;
  if (parts <= 1) return `SELECT * FROM (${rows}) ${sortedSql(kept)}`;
  const bound = (part: number): number => Math.ceil((part * (lastPlace + 1)) / parts);
  return Array.from(
    { length: parts },
    (_, part) =>
      `(SELECT * FROM (${rows}) WHERE place >= ${bound(part)} AND place < ${bound(part + 1)} ${sortedSql(kept)})`,
  ).join(' UNION ALL ');
}

/** The list of files and the tables change together; files that left the list are dropped once nobody reads them. */
function replace(
  { database, inTurn, forget, drop }: SealParts,
  kept: Kept,
  { day, files }: Source,
  rows: number,
  made: SealedFile | undefined,
): Promise<void> {
  return inTurn(async () => {
    const { upkeep } = database;
    if (day !== undefined) {
      forget(kept, day);
      await checkTable(upkeep, kept, day, rows - sumOfRows(files));
    }
    const others = database.sealed(kept).filter((file) => !files.includes(file));
    const takeBack = database.noteSealed(kept, day, made ? [...others, made] : others);
    try {
      await upkeep.run('BEGIN');
      if (day !== undefined) await upkeep.run(`DROP TABLE "${tableOf(kept.name, day)}"`);
      for (const { file } of files) {
        await upkeep.run(`DELETE FROM sealedFile WHERE file = ${text(file)}`);
      }
      if (made) await upkeep.run(insertSql(made));
      await upkeep.run('COMMIT');
    } catch (error) {
      takeBack();
      // After a BEGIN or COMMIT that failed none is open: to say so would hide why.
      await upkeep.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
    drop(files.filter(({ file }) => file !== made?.file).map(({ file }) => file));
  });
}

async function checkTable(
  upkeep: DuckDBConnection,
  kept: Kept,
  day: Period,
  rows: number,
): Promise<void> {
  const table = tableOf(kept.name, day);
  const found = await readColumns(upkeep, `SELECT count(*) AS rows FROM "${table}"`);
  const now = numbers(found, 'rows')[0] as number;
  if (now !== rows) throw new Error(`${table} has ${now} rows, ${rows} were sealed`);
}

function sumOfRows(files: readonly SealedFile[]): number {
  return files.reduce((sum, { rows }) => sum + rows, 0);
}

function insertSql({ name, period, file, rows, bytes, firstMs, lastMs }: SealedFile): string {
  const words = [name, period, file].map(text).join(', ');
  return `INSERT INTO sealedFile VALUES (${words}, ${rows}, ${bytes}, ${firstMs}, ${lastMs})`;
}

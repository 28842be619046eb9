// An open store in the writing thread: the database with its streams, its reader and its upkeep.
import type { DuckDBConnection } from '@duckdb/node-api';
import { type Batch, createBatch } from './batch.ts';
import { type LiveDatabase, openDatabase } from './database.ts';
import { writeLegends } from './exports.ts';
import { type Journal, openJournal } from './journal.ts';
import { journalledScopes } from './journalStep.ts';
import type { Records, Stored, WriterStart } from './message.ts';
import type { OpenBuckets } from './openBuckets.ts';
import { type OpenFile, openOpenFile } from './openFile.ts';
import { agreeFiles } from './orphans.ts';
import { createPasts, type Pasts } from './pasts.ts';
import { createReader, type Reader } from './reader.ts';
import { readMaxIds } from './records.ts';
import { replay } from './replay.ts';
import { newestMinuteMs, restoreScope } from './restore.ts';
import { createStreamRecorder, type StreamParts, type StreamRecorder } from './streamRecorder.ts';
import { readStretches, type Stretches } from './stretches.ts';
import type { TierScope } from './tiers.ts';
import { createUpkeep, type Upkeep } from './upkeep.ts';

export interface Session {
  readonly database: LiveDatabase;
  readonly stretches: Stretches;
  readonly batch: Batch;
  readonly live: StreamRecorder;
  readonly journal: Journal;
  /** What was open when a state of the site was saved. */
  readonly openFile: OpenFile;
  readonly reader: Reader;
  /** For how full the store is. */
  readonly measuring: DuckDBConnection;
  readonly upkeep: Upkeep;
  /** Sealed files that were not whole at the start. */
  readonly damaged: readonly string[];
  readonly pasts: Pasts;
  /** What is on disk once these records are. */
  stored(written?: Records): Stored;
  close(): Promise<void>;
}

export interface SessionParts {
  readonly start: WriterStart;
  readonly inTurn: (work: () => Promise<unknown>) => Promise<void>;
  readonly upkeepFailed: (error: Error) => void;
}

/** Throws what the database says when it cannot be opened. */
export async function openSession(parts: SessionParts): Promise<Session> {
  const { folder, tiers: planned, layout, widths, legend } = parts.start;
  const database = await openDatabase(folder, planned);
  try {
    const stretches = await readStretches(database.upkeep);
    const damaged = await agreeFiles(database, folder, stretches.liveToMs);
    await writeLegends(database.upkeep, folder, legend);
    const streams = { tiers: database.tiers, layout, widths, stretches };
    return await createSession(parts, database, streams, damaged);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Lets go of tables and journal when the opening fails. */
async function createSession(
  parts: SessionParts,
  database: LiveDatabase,
  streams: StreamParts,
  damaged: readonly string[],
): Promise<Session> {
  const { openFile, found } = await openOpenFile(parts.start.folder);
  const journalled = journalledScopes(parts.start);
  const live = await openLive(streams, database, found, journalled);
  const batch = createBatch(database, streams.stretches, journalled);
  let journal: Journal | undefined;
  try {
    const opening = await openJournal(parts.start);
    journal = opening.journal;
    await replay(opening.found, live, batch);
    const opened = { database, damaged, live, batch, journal, openFile };
    return await joinSession(parts, streams, opened);
  } catch (error) {
    await journal?.close();
    batch.close();
    throw error;
  }
}

async function joinSession(
  parts: SessionParts,
  streams: StreamParts,
  opened: Pick<Session, 'database' | 'damaged' | 'live' | 'batch' | 'journal' | 'openFile'>,
): Promise<Session> {
  const { folder } = parts.start;
  const { stretches } = streams;
  const { database, batch, journal } = opened;
  const reader = await createReader(database, folder);
  const measuring = await database.connect();
  const pasts = createPasts(streams);
  const upkeep = createUpkeep({
    ...parts,
    ...parts.start,
    database,
    reader,
    openPasts: pasts.open,
    forget: batch.forget,
    failed: parts.upkeepFailed,
  });
  let { maxEventId, maxJobId } = await readMaxIds(database.upkeep);
  return {
    ...opened,
    stretches,
    reader,
    measuring,
    upkeep,
    pasts,
    stored(written) {
      for (const { id } of written?.events ?? []) maxEventId = Math.max(maxEventId, id);
      for (const { id } of written?.jobs ?? []) maxJobId = Math.max(maxJobId, id);
      const { liveToMs: lastRecordedMs } = stretches;
      return { lastRecordedMs, maxEventId, maxJobId, stretches: stretches.news() };
    },
    async close() {
      reader.close();
      await upkeep.stop();
      await reader.settled();
      await journal.close();
      batch.close();
      database.close();
    },
  };
}

async function openLive(
  streams: StreamParts,
  database: LiveDatabase,
  open: OpenBuckets | undefined,
  journalled: ReadonlySet<TierScope>,
): Promise<StreamRecorder> {
  const { liveToMs, madeToMs } = streams.stretches;
  const live = createStreamRecorder(streams, true, liveToMs);
  if (Number.isNaN(liveToMs)) return live;
  for (const scope of streams.layout.scopes) {
    const rows = live.scope(scope);
    const toMs = journalled.has(scope)
      ? liveToMs
      : await newestMinuteMs(database, rows.tiers.minute, liveToMs);
    await restoreScope(database, rows, { toMs, madeToMs, open });
  }
  return live;
}

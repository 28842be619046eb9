// Events, jobs and lines of the ledger: few rows, each replaced when it changes.
import {
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBTimestampMillisecondsValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { EventRecord } from '../../contract/event.ts';
import type { Job } from '../../contract/job.ts';
import type { LedgerRow } from '../ledger/ledgerRow.ts';
import type { LiveDatabase } from './database.ts';
import { LEDGER } from './kept.ts';
import type { Records } from './message.ts';
import { dayOf, tableOf } from './period.ts';
import { numbers } from './rows.ts';
import { readColumns } from './sqlRead.ts';

/** Writes into the transaction that is open. The days of the ledger's rows must have their tables. */
export async function writeRecords(
  { writer }: LiveDatabase,
  { events, jobs, ledger }: Records,
): Promise<void> {
  await replaceById(writer, 'event', newestOf(events), eventValues);
  await replaceById(writer, 'job', newestOf(jobs), jobValues);
  for (const [day, rows] of grouped(ledger, ({ endMs }) => dayOf(endMs))) {
    const table = tableOf(LEDGER.name, day);
    const ends = [...ledgerEnds(rows)].map((endMs) => `make_timestamp_ms(${endMs})`);
    await writer.run(`DELETE FROM "${table}" WHERE time IN (${ends.join(', ')})`);
    await append(writer, table, rows.map(ledgerValues));
  }
}

/** ENDs of the quarter-hours of which there are lines. */
export function ledgerEnds(ledger: readonly LedgerRow[]): ReadonlySet<number> {
  return new Set(ledger.map(({ endMs }) => endMs));
}

/** Several messages as one; the lines of a quarter-hour come together, and the last ones stand. */
export function joined(records: readonly Records[]): Records {
  const lines = new Map<number, readonly LedgerRow[]>();
  for (const { ledger } of records) {
    for (const [endMs, rows] of grouped(ledger, (row) => row.endMs)) lines.set(endMs, rows);
  }
  return {
    events: records.flatMap(({ events }) => events),
    jobs: records.flatMap(({ jobs }) => jobs),
    ledger: [...lines.values()].flat(),
  };
}

/** Highest ids on disk; 0 of none. */
export async function readMaxIds(
  connection: DuckDBConnection,
): Promise<{ readonly maxEventId: number; readonly maxJobId: number }> {
  const found = await readColumns(
    connection,
    `SELECT coalesce((SELECT max(id) FROM event), 0) AS events,
       coalesce((SELECT max(id) FROM job), 0) AS jobs`,
  );
  return {
    maxEventId: numbers(found, 'events')[0] as number,
    maxJobId: numbers(found, 'jobs')[0] as number,
  };
}

/** The last word on each id. */
function newestOf<T extends { readonly id: number }>(records: readonly T[]): readonly T[] {
  return [...new Map(records.map((record) => [record.id, record])).values()];
}

async function replaceById<T extends { readonly id: number }>(
  writer: DuckDBConnection,
  table: string,
  records: readonly T[],
  valuesOf: (record: T) => readonly DuckDBValue[],
): Promise<void> {
  if (records.length === 0) return;
  await writer.run(`DELETE FROM ${table} WHERE id IN (${records.map(({ id }) => id).join(', ')})`);
  await append(writer, table, records.map(valuesOf));
}

async function append(
  writer: DuckDBConnection,
  table: string,
  rows: readonly (readonly DuckDBValue[])[],
): Promise<void> {
  const appender = await writer.createAppender(table);
  for (const row of rows) appendRow(appender, row);
  appender.closeSync();
}

function appendRow(appender: DuckDBAppender, row: readonly DuckDBValue[]): void {
  for (const [column, value] of row.entries()) {
    if (value === null) appender.appendNull();
    else appender.appendValue(value, appender.columnType(column));
  }
  appender.endRow();
}

function eventValues(event: EventRecord): readonly DuckDBValue[] {
  const { id, timeMs, kind, severity, code, place, cause, untilMs } = event;
  const times = [whole(timeMs), whole(untilMs)] as const;
  return [id, times[0], kind, severity, code, place, cause, times[1], JSON.stringify(event)];
}

function jobValues(job: Job): readonly DuckDBValue[] {
  const { id, name, tenant, kind, gpuCount, state, startMs, endMs, endReason } = job;
  const times = [whole(startMs), whole(endMs)];
  return [id, name, tenant, kind, gpuCount, state, ...times, endReason, JSON.stringify(job)];
}

function ledgerValues(row: LedgerRow): readonly DuckDBValue[] {
  const { endMs, line, jobId, rackWh, facilityWh, costEur, co2G, tenant = null } = row;
  const time = new DuckDBTimestampMillisecondsValue(BigInt(endMs));
  return [time, line, jobId, ...[rackWh, facilityWh, costEur, co2G].map(known), tenant];
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function whole(value: number | null | undefined): bigint | null {
  return value === null || value === undefined ? null : BigInt(Math.round(value));
}

function grouped<K>(
  rows: readonly LedgerRow[],
  keyOf: (row: LedgerRow) => K,
): ReadonlyMap<K, readonly LedgerRow[]> {
  const groups = new Map<K, LedgerRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

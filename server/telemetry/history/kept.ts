// What is kept by the day or part of a day: the tiers, and the ledger beside them; how each is made, sorted, read and dropped.
import { isMonth, type Period, type PeriodHours } from './period.ts';
import type { Tier } from './tiers.ts';

export interface Kept {
  readonly name: string;
  /** The tier; undefined for the ledger. */
  readonly tier: Tier | undefined;
  /** Columns with their SQL types. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly stepS: number;
  readonly keptS: number | undefined;
  readonly sortedBy: readonly string[];
  /** What one table, and then one file, holds. */
  readonly periodHours: PeriodHours;
  readonly codec: Codec;
  /** Day files become one file a month, because a question about years must not open thousands. */
  readonly byMonth: boolean;
}

/** How the pages of a file are packed. */
type Codec = 'zstd' | 'lz4_raw';

/** With these every row of every tier begins. */
export const ROW_KEYS = ['time', 'place', 'coverS'] as const;
const KEY_TYPES = { time: 'TIMESTAMP_MS', place: 'INTEGER', coverS: 'USMALLINT' } as const;
const MONTHS_FROM_S = 100 * 86_400;

export function keptOf(tier: Tier): Kept {
  return {
    name: tier.name,
    tier,
    columns: [
      ...ROW_KEYS.map((name) => ({ name, type: KEY_TYPES[name] })),
      ...tier.columns.map(({ name, type }) => ({ name, type })),
    ],
    stepS: tier.stepS,
    keptS: tier.keptS,
    sortedBy: ['place', 'time'],
    periodHours: periodHours(tier),
    codec: codecOf(tier),
    byMonth: (tier.keptS ?? MONTHS_FROM_S) >= MONTHS_FROM_S,
  };
}

/**
 * Rows come in the order of time, in which a GPU is in every block of them. Minutes of GPUs, 26 million a day, are sorted
 * by place every three hours, so that one GPU is read without the others, and one minute without the rest of the day.
 */
export function periodHours({ scope, step }: Pick<Tier, 'scope' | 'step'>): PeriodHours {
  return scope === 'gpu' && step === 'minute' ? 3 : 24;
}

/**
 * Where a GPU is one of hundreds in each piece that is unpacked, unpacking is most of a question: LZ4 takes a third off it
 * (of the top 20 of a day a fifth) and needs a fifth more of the disk. What is few, or kept for years, is packed smaller.
 */
function codecOf({ scope }: Tier): Codec {
  return scope === 'gpu' ? 'lz4_raw' : 'zstd';
}

export const LEDGER: Kept = {
  name: 'ledger',
  tier: undefined,
  columns: [
    { name: 'time', type: 'TIMESTAMP_MS' },
    { name: 'line', type: 'VARCHAR' },
    { name: 'jobId', type: 'INTEGER' },
    { name: 'rackWh', type: 'DOUBLE' },
    { name: 'facilityWh', type: 'DOUBLE' },
    { name: 'costEur', type: 'DOUBLE' },
    { name: 'co2G', type: 'DOUBLE' },
    // Of jobs that were put together; NULL in folders from before it was kept.
    { name: 'tenant', type: 'VARCHAR' },
  ],
  stepS: 900,
  keptS: undefined,
  sortedBy: ['time', 'line', 'jobId', 'tenant'],
  periodHours: 24,
  codec: 'zstd',
  byMonth: true,
};

/** Columns in quotes, as SQL wants them. */
export function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

export function createSql(table: string, { columns }: Kept): string {
  const list = columns.map(({ name, type }) => `"${name}" ${type}`).join(', ');
  return `CREATE TABLE IF NOT EXISTS "${table}" (${list})`;
}

/** A file of sealed rows, as the database lists it. */
export interface SealedFile {
  readonly name: string;
  readonly period: Period;
  /** Relative to the store's folder. */
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
  /** END of its first and last row. */
  readonly firstMs: number;
  readonly lastMs: number;
}

/** Months come after days where both are asked for: the order of time within each. */
export function olderFirst(a: SealedFile, b: SealedFile): number {
  if (isMonth(a.period) !== isMonth(b.period)) return isMonth(a.period) ? -1 : 1;
  return a.period < b.period ? -1 : 1;
}

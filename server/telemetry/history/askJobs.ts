// Asks the store for jobs that ended long ago, with their totals and what they owe, which are kept for ever.
import type { Job } from '../../contract/job.ts';
import type { LedgerFigures } from '../../contract/ledger.ts';
import type { HistoryStore } from './history.ts';
import { texts } from './rows.ts';

export interface EndedJobsQuestion {
  /** Ended in fromMs < t <= toMs. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly limit: number;
}

type Asked = Pick<HistoryStore, 'query'>;

/** In the order of the ids; those that nobody knows are missing. */
export async function askJobsById(
  store: Asked,
  ids: readonly number[],
  signal?: AbortSignal,
): Promise<readonly Job[]> {
  if (ids.length === 0) return [];
  return await askJobs(store, `WHERE id IN (${ids.join()}) ORDER BY id`, signal);
}

/** The last to end first. */
export function askEndedJobs(
  store: Asked,
  { fromMs, toMs, limit }: EndedJobsQuestion,
  signal?: AbortSignal,
): Promise<readonly Job[]> {
  const ended = `state = 'ended' AND endMs > ${fromMs} AND endMs <= ${toMs}`;
  return askJobs(store, `WHERE ${ended} ORDER BY endMs DESC, id DESC LIMIT ${limit}`, signal);
}

async function askJobs(
  store: Asked,
  rest: string,
  signal: AbortSignal | undefined,
): Promise<readonly Job[]> {
  const rows = await store.query({
    sql: `SELECT record FROM {job} ${rest}`,
    fromMs: 0,
    toMs: Number.MAX_SAFE_INTEGER,
    ...(signal && { signal }),
  });
  return texts(rows, 'record').map((record) => jobOf(record ?? ''));
}

/** A job is kept as JSON, which writes null for what is not known of its account. */
function jobOf(record: string): Job {
  const job = JSON.parse(record) as Job;
  return job.account ? { ...job, account: accountOf(job.account) } : job;
}

function accountOf(
  kept: {
    readonly [Figure in keyof LedgerFigures]: number | null;
  },
): LedgerFigures {
  const { rackWh, facilityWh, costEur, co2G } = kept;
  return {
    rackWh: rackWh ?? Number.NaN,
    facilityWh: facilityWh ?? Number.NaN,
    costEur: costEur ?? Number.NaN,
    co2G: co2G ?? Number.NaN,
  };
}

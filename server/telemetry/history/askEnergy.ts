// Asks the store who used the energy of a span: jobs and lines, by the ledger of its quarter-hours.
import type { LedgerFigures } from '../../contract/ledger.ts';
import type { QuarterSpan } from './energyFigures.ts';
import type { HistoryStore, StoreRows } from './history.ts';
import { numbers, texts } from './rows.ts';

export interface LineEnergy extends LedgerFigures {
  readonly line: 'job' | 'idle' | 'out' | 'network';
  /** Of line `job` only, where jobs are told one by one: null for those that were put together. */
  readonly jobId: number | null;
  readonly jobName: string | null;
  /** Of line `job` only, where jobs are told one by one or by tenant; null for a past that does not say it. */
  readonly tenant: string | null;
  /** How many jobs it stands for; 0 for a line that is no job, and for jobs of which nobody kept the numbers. */
  readonly jobs: number;
}

/** Which lines of the ledger become one: the database adds them up, so that an answer is short however long its span. */
export interface LineFold {
  readonly by: 'job' | 'tenant' | 'line';
  /** Jobs told one by one: those that used most, and `alsoJobs`. All others are put together. */
  readonly most: number;
  readonly alsoJobs: readonly number[];
}

type Asked = Pick<HistoryStore, 'query' | 'tiers'>;

/** The lines of the ledger, those that used most first. */
export async function askLineEnergy(
  store: Asked,
  span: QuarterSpan,
  fold: LineFold,
  signal?: AbortSignal,
): Promise<readonly LineEnergy[]> {
  const rows = await ask(store, span, linesSql(span, fold), signal);
  const [lines, names, tenants] = [
    texts(rows, 'line'),
    texts(rows, 'jobName'),
    texts(rows, 'tenant'),
  ];
  const [ids, jobs] = [numbers(rows, 'jobId'), numbers(rows, 'jobs')];
  return figuresOf(rows).map((figures, i) => ({
    line: lines[i] as LineEnergy['line'],
    jobId: Number.isNaN(ids[i]) ? null : (ids[i] as number),
    jobName: names[i] ?? null,
    tenant: tenants[i] ?? null,
    jobs: jobs[i] as number,
    ...figures,
  }));
}

const [NO_ID, NO_TEXT] = ['NULL::INTEGER', 'NULL::VARCHAR'];
const SUMS = `sum(rackWh) AS rackWh, sum(facilityWh) AS facilityWh, sum(costEur) AS costEur,
         sum(co2G) AS co2G`;

function linesSql(span: QuarterSpan, { by, most, alsoJobs }: LineFold): string {
  const kept = [`rank <= ${most}`, ...(alsoJobs.length > 0 ? [`jobId IN (${alsoJobs})`] : [])];
  const [keyId, keyTenant] = {
    job: [`CASE WHEN ${kept.join(' OR ')} THEN jobId END`, NO_TEXT],
    tenant: [NO_ID, 'tenant'],
    line: [NO_ID, NO_TEXT],
  }[by] as [string, string];
  // What a past put together has no numbers of jobs: it is none of the others, and of a tenant where it says so.
  const ofNone = "line = 'job' AND jobId IS NULL";
  const notKept = { job: ofNone, tenant: `${ofNone} AND tenant IS NULL`, line: 'false' }[by];
  const rank = `row_number() OVER (PARTITION BY ${ofNone} ORDER BY rackWh DESC NULLS LAST, jobId)`;
  const ranked = {
    job: `*, ${rank} AS rank`,
    tenant: '* EXCLUDE (tenant), coalesce(ownTenant, tenant) AS tenant',
    line: '*',
  }[by];
  const job = '(SELECT id AS jobId, name AS jobName, tenant FROM {job})';
  return `WITH lines AS (
       SELECT line, jobId, tenant AS ownTenant, ${SUMS} FROM {ledger} WHERE ${within(span)}
       GROUP BY ALL),
     ranked AS (
       SELECT ${ranked} FROM lines${by === 'tenant' ? ` LEFT JOIN ${job} USING (jobId)` : ''}),
     folded AS (
       SELECT line, ${keyId} AS jobId, ${keyTenant} AS tenant,
         ${notKept} AS notKept, count(ranked.jobId) AS jobs, ${SUMS}
       FROM ranked GROUP BY 1, 2, 3, 4)
     SELECT line, jobId::DOUBLE AS jobId, jobs::DOUBLE AS jobs, rackWh, facilityWh, costEur, co2G,
       ${by === 'job' ? 'j.jobName, j.tenant' : `${NO_TEXT} AS jobName, folded.tenant`}
     FROM folded ${by === 'job' ? `LEFT JOIN ${job} j USING (jobId)` : ''}
     ORDER BY rackWh DESC NULLS LAST, line, jobId, tenant`;
}

/** Seconds of the span of which the ledger has lines. */
export async function askLedgerS(
  store: Asked,
  span: QuarterSpan,
  signal?: AbortSignal,
): Promise<number> {
  const rows = await ask(
    store,
    span,
    `SELECT sum("siteFacilityEnergyWh_knownS")::DOUBLE AS knownS FROM {siteQuarter}
     WHERE ${within(span)} AND time IN (SELECT DISTINCT time FROM {ledger} WHERE ${within(span)})`,
    signal,
  );
  const knownS = numbers(rows, 'knownS')[0] as number;
  return Number.isNaN(knownS) ? 0 : knownS;
}

function ask(
  store: Asked,
  span: QuarterSpan,
  sql: string,
  signal: AbortSignal | undefined,
): Promise<StoreRows> {
  const { fromMs, toMs } = span;
  return store.query({ sql, fromMs, toMs, ...(signal && { signal }) });
}

function within({ fromMs, toMs }: QuarterSpan): string {
  return `time > make_timestamp_ms(${fromMs}) AND time <= make_timestamp_ms(${toMs})`;
}

function figuresOf(rows: StoreRows): LedgerFigures[] {
  const [rackWh, facilityWh] = [numbers(rows, 'rackWh'), numbers(rows, 'facilityWh')];
  const [costEur, co2G] = [numbers(rows, 'costEur'), numbers(rows, 'co2G')];
  return Array.from({ length: rows.rows }, (_, i) => ({
    rackWh: rackWh[i] as number,
    facilityWh: facilityWh[i] as number,
    costEur: costEur[i] as number,
    co2G: co2G[i] as number,
  }));
}

// Asks the store who used the energy of a span: places by their meters, jobs and lines by the ledger of its quarter-hours.
import type { LedgerFigures } from '../../contract/ledger.ts';
import type { HistoryStore, StoreRows } from './history.ts';
import { numbers, texts } from './rows.ts';
import type { TierStep } from './tiers.ts';

/** Whole quarter-hours. */
export interface QuarterSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A part of a span, and which rows tell of it: quarter-hours, and finer ones of the quarter-hour that is running. */
export interface EnergyPart extends QuarterSpan {
  readonly step: TierStep;
}

export interface PlaceEnergy extends LedgerFigures {
  readonly kind: 'rack' | 'networkRack';
  readonly place: number;
}

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

/** Growth of the site's meters; NaN for what the site does not meter, or nobody recorded. */
export interface SiteMeters {
  readonly facilityWh: number;
  readonly itWh: number;
  readonly itAtRacksWh: number;
  readonly coolingWh: number;
  readonly waterL: number;
  readonly heatReusedWh: number;
  readonly costEur: number;
  readonly co2G: number;
  /** Seconds in which the site was metered. */
  readonly knownS: number;
}

type Asked = Pick<HistoryStore, 'query' | 'tiers'>;

export async function askSiteMeters(
  store: Asked,
  part: EnergyPart,
  signal?: AbortSignal,
): Promise<SiteMeters> {
  const [siteTier, plantTier] = [tierOf('site', part), tierOf('plant', part)];
  const knownS = (metric: string): string =>
    part.step === 'second' ? `if("${metric}" IS NULL, 0, coverS)` : `"${metric}_knownS"`;
  const site = await ask(
    store,
    part,
    `SELECT sum("siteFacilityEnergyWh") AS facilityWh, sum("siteItEnergyWh") AS itWh,
       sum("siteItAtRacksEnergyWh") AS itAtRacksWh, sum("siteCostEur") - sum("siteCreditEur") AS costEur,
       sum("siteCo2G") AS co2G, sum(${knownS('siteFacilityEnergyWh')})::DOUBLE AS knownS,
       sum("siteCoolingPowerW"::DOUBLE * ${knownS('siteCoolingPowerW')}) / 3600 AS coolingWh
     FROM {${siteTier}} WHERE ${within(part)}`,
    signal,
  );
  const hasPlant = store.tiers.some(({ name }) => name === plantTier);
  const plant = hasPlant
    ? await ask(
        store,
        part,
        `SELECT sum("plantWaterL") AS waterL, sum("plantHeatReusedWh") AS heatReusedWh
         FROM {${plantTier}} WHERE ${within(part)}`,
        signal,
      )
    : undefined;
  const of = (name: string, rows: StoreRows | undefined = site): number =>
    rows ? (numbers(rows, name)[0] ?? Number.NaN) : Number.NaN;
  const seconds = of('knownS');
  return {
    facilityWh: of('facilityWh'),
    itWh: of('itWh'),
    itAtRacksWh: of('itAtRacksWh'),
    coolingWh: of('coolingWh'),
    waterL: of('waterL', plant),
    heatReusedWh: of('heatReusedWh', plant),
    costEur: of('costEur'),
    co2G: of('co2G'),
    knownS: Number.isNaN(seconds) ? 0 : seconds,
  };
}

/** A place pays its energy times (meter energy over all rack-level energy), quarter-hour by quarter-hour. */
export async function askPlaceEnergy(
  store: Asked,
  kind: PlaceEnergy['kind'],
  part: EnergyPart,
  signal?: AbortSignal,
): Promise<readonly PlaceEnergy[]> {
  const tier = tierOf(kind, part);
  if (!store.tiers.some(({ name }) => name === tier)) return [];
  const wh = `p."${kind}EnergyWh"::DOUBLE`;
  const rows = await ask(
    store,
    part,
    `WITH meter AS (
       SELECT ${QUARTER} AS quarter, 1 / nullif(sum("siteItAtRacksEnergyWh"), 0) AS per,
         sum("siteFacilityEnergyWh") AS facilityWh, sum("siteCostEur") - sum("siteCreditEur") AS costEur,
         sum("siteCo2G") AS co2G
       FROM {${tierOf('site', part)}} WHERE ${within(part)} GROUP BY 1)
     SELECT place::DOUBLE AS place, sum(${wh}) AS rackWh, sum(${wh} * per * facilityWh) AS facilityWh,
       sum(${wh} * per * costEur) AS costEur, sum(${wh} * per * co2G) AS co2G
     FROM {${tier}} p LEFT JOIN meter ON ${QUARTER} = quarter
     WHERE ${within(part)} AND ${wh} IS NOT NULL GROUP BY place ORDER BY place`,
    signal,
  );
  const place = numbers(rows, 'place');
  return figuresOf(rows).map((figures, i) => ({ kind, place: place[i] as number, ...figures }));
}

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

const QUARTER = 'ceil(epoch_ms(time) / 900000)';

function tierOf(kind: 'site' | 'plant' | PlaceEnergy['kind'], { step }: EnergyPart): string {
  return `${kind}${step.charAt(0).toUpperCase()}${step.slice(1)}`;
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

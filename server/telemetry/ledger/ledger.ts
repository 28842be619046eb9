// The ledger: each quarter-hour every line pays its rack-level energy times (site energy over all rack-level energy).
import type { LedgerFigures } from '../../contract/ledger.ts';
import type { FrameColumns } from '../columns.ts';
import type { JobBook } from '../jobBook.ts';
import { type Booked, emptyQuarter, plus, restOf, shareOf, sumOf } from './figures.ts';
import {
  createJobMeters,
  isOver,
  type JobMeter,
  type JobMeterState,
  type JobMeters,
} from './jobMeters.ts';
import type { LedgerBook, Quarter, QuarterListener } from './ledgerBook.ts';
import type { LedgerRow } from './ledgerRow.ts';
import {
  createSiteMeters,
  type SiteMeterColumns,
  type SiteMeters,
  type SiteMetersState,
  type Step,
} from './siteMeters.ts';

const QUARTER_MS = 900_000;
/** How long a quarter-hour that is over waits for meters that were not read at its end. */
const PATIENCE_MS = 60_000;

type LedgerColumns = SiteMeterColumns & Pick<FrameColumns, 'jobId' | 'jobEnergyWh'>;
type AccountColumns = Pick<
  FrameColumns,
  'jobId' | 'jobLedgerEnergyWh' | 'jobFacilityEnergyWh' | 'jobCostEur' | 'jobCo2G'
>;

export interface Ledger {
  readonly book: LedgerBook;
  /** A job that starts, changes or ends, told before the tick of the same second. */
  note: JobMeters['note'];
  /** Reads the meters at the end of a step of any length; `continuous` is false when time is missing before it. */
  read(timeMs: number, columns: LedgerColumns, continuous: boolean): void;
  /** Writes what each job owes into the columns of its slot. */
  conclude(columns: AccountColumns): void;
  save(): LedgerState;
  restore(saved: LedgerState): void;
}

/** Plain data of structured clone. */
export interface LedgerState {
  readonly lastMs: number;
  readonly closedMs: number;
  readonly open: Booked | undefined;
  readonly site: SiteMetersState;
  readonly jobs: readonly JobMeterState[];
}

interface State {
  /** END of the last step that was read; NaN where a new epoch begins. */
  lastMs: number;
  /** Quarter-hours up to here are closed: nothing is booked into them any more. */
  closedMs: number;
  open: Booked | undefined;
  readonly site: SiteMeters;
  readonly jobs: JobMeters;
  readonly listeners: Set<QuarterListener>;
}

/** `jobs` tells of each job when it began; without a record the size of its first reading decides. */
export function createLedger(networkRacks: number, jobs: Pick<JobBook, 'get'>): Ledger {
  const s: State = {
    lastMs: Number.NaN,
    closedMs: Number.NEGATIVE_INFINITY,
    open: undefined,
    site: createSiteMeters(networkRacks),
    jobs: createJobMeters(jobs),
    listeners: new Set(),
  };
  return {
    book: {
      account(jobId) {
        const meter = s.jobs.known.get(jobId);
        return meter && accountOf(s, meter);
      },
      quarter: () => s.open && quarterOf(s, s.open),
      passOver() {
        if (s.open) settle(s, s.open, s.lastMs, []);
      },
      onQuarter(listener) {
        s.listeners.add(listener);
        return () => s.listeners.delete(listener);
      },
    },
    note: s.jobs.note,
    read: (timeMs, columns, continuous) => read(s, timeMs, columns, continuous),
    conclude: (columns) => conclude(s, columns),
    save: () => ({
      lastMs: s.lastMs,
      closedMs: s.closedMs,
      open: s.open && { ...s.open },
      site: s.site.save(),
      jobs: s.jobs.save(),
    }),
    restore(saved) {
      s.lastMs = saved.lastMs;
      s.closedMs = saved.closedMs;
      s.open = saved.open && { ...saved.open };
      s.site.restore(saved.site);
      s.jobs.restore(saved.jobs);
    },
  };
}

function read(s: State, timeMs: number, columns: LedgerColumns, continuous: boolean): void {
  if (!continuous) s.lastMs = Number.NaN;
  if (s.site.isMissing(columns)) {
    if (s.open && timeMs >= s.open.endMs + PATIENCE_MS) close(s, s.open);
    return;
  }
  const sinceMs = s.lastMs;
  const step = s.site.read(timeMs, columns, !Number.isNaN(sinceMs));
  s.jobs.read(columns, sinceMs, step.rackWh);
  if (step.counts && !Number.isNaN(sinceMs)) book(s, step, sinceMs, timeMs);
  s.lastMs = timeMs;
  s.jobs.endStep();
  if (s.open && timeMs >= s.open.endMs) close(s, s.open);
}

/** Shares a step among the quarter-hours that it touches, by time; what lies in one that is closed is left out. */
function book(s: State, step: Step, fromMs: number, toMs: number): void {
  for (let at = Math.max(fromMs, s.closedMs); at < toMs; ) {
    const endMs = (Math.floor(at / QUARTER_MS) + 1) * QUARTER_MS;
    const untilMs = Math.min(endMs, toMs);
    const share = (untilMs - at) / (toMs - fromMs);
    if (s.open && s.open.endMs !== endMs) close(s, s.open);
    s.open ??= emptyQuarter(endMs);
    add(s.open, step, untilMs - at, share);
    s.jobs.book(share);
    at = untilMs;
  }
}

const AMOUNTS = [
  'rackWh',
  'facilityWh',
  'costEur',
  'co2G',
  'idleWh',
  'outWh',
  'networkWh',
] as const satisfies (keyof Booked & keyof Step)[];

function add(open: Booked, step: Step, coveredMs: number, share: number): void {
  open.coveredMs += coveredMs;
  for (const amount of AMOUNTS) open[amount] = plus(open[amount], step[amount] * share);
}

const LINES = ['idle', 'out', 'network'] as const;

function quarterOf(s: State, open: Booked): Quarter {
  const { endMs, coveredMs, rackWh, facilityWh, costEur, co2G } = open;
  const rows: LedgerRow[] = [];
  for (const { jobId, openWh } of s.jobs.known.values()) {
    if (openWh > 0) rows.push({ endMs, line: 'job', jobId, ...shareOf(open, openWh) });
  }
  for (const line of LINES) {
    const lineWh = open[`${line}Wh`];
    if (!Number.isNaN(lineWh)) rows.push({ endMs, line, jobId: null, ...shareOf(open, lineWh) });
  }
  return {
    endMs,
    coverage: Math.min(1, coveredMs / QUARTER_MS),
    rows,
    meter: { rackWh, facilityWh, costEur, co2G },
    unexplained: restOf(open, rows),
    ended: [...s.jobs.known.values()]
      .filter(isOver)
      .map((meter) => ({ jobId: meter.jobId, account: accountOf(s, meter) })),
  };
}

function close(s: State, open: Booked): void {
  settle(s, open, open.endMs);
}

/** Up to `closedMs` nothing more is booked; `lines` are those of the quarter-hour unless given. */
function settle(s: State, open: Booked, closedMs: number, lines?: readonly LedgerRow[]): void {
  const quarter = quarterOf(s, open);
  for (const meter of s.jobs.known.values()) meter.settled = accountOf(s, meter);
  s.jobs.endQuarter();
  s.open = undefined;
  s.closedMs = closedMs;
  for (const listener of s.listeners) listener(lines ?? quarter.rows, quarter);
}

function accountOf({ open }: State, { settled, openWh }: JobMeter): LedgerFigures {
  return open && openWh > 0 ? sumOf(settled, shareOf(open, openWh)) : settled;
}

function conclude(s: State, columns: AccountColumns): void {
  const { jobId, jobLedgerEnergyWh, jobFacilityEnergyWh, jobCostEur, jobCo2G } = columns;
  for (let slot = 0; slot < jobId.length; slot++) {
    const meter = s.jobs.known.get(jobId[slot] as number);
    const account = meter && accountOf(s, meter);
    jobLedgerEnergyWh[slot] = account?.rackWh ?? Number.NaN;
    jobFacilityEnergyWh[slot] = account?.facilityWh ?? Number.NaN;
    jobCostEur[slot] = account?.costEur ?? Number.NaN;
    jobCo2G[slot] = account?.co2G ?? Number.NaN;
  }
}

// A small metered site for tests of the ledger: jobs in slots, idle and broken trays, network racks, and what it all costs.
import type { Job } from '../../contract/job.ts';
import { NO_ID } from '../../contract/noValue.ts';
import { createLedger, type Ledger } from './ledger.ts';
import type { Quarter } from './ledgerBook.ts';

export const SLOTS = 4;
const NETWORK_RACKS = 2;

type LedgerColumns = Parameters<Ledger['read']>[1];

interface Running {
  readonly job: Job;
  readonly slot: number;
  energyWh: number;
}

/** What one step brings: rack-level Wh of each part, and what the site's meters count beside it. */
export interface StepWish {
  readonly dtS: number;
  /** Wh of the job in each slot, of idle GPUs, of trays out of service and of each network rack. */
  readonly jobsWh: readonly number[];
  readonly idleWh: number;
  readonly outWh: number;
  readonly networkWh: readonly number[];
  /** Facility energy over rack-level energy. */
  readonly overhead: number;
  readonly costEur: number;
  readonly co2G: number;
  /** Slots whose job ends in the step, after its energy; and those in which a job starts in the step, before it. */
  readonly ends: readonly number[];
  readonly starts: readonly number[];
}

export interface MeteredSite {
  readonly ledger: Ledger;
  readonly columns: LedgerColumns;
  readonly quarters: readonly Quarter[];
  readonly running: readonly (Running | undefined)[];
  timeMs: number;
  /** Lets the step happen; the ledger has not read it yet. */
  happen(wish: StepWish): void;
  /** The ledger reads the meters. */
  read(continuous?: boolean): void;
  /** The same site with a new ledger, which was given what the old one saved. */
  restart(): void;
}

export function meteredSite(startMs: number): MeteredSite {
  const jobs = new Map<number, Job>();
  const quarters: Quarter[] = [];
  const columns = freshColumns();
  const running: (Running | undefined)[] = new Array<undefined>(SLOTS).fill(undefined);

  function freshLedger(): Ledger {
    const made = createLedger(NETWORK_RACKS, { get: (id) => jobs.get(id) });
    made.book.onQuarter((_, quarter) => quarters.push(quarter));
    return made;
  }

  function tell(job: Job): void {
    jobs.set(job.id, job);
    site.ledger.note(job);
  }

  const site: MeteredSite & { ledger: Ledger } = {
    ledger: freshLedger(),
    columns,
    quarters,
    running,
    timeMs: startMs,
    happen(wish) {
      const begunMs = site.timeMs + 1;
      site.timeMs += wish.dtS * 1_000;
      for (const slot of wish.starts) {
        if (running[slot]) continue;
        const job = jobOf(jobs.size + 1, slot, begunMs);
        running[slot] = { job, slot, energyWh: 0 };
        tell(job);
      }
      count(columns, running, wish);
      for (const slot of wish.ends) {
        const run = running[slot];
        running[slot] = undefined;
        if (run) tell(endOf(run, site.timeMs));
      }
      for (let slot = 0; slot < SLOTS; slot++) {
        columns.jobId[slot] = running[slot]?.job.id ?? NO_ID;
        columns.jobEnergyWh[slot] = running[slot]?.energyWh ?? Number.NaN;
      }
    },
    read: (continuous = true) => site.ledger.read(site.timeMs, columns, continuous),
    restart() {
      const saved = structuredClone(site.ledger.save());
      site.ledger = freshLedger();
      site.ledger.restore(saved);
    },
  };
  return site;
}

/** Counters of a site that has run for years. */
function freshColumns(): LedgerColumns {
  return {
    siteFacilityEnergyWh: Float64Array.of(9e9),
    siteItAtRacksEnergyWh: Float64Array.of(7e9),
    siteCostEur: Float64Array.of(1e6),
    siteCreditEur: Float64Array.of(1e4),
    siteCo2G: Float64Array.of(1e8),
    siteIdleEnergyWh: Float64Array.of(1e7),
    siteOutEnergyWh: Float64Array.of(1e6),
    networkRackEnergyWh: new Float64Array(NETWORK_RACKS).fill(1e7),
    jobId: new Int32Array(SLOTS).fill(NO_ID),
    jobEnergyWh: new Float64Array(SLOTS).fill(Number.NaN),
  };
}

/** Lets every meter count what the step brings. */
function count(
  columns: LedgerColumns,
  running: readonly (Running | undefined)[],
  wish: StepWish,
): void {
  let racksWh = wish.idleWh + wish.outWh;
  for (const run of running) {
    if (!run) continue;
    run.energyWh += wish.jobsWh[run.slot] as number;
    racksWh += wish.jobsWh[run.slot] as number;
  }
  for (const [rack, wh] of wish.networkWh.entries()) {
    grow(columns.networkRackEnergyWh, wh, rack);
    racksWh += wh;
  }
  grow(columns.siteIdleEnergyWh, wish.idleWh);
  grow(columns.siteOutEnergyWh, wish.outWh);
  grow(columns.siteItAtRacksEnergyWh, racksWh);
  grow(columns.siteFacilityEnergyWh, racksWh * wish.overhead);
  grow(wish.costEur < 0 ? columns.siteCreditEur : columns.siteCostEur, Math.abs(wish.costEur));
  grow(columns.siteCo2G, wish.co2G);
}

function grow(column: Float64Array, by: number, at = 0): void {
  column[at] = (column[at] as number) + by;
}

function endOf({ job, energyWh }: Running, endMs: number): Job {
  const totals = { energyWh, gpuEnergyWh: 0, tokens: 0 };
  return { ...job, slot: -1, state: 'ended', endMs, endReason: 'completed', totals } as Job;
}

function jobOf(id: number, slot: number, startMs: number): Job {
  return {
    id,
    name: `job ${id}`,
    tenant: 'lab',
    kind: 'pretraining',
    gpuRanges: [[0, 8]],
    gpuCount: 8,
    slot,
    state: 'running',
    startMs,
    endMs: null,
    endReason: null,
    totals: null,
  };
}

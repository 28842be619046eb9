// The counters of the jobs: what each has grown by in a step, whichever slot holds it, to its last watt-hour.
import type { Job } from '../../contract/job.ts';
import type { LedgerFigures } from '../../contract/ledger.ts';
import type { FrameColumns } from '../columns.ts';
import type { JobBook } from '../jobBook.ts';
import { UNKNOWN } from './figures.ts';

export interface JobMeter {
  readonly jobId: number;
  /** Last reading of its counter; NaN in a new epoch. */
  lastWh: number;
  /** Growth in the step that is being booked, and what the running quarter-hour has booked. */
  stepWh: number;
  openWh: number;
  /** Booked in quarter-hours that are closed. */
  settled: LedgerFigures;
  /** Its totals are read: nothing follows. */
  ended: boolean;
  /** Read in the running quarter-hour. */
  read: boolean;
}

export type JobMeterState = Pick<JobMeter, 'jobId' | 'lastWh' | 'openWh' | 'settled' | 'ended'>;

export interface JobMeters {
  readonly known: ReadonlyMap<number, JobMeter>;
  /** A job that has ended gives its last energy in the next step. */
  note(job: Job): void;
  /**
   * Reads all slots. `sinceMs` is when the step began, NaN in a new epoch: then every reading is a first one.
   * `mostWh` is what all racks took in the step: no job can have taken more.
   */
  read(columns: Pick<FrameColumns, 'jobId' | 'jobEnergyWh'>, sinceMs: number, mostWh: number): void;
  /** Books this share of the step's growth. */
  book(share: number): void;
  /** The step is over. */
  endStep(): void;
  /** The quarter-hour is over: forgets those that have ended, and those that no one knows of any more. */
  endQuarter(): void;
  save(): readonly JobMeterState[];
  restore(saved: readonly JobMeterState[]): void;
}

interface State {
  readonly book: Pick<JobBook, 'get'>;
  readonly known: Map<number, JobMeter>;
  /** The meter that each slot held last. */
  readonly held: (JobMeter | undefined)[];
  /** Ended since the last step. */
  ended: Job[];
}

/** When the step that is read began, and what all racks took in it. */
interface StepBounds {
  readonly sinceMs: number;
  readonly mostWh: number;
}

export function createJobMeters(book: Pick<JobBook, 'get'>): JobMeters {
  const s: State = { book, known: new Map(), held: [], ended: [] };
  const { known } = s;
  return {
    known,
    note(job) {
      if (job.state === 'ended' && !book.get(job.id)?.account) s.ended.push(job);
    },
    read(columns, sinceMs, mostWh) {
      if (Number.isNaN(sinceMs)) for (const meter of known.values()) meter.lastWh = Number.NaN;
      readAll(s, columns, { sinceMs, mostWh });
    },
    book(share) {
      for (const meter of known.values()) meter.openWh += meter.stepWh * share;
    },
    endStep() {
      for (const meter of known.values()) meter.stepWh = 0;
    },
    endQuarter() {
      for (const [id, meter] of known) {
        const lives = meter.read || book.get(id)?.state === 'running';
        if (isOver(meter) || !lives) known.delete(id);
        meter.openWh = 0;
        meter.read = false;
      }
    },
    save: () =>
      [...known.values()].map(({ jobId, lastWh, openWh, settled, ended }) => {
        return { jobId, lastWh, openWh, settled, ended };
      }),
    restore(saved) {
      known.clear();
      for (const state of saved) known.set(state.jobId, { ...freshMeter(state.jobId), ...state });
    },
  };
}

function readAll(
  s: State,
  { jobId, jobEnergyWh }: Pick<FrameColumns, 'jobId' | 'jobEnergyWh'>,
  bounds: StepBounds,
): void {
  for (const job of s.ended) readEnded(s, job, bounds);
  s.ended = [];
  for (let slot = 0; slot < jobId.length; slot++) {
    const id = jobId[slot] as number;
    const readingWh = jobEnergyWh[slot] as number;
    if (id >= 0 && !Number.isNaN(readingWh)) readSlot(s, slot, id, readingWh, bounds);
  }
}

function readEnded(s: State, job: Job, bounds: StepBounds): void {
  const energyWh = job.totals?.energyWh ?? Number.NaN;
  const meter = s.known.get(job.id) ?? begin(s, job.id, baseOf(job, energyWh, bounds));
  if (!Number.isNaN(energyWh)) take(meter, energyWh);
  meter.ended = true;
}

function readSlot(s: State, slot: number, id: number, readingWh: number, bounds: StepBounds): void {
  let meter = s.held[slot];
  if (meter?.jobId !== id || meter !== s.known.get(id)) {
    const job = s.book.get(id);
    // Its totals have said it all.
    if (job?.state === 'ended') return;
    meter = s.known.get(id) ?? begin(s, id, baseOf(job, readingWh, bounds));
    s.held[slot] = meter;
  }
  take(meter, readingWh);
}

function begin(s: State, jobId: number, lastWh: number): JobMeter {
  const meter = { ...freshMeter(jobId), lastWh };
  s.known.set(jobId, meter);
  return meter;
}

function take(meter: JobMeter, readingWh: number): void {
  const grownWh = readingWh - meter.lastWh;
  // NaN, of a first reading, fails this; so does a counter that has restarted.
  if (grownWh > 0) meter.stepWh += grownWh;
  meter.lastWh = readingWh;
  meter.read = true;
}

/** Ended, and all of its last step is booked. */
export function isOver({ ended, stepWh }: JobMeter): boolean {
  return ended && stepWh === 0;
}

function freshMeter(jobId: number): JobMeter {
  return {
    jobId,
    lastWh: Number.NaN,
    stepWh: 0,
    openWh: 0,
    settled: { ...UNKNOWN, rackWh: 0 },
    ended: false,
    read: false,
  };
}

/**
 * Where the counter of a job that was never read before stood when the step began: at 0 if the job began in the step,
 * else nobody knows. Of a job without a record its size tells: more than all racks took cannot be of this step.
 */
function baseOf(job: Job | undefined, readingWh: number, { sinceMs, mostWh }: StepBounds): number {
  if (Number.isNaN(sinceMs)) return Number.NaN;
  const begunNow = job?.startMs ? job.startMs > sinceMs : readingWh <= mostWh;
  return begunNow ? 0 : Number.NaN;
}

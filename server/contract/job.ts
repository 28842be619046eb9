// A job: an entity with a life, not a place. Ids are never reused.

import type { Static } from 'typebox';
import { Type } from 'typebox';
import type { LedgerFigures } from './ledger.ts';

const JOB_KINDS = ['pretraining', 'fineTuning', 'inference', 'evaluation', 'hpc', 'debug'] as const;
type JobKind = (typeof JOB_KINDS)[number];
export const JobKindSchema = Type.Enum([...JOB_KINDS]);

export const JOB_STATES = ['queued', 'running', 'ended'] as const;
export const JOB_END_REASONS = ['completed', 'cancelled', 'failed', 'preempted'] as const;

/** A half-open range of GPU indices: [from, to). Inside the program only; `JobView` carries ids. */
export type GpuRange = readonly [from: number, to: number];

/** What a job has used and done, from its start to its end; null for what this job does not count. */
export interface JobTotals {
  readonly energyWh: number;
  readonly gpuEnergyWh: number;
  /** Trained or served, lost ones included. */
  readonly tokens: number | null;
  readonly lostTokens: number | null;
  readonly steps: number | null;
  readonly lostSteps: number | null;
  readonly requests: number | null;
  readonly prefillTokens: number | null;
  readonly decodeTokens: number | null;
  readonly restarts: number;
}

export interface Job {
  readonly id: number;
  readonly name: string;
  readonly tenant: string;
  readonly kind: JobKind;
  readonly gpuRanges: readonly GpuRange[];
  readonly gpuCount: number;
  /** Slot of the job's columns in a tick; -1 while queued and after the end. */
  readonly slot: number;
  readonly state: (typeof JOB_STATES)[number];
  /** null until it starts or ends. */
  readonly startMs: number | null;
  readonly endMs: number | null;
  readonly endReason: (typeof JOB_END_REASONS)[number] | null;
  /** Kept for ever once the job has ended; null before, while its columns say it. */
  readonly totals: JobTotals | null;
  /** Telemetry's own: all that it owes, once it has ended and the quarter-hour of its end is over. Kept for ever. */
  readonly account?: LedgerFigures;
}

const Figure = (description?: string) =>
  Type.Union([Type.Number(), Type.Null()], description === undefined ? {} : { description });

/** A job as the edge shows it: ranges by id, first and last GPU included; figures null when not known. */
export const JobView = Type.Object({
  id: Type.String({ description: 'J and the number of the job' }),
  name: Type.String(),
  tenant: Type.String(),
  kind: JobKindSchema,
  state: Type.Enum([...JOB_STATES]),
  gpuCount: Type.Integer(),
  gpus: Type.Array(Type.Tuple([Type.String(), Type.String()]), {
    description: 'ranges of GPU ids, first and last included',
  }),
  startMs: Figure(),
  endMs: Figure(),
  endReason: Type.Union([Type.Enum([...JOB_END_REASONS]), Type.Null()]),
  powerW: Figure(),
  gpuPowerW: Figure(),
  smActiveRatio: Figure(),
  phase: Type.Union([Type.String(), Type.Null()]),
  paceRatio: Figure('work done over that at the highest clock'),
  prefillRatio: Figure('of the busy time of a serving job'),
  energyWh: Figure(),
  gpuEnergyWh: Figure(),
  tokens: Figure('trained or served, lost ones included'),
  lostTokens: Figure('trained since a checkpoint and lost by a restart'),
  steps: Figure('iterations, lost ones included'),
  lostSteps: Figure('iterations lost by restarts'),
  requests: Figure(),
  prefillTokens: Figure(),
  decodeTokens: Figure(),
  restarts: Figure(),
  ledgerWh: Figure(
    'energy at the rack inputs that the ledger has booked: less than energyWh where the job began before the record',
  ),
  facilityWh: Figure('its share of the energy at grid and genset meters, so far'),
  costEur: Figure('its share of cost less credit at the spot price, so far'),
  co2G: Figure('its share of the carbon of the site, so far'),
  gpuJPerToken: Figure('energy of its GPUs alone'),
  siteJPerToken: Figure('energy at the meters of the site'),
  gpuJPerStep: Figure('energy of its GPUs alone'),
  siteJPerStep: Figure('energy at the meters of the site'),
});
export type JobView = Static<typeof JobView>;

// What a failure is: its cause by published rates, the XIDs that it shows, and how long the repair takes.
import type { HardwareFile } from '../contract/hardware.ts';

type Faults = HardwareFile['faults'];
export type FaultCause = Faults['causes'][number];
export type Burst = FaultCause['bursts'][number];

const S_PER_H = 3_600;

/** Failures a second of so many GPUs, of all rows together. */
export function ratePerS(rows: readonly { perMillionGpuHours: number }[], gpus: number): number {
  const perMillion = rows.reduce((sum, row) => sum + row.perMillionGpuHours, 0);
  return (perMillion * gpus) / 1e6 / S_PER_H;
}

/** A row by its share of the rate; `even` in (0, 1). */
export function pickRow<R extends { perMillionGpuHours: number }>(
  rows: readonly R[],
  even: number,
): R | undefined {
  const total = rows.reduce((sum, row) => sum + row.perMillionGpuHours, 0);
  let left = even * total;
  for (const row of rows) {
    left -= row.perMillionGpuHours;
    if (left <= 0) return row;
  }
  return rows.at(-1);
}

export function pickBurst(bursts: readonly Burst[], even: number): Burst {
  return bursts[Math.floor(even * bursts.length)] ?? [];
}

/** Lognormal about the median, in whole seconds. */
export function lastsS(medianH: number, sigma: number, normal: number): number {
  return Math.ceil(S_PER_H * medianH * Math.exp(sigma * normal));
}

/** The cause that an XID speaks of: one that begins with it before one that only shows it. */
export function causeOfXid(causes: readonly FaultCause[], xid: number): FaultCause | undefined {
  const shows = (cause: FaultCause): boolean => cause.bursts.flat().some((row) => row.xid === xid);
  const begins = (cause: FaultCause): boolean => cause.bursts.some(([row]) => row?.xid === xid);
  return causes.find(begins) ?? causes.find(shows);
}

export function knownXids({ causes, notes }: Faults): readonly number[] {
  const xids = [...causes, ...notes].flatMap(({ bursts }) => bursts.flat().map(({ xid }) => xid));
  return [...new Set(xids)].sort((a, b) => a - b);
}

/** XIDs of the program that runs (NVIDIA XID catalogue): a GPU without a job has none. */
export const PROGRAM_XIDS: readonly number[] = [13, 31, 43, 45];
/** XIDs of the NVLink 5 units (NVIDIA XID catalogue): errors on the links come with them. */
export const NVLINK_XIDS: readonly number[] = [144, 145, 146, 147, 148, 149, 150, 155];

// Arithmetic of ledger lines: a line's share of a quarter-hour, and sums that skip what is not known.
import type { LedgerFigures } from '../../contract/ledger.ts';

/** What a quarter-hour has booked so far; NaN is what the site does not meter. Written step by step. */
export interface Booked {
  /** END of the quarter-hour. */
  readonly endMs: number;
  coveredMs: number;
  /** Growth of the site's meters over the covered time. */
  rackWh: number;
  facilityWh: number;
  costEur: number;
  co2G: number;
  /** Rack-level energy of the lines that are no job. */
  idleWh: number;
  outWh: number;
  networkWh: number;
}

/** What every sum begins with: of figures that nobody knows the sum is not known, and is no zero. */
export const UNKNOWN: LedgerFigures = {
  rackWh: Number.NaN,
  facilityWh: Number.NaN,
  costEur: Number.NaN,
  co2G: Number.NaN,
};

export function emptyQuarter(endMs: number): Booked {
  const unknown = Number.NaN;
  return {
    ...UNKNOWN,
    endMs,
    coveredMs: 0,
    idleWh: unknown,
    outWh: unknown,
    networkWh: unknown,
  };
}

/** Sum of two amounts of which either may not be known. */
export function plus(a: number, b: number): number {
  if (Number.isNaN(a)) return b;
  return Number.isNaN(b) ? a : a + b;
}

export function sumOf(a: LedgerFigures, b: LedgerFigures): LedgerFigures {
  return {
    rackWh: plus(a.rackWh, b.rackWh),
    facilityWh: plus(a.facilityWh, b.facilityWh),
    costEur: plus(a.costEur, b.costEur),
    co2G: plus(a.co2G, b.co2G),
  };
}

/** What a line of so much rack-level energy pays: its part of all rack-level energy, of everything the site paid. */
export function shareOf(booked: Booked, rackWh: number): LedgerFigures {
  const share =
    booked.rackWh > 0 ? rackWh / booked.rackWh : rackWh === booked.rackWh ? 0 : Number.NaN;
  return {
    rackWh,
    facilityWh: booked.facilityWh * share,
    costEur: booked.costEur * share,
    co2G: booked.co2G * share,
  };
}

/** What the lines leave over, to the last bit: lines and rest are the meters. */
export function restOf(booked: Booked, lines: readonly LedgerFigures[]): LedgerFigures {
  const rest = {
    rackWh: booked.rackWh,
    facilityWh: booked.facilityWh,
    costEur: booked.costEur,
    co2G: booked.co2G,
  };
  for (const line of lines) {
    rest.rackWh -= line.rackWh;
    rest.facilityWh -= line.facilityWh;
    rest.costEur -= line.costEur;
    rest.co2G -= line.co2G;
  }
  return rest;
}

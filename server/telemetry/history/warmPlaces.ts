// Energy of racks in memory: whole days by their sums, the days in which a span begins or ends by the quarter-hour.
import {
  createDayBlocks,
  DAY_MS,
  dayOfRow,
  daysOf,
  type PutValue,
  QUARTER_MS,
  quartersIn,
} from './dayBlocks.ts';
import type { PlaceEnergy, PlaceKindOfEnergy, QuarterSpan } from './energyFigures.ts';
import { placesSql, tierOf, within } from './energySql.ts';
import type { HistoryStore } from './history.ts';
import { numbers } from './rows.ts';
import { addKnown, type RackShare, type WarmMeters } from './warmMeters.ts';

export interface WarmPlaces {
  sum(span: QuarterSpan): Promise<readonly PlaceEnergy[]>;
  clear(): void;
}

interface PlacesParts {
  readonly store: Pick<HistoryStore, 'query' | 'tiers'>;
  readonly meters: WarmMeters;
  readonly kind: PlaceKindOfEnergy;
  readonly places: number;
  readonly mostDays: number;
}

/** Days by the quarter-hour. */
const EDGE_DAYS = 6;
const FIGURES = ['rackWh', 'facilityWh', 'costEur', 'co2G'] as const;
const WIDTH = FIGURES.length;
const STEP = { step: 'quarter' } as const;

export function createWarmPlaces(parts: PlacesParts): WarmPlaces {
  const { store, meters, kind, places, mostDays } = parts;
  const whole = createDayBlocks(places * WIDTH, mostDays, readDays);
  const quarters = createDayBlocks((DAY_MS / QUARTER_MS) * places, EDGE_DAYS, readQuarters);
  const isKept = store.tiers.some(({ name }) => name === tierOf(kind, STEP));

  async function readDays(fromMs: number, toMs: number, put: PutValue): Promise<void> {
    const sql = placesSql(kind, { ...STEP, fromMs, toMs }, true);
    const rows = await store.query({ sql, fromMs, toMs });
    const [at, days] = [numbers(rows, 'place'), numbers(rows, 'dayMs')];
    for (const [i, name] of FIGURES.entries()) {
      for (const [row, value] of numbers(rows, name).entries()) {
        put(days[row] as number, (at[row] as number) * WIDTH + i, value);
      }
    }
  }

  async function readQuarters(fromMs: number, toMs: number, put: PutValue): Promise<void> {
    const sql = `SELECT epoch_ms(time)::DOUBLE AS endMs, place::DOUBLE AS place,
        sum("${kind}EnergyWh"::DOUBLE) AS wh
      FROM {${tierOf(kind, STEP)}} WHERE ${within({ fromMs, toMs })} GROUP BY 1, 2`;
    const rows = await store.query({ sql, fromMs, toMs });
    const [at, ends, wh] = [numbers(rows, 'place'), numbers(rows, 'endMs'), numbers(rows, 'wh')];
    for (const [row, endMs] of ends.entries()) {
      const dayMs = dayOfRow(endMs);
      const quarter = (endMs - dayMs) / QUARTER_MS - 1;
      put(dayMs, quarter * places + (at[row] as number), wh[row] as number);
    }
  }

  async function addEdge(sums: Float64Array, dayMs: number, span: QuarterSpan): Promise<void> {
    const shares = await meters.shares(dayMs, span.toMs);
    const [wh = new Float64Array()] = await quarters.of([dayMs], span.toMs);
    const { from, to } = quartersIn(dayMs, span);
    for (let quarter = from; quarter < to; quarter++) {
      const row = wh.subarray(quarter * places, (quarter + 1) * places);
      addQuarter(sums, row, shares[quarter] as RackShare);
    }
  }

  return {
    async sum(span) {
      if (!isKept) return [];
      const isWhole = (dayMs: number): boolean =>
        dayMs >= span.fromMs && dayMs + DAY_MS <= span.toMs;
      const daysMs = daysOf(span);
      const sums = blankFigures(places);
      for (const day of await whole.of(daysMs.filter(isWhole), span.toMs)) {
        for (let cell = 0; cell < day.length; cell++) addKnown(sums, cell, day[cell] as number);
      }
      for (const dayMs of daysMs) if (!isWhole(dayMs)) await addEdge(sums, dayMs, span);
      return told(kind, sums);
    },
    clear() {
      whole.clear();
      quarters.clear();
    },
  };
}

/** The four figures of each place, none of them known. */
export function blankFigures(places: number): Float64Array {
  return new Float64Array(places * WIDTH).fill(Number.NaN);
}

/** Adds what the places have used in a quarter-hour, and their shares of its meters. */
export function addQuarter(sums: Float64Array, wh: Float64Array, share: RackShare): void {
  const { per, facilityWh, costEur, co2G } = share;
  for (let place = 0; place < wh.length; place++) {
    const rackWh = wh[place] as number;
    const at = place * WIDTH;
    addKnown(sums, at, rackWh);
    addKnown(sums, at + 1, rackWh * per * facilityWh);
    addKnown(sums, at + 2, rackWh * per * costEur);
    addKnown(sums, at + 3, rackWh * per * co2G);
  }
}

/** Places of which something is known. */
export function told(kind: PlaceKindOfEnergy, sums: Float64Array): readonly PlaceEnergy[] {
  const all: PlaceEnergy[] = [];
  for (let at = 0; at < sums.length; at += WIDTH) {
    const [rackWh, facilityWh, costEur, co2G] = sums.subarray(at, at + WIDTH) as unknown as [
      number,
      number,
      number,
      number,
    ];
    if (!Number.isNaN(rackWh))
      all.push({ kind, place: at / WIDTH, rackWh, facilityWh, costEur, co2G });
  }
  return all;
}

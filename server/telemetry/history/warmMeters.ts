// The site's meters in memory, by the quarter-hour.
import { metersOf } from './askMeters.ts';
import {
  createDayBlocks,
  DAY_MS,
  type DayBlocks,
  dayOfRow,
  daysOf,
  type PutValue,
  QUARTER_MS,
  quartersIn,
} from './dayBlocks.ts';
import type { QuarterSpan, SiteMeters } from './energyFigures.ts';
import { PLANT_SUMS, siteSums, within } from './energySql.ts';
import type { HistoryStore } from './history.ts';
import { numbers } from './rows.ts';

/** The names of their SQL. */
const SITE = [
  'facilityWh',
  'itWh',
  'itAtRacksWh',
  'costEur',
  'creditEur',
  'co2G',
  'knownS',
  'coolingWh',
];
const PLANT = ['waterL', 'heatReusedWh'];
const FIGURES = [...SITE, ...PLANT];
const WIDTH = FIGURES.length;

export interface WarmMeters {
  sum(span: QuarterSpan): Promise<SiteMeters>;
  /** What a watt-hour of a rack stands for in each quarter-hour of a day, of which some end up to `toMs`. */
  shares(dayMs: number, toMs: number): Promise<readonly RackShare[]>;
  clear(): void;
}

/** A quarter-hour: one over all rack-level energy, and the meters that are shared out by it. */
export interface RackShare {
  readonly per: number;
  readonly facilityWh: number;
  readonly costEur: number;
  readonly co2G: number;
}

export function createWarmMeters(
  store: Pick<HistoryStore, 'query' | 'tiers'>,
  mostDays: number,
): WarmMeters {
  const blocks: DayBlocks = createDayBlocks((DAY_MS / QUARTER_MS) * WIDTH, mostDays, read);

  async function read(fromMs: number, toMs: number, put: PutValue): Promise<void> {
    const span = { fromMs, toMs };
    await readTier(span, 'siteQuarter', siteSums({ step: 'quarter' }), put);
    await readTier(span, 'plantQuarter', PLANT_SUMS, put);
  }

  async function readTier(
    span: QuarterSpan,
    tier: string,
    sums: string,
    put: PutValue,
  ): Promise<void> {
    if (!store.tiers.some(({ name }) => name === tier)) return;
    const sql = `SELECT epoch_ms(time)::DOUBLE AS endMs, ${sums} FROM {${tier}}
      WHERE ${within(span)} GROUP BY 1`;
    const rows = await store.query({ sql, ...span });
    const ends = numbers(rows, 'endMs');
    for (const [at, name] of FIGURES.entries()) {
      if (!Object.hasOwn(rows.columns, name)) continue;
      const values = numbers(rows, name);
      for (const [row, endMs] of ends.entries()) {
        const dayMs = dayOfRow(endMs);
        put(dayMs, ((endMs - dayMs) / QUARTER_MS - 1) * WIDTH + at, values[row] as number);
      }
    }
  }

  return {
    async sum(span) {
      const daysMs = daysOf(span);
      const days = await blocks.of(daysMs, span.toMs);
      const sums = new Float64Array(WIDTH).fill(Number.NaN);
      for (const [i, values] of days.entries()) {
        const { from, to } = quartersIn(daysMs[i] as number, span);
        for (let cell = from * WIDTH; cell < to * WIDTH; cell++)
          addKnown(sums, cell % WIDTH, values[cell] as number);
      }
      return metersOf((name) => sums[FIGURES.indexOf(name)] ?? Number.NaN);
    },
    async shares(dayMs, toMs) {
      const [values = new Float64Array()] = await blocks.of([dayMs], toMs);
      return Array.from({ length: values.length / WIDTH }, (_, quarter) => {
        const of = (name: string): number =>
          values[quarter * WIDTH + FIGURES.indexOf(name)] as number;
        const racksWh = of('itAtRacksWh');
        return {
          per: racksWh === 0 ? Number.NaN : 1 / racksWh,
          facilityWh: of('facilityWh'),
          costEur: of('costEur') - of('creditEur'),
          co2G: of('co2G'),
        };
      });
    },
    clear: blocks.clear,
  };
}

/** What is not known adds nothing; a sum of nothing known is not known. */
export function addKnown(sums: Float64Array, at: number, value: number): void {
  if (Number.isNaN(value)) return;
  const sum = sums[at] as number;
  sums[at] = Number.isNaN(sum) ? value : sum + value;
}

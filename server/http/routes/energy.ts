// GET /api/energy: who used the energy of a span, what share of meter, cost and carbon is theirs, and what is left over.
import { EnergyAnswer, EnergyQuery } from '../../contract/apiHistory.ts';
import type { LedgerFigures } from '../../contract/ledger.ts';
import {
  askLedgerCoverage,
  askLineEnergy,
  askPlaceEnergy,
  askSiteMeters,
  type PlaceEnergy,
  type QuarterSpan,
} from '../../telemetry/history/askEnergy.ts';
import {
  addUp,
  type EnergyRow,
  foldOthers,
  lineRows,
  totalOf,
} from '../../telemetry/history/energyRows.ts';
import type { HistoryStore } from '../../telemetry/history/history.ts';
import { readKnownTime } from '../../telemetry/history/knownTime.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { idsOfKind, needFrame } from '../lookUp.ts';
import { readSpan, type Span } from '../moment.ts';
import { leaving, needStore } from '../needStore.ts';
import type { Route } from '../parts.ts';
import { HEAVY } from '../rate.ts';
import { REFUSALS } from '../refusal.ts';

const QUARTER_MS = 900_000;
const DEFAULT_ROWS = 1_000;

export const energyRoutes: Route = (app, parts, done) => {
  const { telemetry } = parts;
  app.get(
    '/api/energy',
    {
      config: HEAVY,
      schema: {
        operationId: 'getEnergy',
        summary:
          'Energy, cost and carbon by place, job, tenant or line; rows and residual are the meter',
        tags: ['values'],
        querystring: EnergyQuery,
        response: { 200: EnergyAnswer, ...REFUSALS },
      },
    },
    async ({ query: { by, from, to, limit } }, reply) => {
      needFrame(telemetry);
      const store = needStore(parts);
      const asked = readSpan({ from: from ?? 'now-24h', to }, telemetry.frame.timeMs);
      const span = wholeQuarters(asked);
      const signal = leaving(reply);
      const { coverage: metered, ...meter } = await askSiteMeters(store, span, signal);
      const isLine = by === 'job' || by === 'tenant' || by === 'line';
      const rows = isLine
        ? lineRows(await askLineEnergy(store, span, signal), by)
        : await placeRows(by, span, store, telemetry, signal);
      const total = totalOf(rows);
      const { gaps } = await readKnownTime(store, span.fromMs, span.toMs);
      return {
        by,
        ...span,
        rows: foldOthers(rows, limit ?? DEFAULT_ROWS).map(told),
        total: toldFigures(total),
        meter: toldMeter(meter),
        residualWh: orZero(meter.facilityWh) - orZero(total.facilityWh),
        coverage: isLine ? await askLedgerCoverage(store, span, signal) : metered,
        gaps: gaps.map((gap) => ({ ...gap })),
      };
    },
  );
  done();
};

/** Quarter-hours that are over; the one that holds the span where none is. */
function wholeQuarters({ fromMs, toMs }: Span): QuarterSpan {
  const first = Math.floor(fromMs / QUARTER_MS);
  const last = Math.max(first + 1, Math.floor(toMs / QUARTER_MS));
  return { fromMs: first * QUARTER_MS, toMs: last * QUARTER_MS };
}

/** Racks of GPUs and racks of the network; these stand in a hall but in no row, and are then a line of their own. */
async function placeRows(
  by: 'rack' | 'row' | 'hall',
  span: QuarterSpan,
  store: HistoryStore,
  telemetry: Telemetry,
  signal: AbortSignal,
): Promise<readonly EnergyRow[]> {
  const racks = await askPlaceEnergy(store, 'rack', span, signal);
  const network = await askPlaceEnergy(store, 'networkRack', span, signal);
  return addUp(
    [...racks, ...network].map(({ kind, place, ...figures }) => ({
      id: idAbove(kind, place, by, telemetry),
      ...figures,
    })),
  );
}

function idAbove(
  kind: PlaceEnergy['kind'],
  place: number,
  by: 'rack' | 'row' | 'hall',
  telemetry: Telemetry,
): string {
  const { places } = telemetry;
  if (by === 'rack') return idsOfKind(kind, telemetry)[place] ?? '';
  if (!places.path(kind, by)) return 'network';
  return idsOfKind(by, telemetry)[places.ancestors(kind, by)[place] as number] ?? '';
}

function told({ id, name, tenant, ...figures }: EnergyRow): EnergyAnswer['rows'][number] {
  return { id, ...(name && { name }), ...(tenant && { tenant }), ...toldFigures(figures) };
}

function toldFigures({ rackWh, facilityWh, costEur, co2G }: LedgerFigures): EnergyAnswer['total'] {
  return {
    rackWh: orZero(rackWh),
    facilityWh: orNull(facilityWh),
    costEur: orNull(costEur),
    co2G: orNull(co2G),
  };
}

function toldMeter(meter: Record<keyof EnergyAnswer['meter'], number>): EnergyAnswer['meter'] {
  const { facilityWh, itWh, itAtRacksWh, coolingWh, waterL, heatReusedWh, costEur, co2G } = meter;
  return {
    facilityWh: orNull(facilityWh),
    itWh: orNull(itWh),
    itAtRacksWh: orNull(itAtRacksWh),
    coolingWh: orNull(coolingWh),
    waterL: orNull(waterL),
    heatReusedWh: orNull(heatReusedWh),
    costEur: orNull(costEur),
    co2G: orNull(co2G),
  };
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function orZero(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}

// GET /api/energy: who used the energy of a span, what share of meter, cost and carbon is theirs, and what is left over.
import { EnergyAnswer, EnergyQuery } from '../../contract/apiHistory.ts';
import type { LedgerFigures } from '../../contract/ledger.ts';
import { type EnergyRow, foldOthers, totalOf } from '../../telemetry/history/energyRows.ts';
import { knownTime } from '../../telemetry/history/knownTime.ts';
import { type Cell, csvTable, csvTime, wantsCsv } from '../csv.ts';
import { lineEnergy, placeEnergy } from '../energySums.ts';
import { needFrame } from '../lookUp.ts';
import { readNow, readSpan } from '../moment.ts';
import { leaving, needStore, needWritten } from '../needStore.ts';
import type { Route } from '../parts.ts';
import { HEAVY } from '../rate.ts';
import { REFUSALS } from '../refusal.ts';

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
    async (request, reply) => {
      needFrame(telemetry);
      const { query } = request;
      const { by, limit = DEFAULT_ROWS } = query;
      const store = needStore(parts);
      const { from = 'now-24h', to } = query;
      const wanted = readSpan({ from, to }, readNow(telemetry, query.tz));
      const asked = { span: wanted, store, telemetry, signal: leaving(reply) };
      const found =
        by === 'job' || by === 'tenant' || by === 'line'
          ? await lineEnergy(by, limit, asked)
          : await placeEnergy(by, asked);
      const { span, meter, coveredS } = found;
      if (coveredS === 0) needWritten(store, wanted);
      const total = totalOf(found.rows);
      const { gaps } = knownTime(store, span.fromMs, span.toMs);
      const answer: EnergyAnswer = {
        by,
        ...span,
        rows: foldOthers(found.rows, limit).map(told),
        total: toldFigures(total),
        meter: toldMeter(meter),
        coolingWh: orNull(meter.coolingWh),
        residualWh: orZero(meter.facilityWh) - orZero(total.facilityWh),
        coverage: Math.min(1, (coveredS * 1_000) / (span.toMs - span.fromMs)),
        gaps: gaps.map((gap) => ({ ...gap })),
      };
      if (!wantsCsv(query.format, request)) return answer;
      const head = { source: telemetry.source, about: aboutOf(answer), columns: CSV_COLUMNS };
      return csvTable(reply, 'energy', head, answer.rows, cellsOf);
    },
  );
  done();
};

const CSV_COLUMNS = ['id', 'name', 'tenant', 'rackWh', 'facilityWh', 'costEur', 'co2G'];

function cellsOf(row: EnergyAnswer['rows'][number]): readonly Cell[] {
  const { id, name = null, tenant = null, rackWh, facilityWh, costEur, co2G } = row;
  return [id, name, tenant, rackWh, facilityWh, costEur, co2G];
}

function aboutOf({ by, fromMs, toMs, meter, residualWh, coverage }: EnergyAnswer): string {
  const sums = `meter ${meter.facilityWh ?? '-'} Wh, of which ${residualWh} Wh not attributed`;
  return `by ${by} from ${csvTime(fromMs)} to ${csvTime(toMs)}; ${sums}; coverage ${coverage}`;
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
  const { facilityWh, itWh, itAtRacksWh, waterL, heatReusedWh, costEur, co2G } = meter;
  return {
    facilityWh: orNull(facilityWh),
    itWh: orNull(itWh),
    itAtRacksWh: orNull(itAtRacksWh),
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

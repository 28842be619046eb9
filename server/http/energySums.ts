// Energy of a span for an answer: whole quarter-hours from the store, the running one as far as it has come.
import { askLedgerS, askLineEnergy, type LineEnergy } from '../telemetry/history/askEnergy.ts';
import { askPlaceEnergy, askSiteMeters } from '../telemetry/history/askMeters.ts';
import type { EnergyPart, PlaceEnergy, SiteMeters } from '../telemetry/history/energyFigures.ts';
import { addUp, type EnergyRow, lineRows } from '../telemetry/history/energyRows.ts';
import type { HistoryStore } from '../telemetry/history/history.ts';
import type { LedgerRow } from '../telemetry/ledger/ledgerRow.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { partsOf, splitAtDays } from './energyParts.ts';
import { idsOfKind } from './lookUp.ts';
import type { Span } from './moment.ts';

const QUARTER_MS = 900_000;

export interface EnergyAsked {
  readonly span: Span;
  readonly store: HistoryStore;
  readonly telemetry: Telemetry;
  readonly signal: AbortSignal;
}

export interface EnergyFound {
  /** Begins on a quarter-hour, and ends on one or in the running one. */
  readonly span: Span;
  readonly rows: readonly EnergyRow[];
  readonly meter: SiteMeters;
  /** Seconds of the span that the rows cover. */
  readonly coveredS: number;
}

async function metersOf(
  parts: readonly EnergyPart[],
  store: HistoryStore,
  signal: AbortSignal,
): Promise<SiteMeters> {
  let sum: SiteMeters | undefined;
  for (const part of parts) {
    const meter = await askSiteMeters(store, part, signal);
    sum = sum ? plusMeters(sum, meter) : meter;
  }
  return sum as SiteMeters;
}

const METERS = [
  ...(['facilityWh', 'itWh', 'itAtRacksWh', 'coolingWh', 'waterL'] as const),
  ...(['heatReusedWh', 'costEur', 'co2G', 'knownS'] as const),
];

function plusMeters(a: SiteMeters, b: SiteMeters): SiteMeters {
  const sum = { ...a };
  for (const meter of METERS) {
    if (Number.isNaN(sum[meter])) sum[meter] = b[meter];
    else sum[meter] += orZero(b[meter]);
  }
  return sum;
}

/** Racks of the network have no seconds: of the running quarter-hour the whole minutes count. */
export async function placeEnergy(
  by: 'rack' | 'row' | 'hall',
  { span, store, telemetry, signal }: EnergyAsked,
): Promise<EnergyFound> {
  const parts = splitAtDays(partsOf(span, telemetry.frame.timeMs, 'minute'));
  const meter = await metersOf(parts, store, signal);
  const rows: EnergyRow[] = [];
  for (const part of parts) rows.push(...(await placeRows(by, part, store, telemetry, signal)));
  return { span: spanOf(parts), rows: addUp(rows), meter, coveredS: meter.knownS };
}

function spanOf(parts: readonly [EnergyPart, ...EnergyPart[]]): Span {
  const { fromMs } = parts[0];
  return { fromMs, toMs: parts.at(-1)?.toMs ?? fromMs };
}

/** Of the running quarter-hour the ledger itself tells lines and meters, to the newest second; of jobs, some `most`. */
export async function lineEnergy(
  by: 'job' | 'tenant' | 'line',
  most: number,
  { span, store, telemetry, signal }: EnergyAsked,
): Promise<EnergyFound> {
  const parts = partsOf(span, telemetry.frame.timeMs, 'second');
  const running = parts.find(({ step }) => step === 'second');
  const whole = parts.find(({ step }) => step === 'quarter');
  const now = running && telemetry.ledger.quarter();
  // Their energy before this quarter-hour must not lie among the others.
  const alsoJobs = (now?.rows ?? []).flatMap(({ jobId }) => jobId ?? []);
  const fold = { by, most, alsoJobs };
  const lines = whole ? [...(await askLineEnergy(store, whole, fold, signal))] : [];
  const meters: SiteMeters[] = whole ? [await askSiteMeters(store, whole, signal)] : [];
  let coveredS = whole ? await askLedgerS(store, whole, signal) : 0;
  if (running) {
    const { ledger } = telemetry;
    const quarter = ledger.quarter();
    const endMs = running.fromMs + QUARTER_MS;
    const metered = await askSiteMeters(store, running, signal);
    if (quarter?.endMs === endMs) {
      lines.push(...runningLines(quarter.rows, telemetry));
      const { rackWh: itAtRacksWh, ...booked } = quarter.meter;
      meters.push({ ...metered, ...booked, itAtRacksWh });
      coveredS += (quarter.coverage * QUARTER_MS) / 1_000;
    } else meters.push(metered);
  }
  const rows = byUse(lineRows(lines, by));
  return { span: spanOf(parts), rows, meter: meters.reduce(plusMeters), coveredS };
}

function runningLines(rows: readonly LedgerRow[], { jobs }: Telemetry): readonly LineEnergy[] {
  return rows.map(({ endMs: _, ...row }) => {
    const job = row.jobId === null ? undefined : jobs.get(row.jobId);
    const names = { jobName: job?.name ?? null, tenant: job?.tenant ?? null };
    return { ...row, ...names, jobs: row.line === 'job' ? 1 : 0 };
  });
}

/** Those that used most first. */
function byUse(rows: readonly EnergyRow[]): readonly EnergyRow[] {
  return [...rows].sort((a, b) => orZero(b.rackWh) - orZero(a.rackWh));
}

/** Racks of GPUs and racks of the network; these stand in a hall but in no row, and are then a line of their own. */
async function placeRows(
  by: 'rack' | 'row' | 'hall',
  part: EnergyPart,
  store: HistoryStore,
  telemetry: Telemetry,
  signal: AbortSignal,
): Promise<readonly EnergyRow[]> {
  const racks = await askPlaceEnergy(store, 'rack', part, signal);
  const network = await askPlaceEnergy(store, 'networkRack', part, signal);
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

function orZero(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}

// For tests of the store: a site of two halls whose every value is a function of time, so that what is kept can be computed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { SourceEvent } from '../../contract/event.ts';
import { isReadMetric, METRIC_IDS } from '../../contract/metrics.ts';
import { createPlaces, type PlaceKind } from '../../contract/place.ts';
import type { Site } from '../../contract/site.ts';
import { clearColumns, layoutColumns, viewColumns } from '../../contract/tick.ts';
import type { FrameColumns, StoredMetricId } from '../columns.ts';
import { siteOf, TWO_HALLS } from '../testing.ts';
import type { HistoryOptions, HistoryStore, RecordedStep } from './history.ts';
import { openHistory } from './openHistory.ts';
import { numbers } from './rows.ts';

/** Each kind of place is two or three tables, which cost more than the rows of a test. */
const KINDS: readonly PlaceKind[] = [
  'site',
  'hall',
  'cduRing',
  'cdu',
  'row',
  'rack',
  'tray',
  'gpu',
];
const FEW_KINDS = TWO_HALLS.filter(({ kind }) => KINDS.includes(kind)).map((row) => ({
  ...row,
  parents: row.parents.filter((kind) => KINDS.includes(kind)),
}));

export const SITE: Site = siteOf(FEW_KINDS);
export const PLACES = createPlaces(SITE.places);
/** A Monday at 09:30 UTC: on a quarter-hour. */
export const BEGIN_MS = Date.UTC(2026, 2, 2, 9, 30);

/** Parts of a rack, in whole watts that swing once a minute: sums are exact in Float32. */
const PARTS = {
  rackGpuPowerW: { base: 60_000, swing: 400 },
  rackGracePowerW: { base: 9_000, swing: 20 },
  rackTrayStaticPowerW: { base: 5_000, swing: 0 },
  rackSwitchPowerW: { base: 4_000, swing: 10 },
  rackShelfLossW: { base: 2_000, swing: 5 },
} as const;
const PART_NAMES = Object.keys(PARTS) as (keyof typeof PARTS)[];
const GPU = { base: 700, swing: 4 };

type Swing = { readonly base: number; readonly swing: number };

/** Mean watts of the dtS seconds that end at `second`; places differ by their base. */
function watts({ base, swing }: Swing, place: number, second: number, dtS: number): number {
  let phases = 0;
  for (let i = 0; i < dtS; i++) phases += (second - i) % 60;
  return base + place * 8 + (swing * phases) / dtS;
}

/** Watt-hours of the seconds from 0 to `second`. */
function wattHours({ base, swing }: Swing, place: number, second: number): number {
  const minutes = Math.floor(second / 60);
  const rest = second % 60;
  const swings = minutes * 1_770 + (rest * (rest + 1)) / 2;
  return ((base + place * 8) * second + swing * swings) / 3_600;
}

const RACK: Swing = PART_NAMES.reduce(
  (sum, name) => ({
    base: sum.base + PARTS[name].base,
    swing: sum.swing + PARTS[name].swing,
  }),
  { base: 0, swing: 0 },
);

/** Seconds since the begin of this world, for closed forms with all their digits. */
function secondOf(timeMs: number): number {
  return (timeMs - BEGIN_MS) / 1_000 + 86_400 * 400;
}

/** Energy of a rack over (fromMs, toMs]. */
export function rackWh(place: number, fromMs: number, toMs: number): number {
  const base = RACK.base + place * 8 * (PART_NAMES.length - 1);
  const own = { base, swing: RACK.swing };
  return wattHours(own, place, secondOf(toMs)) - wattHours(own, place, secondOf(fromMs));
}

export function siteWh(fromMs: number, toMs: number): number {
  let sum = 0;
  for (let rack = 0; rack < PLACES.count('rack'); rack++) sum += rackWh(rack, fromMs, toMs);
  return sum;
}

export function gpuWh(place: number, fromMs: number, toMs: number): number {
  return wattHours(GPU, place, secondOf(toMs)) - wattHours(GPU, place, secondOf(fromMs));
}

export interface MadeColumns {
  readonly columns: FrameColumns;
  /** Fills what this world knows for the step of dtS seconds that ends at timeMs; all else is not known. */
  fill(timeMs: number, dtS: number): void;
}

export function createMadeColumns(): MadeColumns {
  const ids = METRIC_IDS.filter((id) => !isReadMetric(id));
  const layout = layoutColumns(ids, PLACES, SITE.jobSlots);
  const buffer = new ArrayBuffer(layout.byteLength);
  clearColumns(layout, buffer);
  const columns = viewColumns<StoredMetricId>(layout, buffer) as FrameColumns;
  return { columns, fill: (timeMs, dtS) => fillColumns(columns, secondOf(timeMs), dtS) };
}

function fillColumns(columns: FrameColumns, second: number, dtS: number): void {
  let siteW = 0;
  const sums = PART_NAMES.map(() => 0);
  for (let rack = 0; rack < columns.rackPowerW.length; rack++) {
    let rackW = 0;
    for (const [i, name] of PART_NAMES.entries()) {
      const partW = watts(PARTS[name], rack, second, dtS);
      columns[name][rack] = partW;
      sums[i] = (sums[i] ?? 0) + partW;
      rackW += partW;
    }
    columns.rackPowerW[rack] = rackW;
    siteW += rackW;
    const base = RACK.base + rack * 8 * (PART_NAMES.length - 1);
    columns.rackEnergyWh[rack] = wattHours({ base, swing: RACK.swing }, rack, second);
    columns.rackState[rack] = 0;
    columns.rackCoolantSupplyC[rack] = 30 + (second % 7) / 10;
  }
  for (let gpu = 0; gpu < columns.gpuPowerW.length; gpu++) {
    columns.gpuPowerW[gpu] = watts(GPU, gpu, second, dtS);
    columns.gpuEnergyWh[gpu] = wattHours(GPU, gpu, second);
    columns.gpuEventReasons[gpu] = second % 60 === gpu ? 4 : 1;
    columns.gpuState[gpu] = second % 120 < 60 ? 0 : 1;
  }
  columns.siteFacilityPowerW[0] = siteW;
  columns.siteFacilityEnergyWh[0] = columns.rackEnergyWh.reduce((sum, wh) => sum + wh, 0);
  columns.siteGpuPowerW[0] = sums[0] ?? 0;
  columns.siteItAtRacksPowerW[0] = siteW;
}

export interface TestStore extends MadeColumns {
  readonly store: HistoryStore;
  readonly events: SourceEvent[];
  /** Records the seconds after fromMs up to toMs, as fast as they are taken. */
  seconds(fromMs: number, toMs: number, step?: Partial<RecordedStep>): Promise<void>;
  /** Waits until everything told so far is on disk. */
  settle(toMs: number): Promise<void>;
  /** One column of a question over all time. */
  ask(sql: string): Promise<Float64Array>;
}

export async function openTestStore(
  root: string,
  options: Partial<HistoryOptions> = {},
): Promise<TestStore> {
  const events: SourceEvent[] = [];
  const made = createMadeColumns();
  const store = await openHistory({
    root,
    site: SITE,
    seed: 7,
    nowMs: BEGIN_MS,
    reserveBytes: 0,
    event: (event) => events.push(event),
    ...options,
  });
  return {
    store,
    events,
    ...made,
    async seconds(fromMs, toMs, step = {}) {
      const dtS = step.dtS ?? 1;
      for (let timeMs = fromMs + dtS * 1_000; timeMs <= toMs; timeMs += dtS * 1_000) {
        made.fill(timeMs, dtS);
        await store.whenRoom();
        store.record({ timeMs, dtS, origin: 'recorded', columns: made.columns, ...step });
      }
    },
    async settle(toMs) {
      while (!(store.lastRecordedMs >= toMs)) await new Promise((go) => setTimeout(go, 5));
    },
    async ask(sql) {
      const rows = await store.query({ sql, fromMs: 0, toMs: Date.UTC(2100, 0) });
      const [name = ''] = Object.keys(rows.columns);
      return numbers(rows, name);
    },
  };
}

/** A folder that is gone after the test. */
export function temporaryRoot(onEnd: (undo: () => void) => void): string {
  const root = mkdtempSync(join(tmpdir(), 'carnot-history-'));
  onEnd(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

/** As on a disk that is full, for the files of this process: to so many bytes they may grow. */
export function limitFiles(bytes: number | 'unlimited'): void {
  const { status } = spawnSync('prlimit', [
    '--pid',
    `${process.pid}`,
    `--fsize=${bytes}:unlimited`,
  ]);
  if (status !== 0) throw new Error('the limit of this process cannot be set');
}

const MOST_COLLECTIONS = 5;

/** Whether nobody holds it any more; what came out of a native object goes one collection after that object. */
export async function isLetGo(one: WeakRef<object>): Promise<boolean> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let times = 0; times < MOST_COLLECTIONS && one.deref(); times++) {
    // A reference is good until the end of the turn that read it.
    await new Promise((go) => setImmediate(go));
    collect();
  }
  return one.deref() === undefined;
}

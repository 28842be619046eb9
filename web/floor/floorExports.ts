// What the floor's menu saves: one row a rack at full precision, its jobs by name, its states in words; and the map as drawn.
import type { LatestAnswer } from '../../server/contract/api.ts';
import { type MetricId, metricOf } from '../../server/contract/metrics.ts';
import { NO_PLANE_CODE } from '../../server/contract/noValue.ts';
import { planeValue } from '../../server/contract/plane.ts';
import { STATES, type StateTable } from '../../server/contract/state.ts';
import { factorOf, unitText } from '../format.ts';
import { stateText } from '../i18n/states.ts';
import { say } from '../i18n.ts';
import type { Plane, SiteContext } from '../live.ts';
import { ask, queryText } from '../time/ask.ts';
import type { ExportCell, ExportColumn, ExportTable, PanelExports } from '../ui/exportTable.ts';
import { displayUnitOf } from '../ui/metricText.ts';
import { floorJobs, floorTenants } from './floorJobs.ts';
import { type FloorMetric, isJobMetric, PLANES } from './floorMetric.ts';
import { FLOOR_TEXTS, METRIC_TEXTS } from './floorTexts.ts';
import type { FloorView } from './floorView.ts';
import { jobsWithin, type PlacedJob } from './jobPlane.ts';

export interface FloorShown {
  readonly metric: FloorMetric;
  readonly view: Pick<FloorView, 'detail' | 'firstHall' | 'halls'>;
  /** What is shown of the past; undefined while the floor is live. */
  readonly past: Plane | undefined;
}

/** Values that one answer of /api/latest holds; a campus has more GPUs and is told by its racks. */
const MOST_VALUES = 100_000;

/** Asks for the newest second; a live floor whose server is away has no rows. */
export async function floorExports(info: SiteContext, shown: FloorShown): Promise<PanelExports> {
  const { metric, view } = shown;
  const table = isJobMetric(metric)
    ? jobTable(info, shown, metric)
    : await valueTable(info, shown, metric);
  const { past } = shown;
  return {
    // A picture of the past is numbered by its time.
    ...(past && { covers: () => ({ fromMs: past.seq, toMs: past.seq }) }),
    table: () => table,
    pictures: () => {
      const canvas = joined();
      const title = say(METRIC_TEXTS[metric][view.detail]);
      return canvas ? [{ canvas, title }] : [];
    },
  };
}

/** The racks of the halls in view. */
function racksOf({ places }: SiteContext, { view }: FloorShown): number[] {
  const { from } = places.within('rack', 'hall', view.firstHall);
  const { to } = places.within('rack', 'hall', view.firstHall + view.halls - 1);
  return Array.from({ length: to - from }, (_, i) => from + i);
}

function jobTable(info: SiteContext, shown: FloorShown, by: 'job' | 'tenant'): ExportTable {
  const { placed } = (by === 'job' ? floorJobs : floorTenants).peek();
  return jobRows(info, racksOf(info, shown), placed, say(METRIC_TEXTS[by].label));
}

/** One row for each that holds GPUs of a rack. */
export function jobRows(
  { ids, places }: SiteContext,
  racks: readonly number[],
  placed: readonly PlacedJob[],
  name: string,
): ExportTable {
  const each = places.count('gpu') / places.count('rack');
  return {
    columns: [{ name: say(FLOOR_TEXTS.fileRack) }, { name }, { name: 'GPU', digits: 0 }],
    rows: racks.flatMap((rack) =>
      jobsWithin(placed, rack * each, (rack + 1) * each).map(({ job, gpus }) => [
        ids.idOf('rack', rack),
        job.name,
        gpus,
      ]),
    ),
  };
}

async function valueTable(
  info: SiteContext,
  shown: FloorShown,
  metric: keyof typeof PLANES,
): Promise<ExportTable> {
  const { view, past } = shown;
  const racks = racksOf(info, shown);
  if (past) return valueRows(info, racks, past.metric, codesReader(info, past, racks));
  const large = info.places.count('gpu') > MOST_VALUES;
  const asked = PLANES[metric][view.detail === 'racks' || large ? 'racks' : 'gpus'];
  const path = `/api/latest?${queryText({ metric: asked })}`;
  const reply = await ask<LatestAnswer>(path, new AbortController().signal);
  const values = 'answer' in reply ? (reply.answer.values[asked] ?? []) : undefined;
  return valueRows(info, values ? racks : [], asked, (place) => values?.[place] ?? null);
}

/** What the API sends for a place: a number in the base unit, the name of a state, null for what is not known. */
type ReadPlace = (place: number) => ExportCell;

/** Of one moment of the past only the picture is sent, a byte a place. A plane of one hall begins with its first rack. */
function codesReader({ places }: SiteContext, plane: Plane, racks: readonly number[]): ReadPlace {
  const kind = metricOf(plane.metric).scope === 'rack' ? 'rack' : 'gpu';
  const each = places.count(kind) / places.count('rack');
  const whole = plane.codes.length === places.count(kind);
  const first = whole ? 0 : (racks[0] ?? 0) * each;
  return (place) => {
    const code = plane.codes[place - first] ?? NO_PLANE_CODE;
    return code === NO_PLANE_CODE ? null : planeValue(code, plane.range);
  };
}

/** One row a rack: its own value, or how its GPUs stand. */
export function valueRows(
  { ids, places }: SiteContext,
  racks: readonly number[],
  metric: MetricId,
  read: ReadPlace,
): ExportTable {
  const { scope, states } = metricOf(metric);
  const each = scope === 'rack' ? 1 : places.count('gpu') / places.count('rack');
  const told = states ? tellStates(metric, states, each) : tellNumbers(metric, each);
  return {
    columns: [{ name: say(FLOOR_TEXTS.fileRack) }, ...told.columns],
    rows: racks.map((rack) => [
      ids.idOf('rack', rack),
      ...told.cells(Array.from({ length: each }, (_, i) => read(rack * each + i))),
    ]),
  };
}

interface Told {
  readonly columns: readonly ExportColumn[];
  readonly cells: (values: Cells) => Cells;
}

/** A rack's state in its word; of its GPUs how many are in each. */
function tellStates(metric: MetricId, states: StateTable, each: number): Told {
  const words = STATES[states].map((state) => say(stateText(states, state)));
  const names: readonly ExportCell[] = STATES[states];
  const at = (value: ExportCell = null) => names.indexOf(value);
  if (each === 1) {
    return {
      columns: [{ name: say(metricOf(metric).name) }],
      cells: ([state]) => [words[at(state)] ?? null],
    };
  }
  return {
    columns: words.map((name) => ({ name, digits: 0 })),
    cells: (values) => words.map((_, i) => values.filter((value) => at(value) === i).length),
  };
}

function tellNumbers(metric: MetricId, each: number): Told {
  const unit = displayUnitOf(metric);
  const inUnit = (value: number): number => value * factorOf(unit);
  const column = (name: string) => ({ name, unit: unitText(unit), digits: 1 });
  if (each === 1) {
    return {
      columns: [column(say(metricOf(metric).name))],
      cells: ([value]) => [typeof value === 'number' ? inUnit(value) : null],
    };
  }
  return {
    columns: [
      { name: say(FLOOR_TEXTS.filePlaces), digits: 0 },
      column(say(FLOOR_TEXTS.fileLow)),
      column(say(FLOOR_TEXTS.fileMean)),
      column(say(FLOOR_TEXTS.fileHigh)),
    ],
    cells: (values) => spreadOf(values, inUnit),
  };
}

type Cells = readonly ExportCell[];

/** How many are known, the lowest, the mean and the highest of them. */
function spreadOf(values: Cells, inUnit: (value: number) => number): Cells {
  const known = values.filter((value) => typeof value === 'number').map(inUnit);
  if (known.length === 0) return [0, null, null, null];
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  return [known.length, Math.min(...known), mean, Math.max(...known)];
}

/** The layers of the map as one picture. */
function joined(): HTMLCanvasElement | undefined {
  const layers = [...document.querySelectorAll<HTMLCanvasElement>('.floorMap canvas')];
  const [first] = layers;
  if (!first) return undefined;
  const canvas = document.createElement('canvas');
  canvas.width = first.width;
  canvas.height = first.height;
  const context = canvas.getContext('2d');
  for (const layer of layers) context?.drawImage(layer, 0, 0);
  return canvas;
}

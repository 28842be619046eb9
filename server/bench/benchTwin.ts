// A twin as the bench steps it: the program's own site, columns in shared memory, run in until it is steady.
import { fileURLToPath } from 'node:url';
import { readAlarmRules } from '../catalogue/alarmFiles.ts';
import { readSite, type SiteParts } from '../catalogue/siteFiles.ts';
import { createPlaces, type Places } from '../contract/place.ts';
import { clearColumns, layoutTick, type TickColumns, viewColumns } from '../contract/tick.ts';
import { createDerive } from '../simulation/derive.ts';
import { createSimulation, type Simulation } from '../simulation/simulation.ts';
import type { TwinSinks } from '../simulation/twin.ts';
import { createTelemetry } from '../telemetry/createTelemetry.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const SEED = 42;
/** A Monday morning. */
const START_MS = Date.UTC(2026, 10, 23, 6, 0);
const RUN_IN_S = 3 * 3_600;

export interface BenchTwin {
  readonly parts: SiteParts;
  readonly places: Places;
  readonly gpus: number;
  readonly columns: TickColumns;
  readonly simulation: Simulation;
}

const NO_SINKS: TwinSinks = { event() {}, job() {} };

/** Three hours of site time in the coarse steps of a start. */
export function openTwin(siteId: string, sinks: TwinSinks = NO_SINKS): BenchTwin {
  const parts = readSite(FIXTURES, siteId);
  const places = createPlaces(parts.site.places);
  const layout = layoutTick(places, parts.site.jobSlots);
  const buffer = new SharedArrayBuffer(layout.byteLength);
  clearColumns(layout, buffer);
  const columns = viewColumns<keyof TickColumns>(layout, buffer);
  const simulation = createSimulation({
    ...parts,
    seed: SEED,
    startMs: START_MS,
    columns,
    sinks,
  });
  const { stepS } = parts.site.preRoll;
  for (let doneS = 0; doneS < RUN_IN_S; doneS += stepS) simulation.step(stepS);
  return { parts, places, gpus: places.count('gpu'), columns, simulation };
}

export interface BenchTelemetry {
  readonly twin: BenchTwin;
  readonly telemetry: Telemetry;
  /** Hands the step that the twin has just made to telemetry, as the newest second. */
  take(): void;
}

/** A twin whose ticks a telemetry takes, without the worker between them. */
export function openTelemetry(siteId: string): BenchTelemetry {
  const parts = readSite(FIXTURES, siteId);
  const telemetry = createTelemetry({
    description: {
      kind: 'simulated',
      site: parts.site,
      speed: 1,
      seed: SEED,
      provenance: {},
    },
    derive: createDerive({ ...parts, seed: SEED }),
    rules: readAlarmRules(FIXTURES),
  });
  const { event, job, tick } = telemetry.sinks;
  const twin = openTwin(siteId, { event, job });
  const { simulation, columns } = twin;
  return {
    twin,
    telemetry,
    take: () => tick({ timeMs: simulation.timeMs, dtS: 1, newest: true, lateMs: 0, columns }),
  };
}

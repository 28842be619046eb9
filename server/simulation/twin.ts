// What every part of the simulation shares: the site, its constants, its columns, and the counts of its places.
import type { ClimateFile } from '../contract/climate.ts';
import type { SourceEvent } from '../contract/event.ts';
import type { EventKey, EventParams } from '../contract/eventText.ts';
import type { GridFile } from '../contract/grid.ts';
import type { HardwareFile } from '../contract/hardware.ts';
import { createPlaceIds, type PlaceIds } from '../contract/id.ts';
import type { Job } from '../contract/job.ts';
import { createPlaces, type PlaceKind, type Places } from '../contract/place.ts';
import type { Site } from '../contract/site.ts';
import type { TickColumns } from '../contract/tick.ts';
import type { WorkloadFile } from '../contract/workload.ts';
import { createMemory, type Memory } from './memory.ts';

export interface TwinSinks {
  event(event: SourceEvent): void;
  job(job: Job): void;
}

export interface TwinInput {
  readonly site: Site;
  readonly hardware: HardwareFile;
  readonly workload: WorkloadFile;
  readonly climate: ClimateFile;
  readonly grid: GridFile;
  readonly seed: number;
  readonly startMs: number;
  /** Highest number of a job that is remembered from before; 0 unless told. */
  readonly lastJobId?: number | undefined;
  /** Shared with the caller; the counters in them are the simulation's own memory and are not to be overwritten. */
  readonly columns: TickColumns;
  readonly sinks: TwinSinks;
}

export interface Twin extends TwinInput {
  /** Where each part says what it must remember. */
  readonly memory: Memory;
  /** Counts the events, so that each has a reference of its own; `cause` is the command that is being carried out. */
  readonly reported: { count: number; cause: number | undefined };
  readonly places: Places;
  readonly ids: PlaceIds;
  readonly racks: number;
  readonly trays: number;
  readonly gpus: number;
  readonly traysPerRack: number;
  readonly gpusPerTray: number;
  readonly gpusPerRack: number;
}

export function createTwin(input: TwinInput): Twin {
  const places = createPlaces(input.site.places);
  const racks = places.count('rack');
  const trays = places.count('tray');
  const gpus = places.count('gpu');
  if (trays % racks !== 0 || gpus % trays !== 0) {
    throw new Error(`places: ${trays} trays and ${gpus} GPUs do not fill ${racks} racks evenly`);
  }
  const memory = createMemory();
  const reported = { count: 0, cause: undefined };
  memory.keep('reported', reported);
  return {
    ...input,
    memory,
    reported,
    places,
    ids: createPlaceIds(places),
    racks,
    trays,
    gpus,
    traysPerRack: trays / racks,
    gpusPerTray: gpus / trays,
    gpusPerRack: gpus / racks,
  };
}

/** What happened at a whole second, and where. */
export interface Happening<K extends EventKey> extends Pick<SourceEvent, 'kind' | 'severity'> {
  readonly code?: string;
  readonly place: readonly [PlaceKind, number] | null;
  readonly key: K;
  readonly params: EventParams<K>;
  readonly cause?: number | undefined;
}

/** Reports what happened; returns its reference, for the `cause` of what follows from it. */
export function report<K extends EventKey>(
  twin: Twin,
  second: number,
  happening: Happening<K>,
): number {
  const ref = ++twin.reported.count;
  twin.sinks.event(eventOf(twin, ref, second, happening));
  return ref;
}

export function eventOf<K extends EventKey>(
  twin: Twin,
  ref: number,
  second: number,
  happening: Happening<K>,
): SourceEvent {
  const { kind, severity, code, place, key, params } = happening;
  const cause = happening.cause ?? twin.reported.cause;
  return {
    ref,
    ...(cause !== undefined && { cause }),
    timeMs: second * 1_000,
    kind,
    severity,
    code: code ?? key,
    place: place && twin.ids.idOf(place[0], place[1]),
    text: { key, params },
  };
}

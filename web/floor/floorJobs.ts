// The running jobs of the floor with their tones, computed once for everyone who draws or names them.
import { computed, type ReadonlySignal } from '@preact/signals';
import { jobRecords, siteInfo } from '../live.ts';
import { floorShapeOf, gpusPerRack } from './floorShape.ts';
import { jobsBeside, type PlacedJob, placeJobs } from './jobPlane.ts';
import { assignTones } from './jobTones.ts';

export interface FloorJobs {
  readonly placed: readonly PlacedJob[];
  readonly tones: ReadonlyMap<string, number>;
}

const NONE: FloorJobs = { placed: [], tones: new Map() };
let last = NONE;

/** The same object as long as no job starts, ends or moves. Who reads it subscribes with `useJobs`. */
export const floorJobs: ReadonlySignal<FloorJobs> = computed(() => {
  const info = siteInfo.value;
  if (!info) return NONE;
  const placed = placeJobs(jobRecords.value, info.ids);
  if (isSame(placed, last.placed)) return last;
  const shape = floorShapeOf(info.places, info.site.floor.hallsAcross);
  const beside = jobsBeside(
    placed,
    info.places.count('rack'),
    gpusPerRack(shape),
    shape.racksPerRow,
  );
  const ids = placed.map(({ id }) => id);
  last = { placed, tones: assignTones(ids, beside, last.tones) };
  return last;
});

let lastTenants = NONE;
let tenantsOf: readonly PlacedJob[] = [];
/** Each tenant keeps the number it was first seen with, and so its tone. */
const tenantNumbers = new Map<string, number>();

/** The same by tenant: one entry each, with the GPUs of all its jobs. */
export const floorTenants: ReadonlySignal<FloorJobs> = computed(() => {
  const { placed } = floorJobs.value;
  if (placed === tenantsOf) return lastTenants;
  tenantsOf = placed;
  const names = [...new Set(placed.map(({ tenant }) => tenant))].sort();
  const tenants = names.map((name): PlacedJob => {
    const own = placed.filter(({ tenant }) => tenant === name);
    const number = tenantNumbers.get(name) ?? tenantNumbers.size;
    tenantNumbers.set(name, number);
    return {
      id: `T${number}`,
      name,
      tenant: name,
      gpuCount: own.reduce((sum, { gpuCount }) => sum + gpuCount, 0),
      ranges: own.flatMap(({ ranges }) => ranges),
    };
  });
  const ids = tenants.map(({ id }) => id);
  lastTenants = { placed: tenants, tones: assignTones(ids, new Map(), lastTenants.tones) };
  return lastTenants;
});

function isSame(next: readonly PlacedJob[], known: readonly PlacedJob[]): boolean {
  return (
    next.length === known.length &&
    next.every((job, i) => job.id === known[i]?.id && job.ranges === known[i]?.ranges)
  );
}

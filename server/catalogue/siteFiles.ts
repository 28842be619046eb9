// Reads a site and what it is made of, and hands on plain, checked objects.
import { join } from 'node:path';
import { ClimateFile } from '../contract/climate.ts';
import { GridFile } from '../contract/grid.ts';
import { HardwareFile } from '../contract/hardware.ts';
import { isMetricId, metricOf } from '../contract/metrics.ts';
import { createPlaces } from '../contract/place.ts';
import { type Site, SiteFile } from '../contract/site.ts';
import { WorkloadFile } from '../contract/workload.ts';
import { fixtureNames, readFixture } from './fixtureFile.ts';
import { StartError } from './startError.ts';

export interface SiteParts {
  readonly site: Site;
  readonly hardware: HardwareFile;
  readonly workload: WorkloadFile;
  readonly climate: ClimateFile;
  readonly grid: GridFile;
}

export function siteNames(fixtures: string): readonly string[] {
  return fixtureNames(join(fixtures, 'sites'));
}

/** Throws a StartError that names file, field and bound. */
export function readSite(fixtures: string, id: string): SiteParts {
  const file = readFixture(join(fixtures, 'sites'), id, SiteFile);
  checkSite(file);
  const hardware = readFixture(join(fixtures, 'hardware'), file.hardware, HardwareFile);
  const workload = readFixture(join(fixtures, 'workloads'), file.workload, WorkloadFile);
  const climate = readFixture(join(fixtures, 'climate'), file.climate, ClimateFile);
  const grid = readFixture(join(fixtures, 'grid'), file.grid, GridFile);
  const site: Site = {
    ...file,
    limits: hardware.limits,
    gpuModel: hardware.gpuModel,
    driverVersion: hardware.driverVersion,
  };
  return { site, hardware, workload, climate, grid };
}

/** What a schema cannot say: how the fields of a site hang together. */
function checkSite(file: SiteFile): void {
  const label = `fixtures/sites/${file.id}.json`;
  try {
    createPlaces(file.places);
    new Intl.DateTimeFormat('en', { timeZone: file.timeZone });
  } catch (error) {
    throw new StartError(`${label}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const { gpuMetrics } = file.ring;
  for (const id of gpuMetrics === 'all' ? [] : gpuMetrics) {
    if (!isMetricId(id) || metricOf(id).scope !== 'gpu' || !metricOf(id).ring) {
      throw new StartError(
        `${label}: ring.gpuMetrics names ${id}, which is no GPU metric of the ring`,
      );
    }
  }
}

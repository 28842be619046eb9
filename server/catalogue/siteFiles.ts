// Reads a site and what it is made of, and hands on plain, checked objects.
import { join } from 'node:path';
import { ClimateFile } from '../contract/climate.ts';
import { GridFile } from '../contract/grid.ts';
import { HardwareFile } from '../contract/hardware.ts';
import { type Site, SiteFile } from '../contract/site.ts';
import { WorkloadFile } from '../contract/workload.ts';
import { pairProblem, placesProblem, siteProblem, workloadProblem } from './agreement.ts';
import { fixtureNames, readFixture } from './fixtureFile.ts';
import { hardwareProblem } from './hardwareAgreement.ts';

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
  const folder = (name: string): string => join(fixtures, name);
  const file = readFixture(folder('sites'), id, SiteFile, placesProblem, siteProblem);
  const hardware = readFixture(
    folder('hardware'),
    file.hardware,
    HardwareFile,
    (value) => pairProblem(value),
    hardwareProblem,
  );
  const workload = readFixture(
    folder('workloads'),
    file.workload,
    WorkloadFile,
    workloadProblem,
    (value) => pairProblem(value),
  );
  const climate = readFixture(folder('climate'), file.climate, ClimateFile);
  const grid = readFixture(folder('grid'), file.grid, GridFile);
  const site: Site = {
    ...file,
    limits: hardware.limits,
    gpuModel: hardware.gpuModel,
    driverVersion: hardware.driverVersion,
  };
  return { site, hardware, workload, climate, grid };
}

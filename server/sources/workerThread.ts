// Starts a worker thread from a TypeScript file, and what every worker that owns a twin is told at its birth.
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { ClimateFile } from '../contract/climate.ts';
import type { GridFile } from '../contract/grid.ts';
import type { HardwareFile } from '../contract/hardware.ts';
import type { Site } from '../contract/site.ts';
import type { WorkloadFile } from '../contract/workload.ts';
import type { HandOver } from './handOver.ts';

/** Checked fixtures: the site and what it is made of. */
export interface TwinParts {
  readonly site: Site;
  readonly hardware: HardwareFile;
  readonly workload: WorkloadFile;
  readonly climate: ClimateFile;
  readonly grid: GridFile;
}

/** Structured-cloned, but for the shared memory. */
export interface TwinStart {
  readonly parts: TwinParts;
  readonly seed: number;
  readonly handOver: HandOver;
  readonly lastJobId?: number | undefined;
}

/**
 * From a bundle the thread's own file is JavaScript under the same name. tsx does not reach worker threads on Node 20 by
 * itself: there the worker registers it, then loads its file.
 */
export function startThread<S extends TwinStart>(
  file: URL,
  start: S,
  transferList: WorkerOptions['transferList'] = [],
): Worker {
  if (import.meta.url.endsWith('.js')) {
    const bundled = new URL(file.href.replace(/ts$/, 'js'));
    return new Worker(bundled, { workerData: start, transferList });
  }
  const boot = `import('tsx/esm/api').then(({ register }) => { register(); return import('${file.href}'); })`;
  return new Worker(boot, { eval: true, workerData: start, transferList });
}

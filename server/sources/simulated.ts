// The simulated source: a twin in a worker thread that pretends, faithfully, to be a site.
import { Worker } from 'node:worker_threads';
import type { ClimateFile } from '../contract/climate.ts';
import type { GridFile } from '../contract/grid.ts';
import type { HardwareFile } from '../contract/hardware.ts';
import { createPlaces } from '../contract/place.ts';
import type { Site } from '../contract/site.ts';
import type { Source, SourceSinks } from '../contract/source.ts';
import { layoutTick, type TickColumns, viewColumns } from '../contract/tick.ts';
import type { WorkloadFile } from '../contract/workload.ts';
import { createDerive } from '../simulation/derive.ts';
import { PROVENANCE } from '../simulation/provenance.ts';
import { giveBack, type Handed, type WorkerStart } from './handOver.ts';

/** Checked fixtures: the site and what it is made of. */
export interface TwinParts {
  readonly site: Site;
  readonly hardware: HardwareFile;
  readonly workload: WorkloadFile;
  readonly climate: ClimateFile;
  readonly grid: GridFile;
}

export interface SimulatedOptions {
  readonly seed: number;
  /** Site seconds per wall second. */
  readonly speed: number;
}

export function createSimulatedSource(parts: TwinParts, options: SimulatedOptions): Source {
  return {
    describe: () => ({
      kind: 'simulated',
      site: parts.site,
      speed: options.speed,
      seed: options.seed,
      provenance: PROVENANCE,
    }),
    start: (sinks) => startWorker(parts, options, sinks),
    derive: createDerive({ ...parts, seed: options.seed }),
  };
}

function startWorker(
  parts: TwinParts,
  { seed, speed }: SimulatedOptions,
  sinks: SourceSinks,
): () => Promise<void> {
  const layout = layoutTick(createPlaces(parts.site.places), parts.site.jobSlots);
  const start: WorkerStart<TwinParts> = {
    parts,
    seed,
    speed,
    ticks: new SharedArrayBuffer(layout.byteLength),
    lock: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT),
  };
  const lockWord = new Int32Array(start.lock);
  const columns = viewColumns<keyof TickColumns>(layout, start.ticks);
  const worker = spawn(start);
  let over = false;

  const fail = (error: Error): void => {
    if (over) return;
    over = true;
    sinks.failed(error);
    void worker.terminate();
  };
  worker.on('message', ({ events, jobs, ...head }: Handed) => {
    if (over) return;
    try {
      for (const event of events) sinks.event(event);
      for (const job of jobs) sinks.job(job);
      sinks.tick({ ...head, columns });
    } catch (error) {
      // Whoever listens has failed: no further tick can be trusted to be remembered.
      fail(error instanceof Error ? error : new Error(String(error)));
    } finally {
      giveBack(lockWord);
    }
  });
  worker.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', (code) => fail(new Error(`the simulation's worker ended with code ${code}`)));

  return async () => {
    over = true;
    await worker.terminate();
  };
}

/** tsx does not reach worker threads on Node 20 by itself: the worker registers it, then loads its file. */
function spawn(start: WorkerStart<TwinParts>): Worker {
  const file = new URL('./simulatedWorker.ts', import.meta.url);
  const boot = `import('tsx/esm/api').then(({ register }) => { register(); return import('${file.href}'); })`;
  return new Worker(boot, { eval: true, workerData: start });
}

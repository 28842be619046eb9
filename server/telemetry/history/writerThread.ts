// The writing thread of the store: everything that touches the database happens here, in the order of its messages.
import { parentPort, workerData } from 'node:worker_threads';
import { createPlaces } from '../../contract/place.ts';
import { layoutSteps } from './layout.ts';
import type { FromWriter, ToWriter, WriterStart } from './message.ts';
import { whyShut } from './opening.ts';
import { planTiers } from './tiers.ts';
import { createWriter } from './writer.ts';

const start = workerData as WriterStart;
const places = createPlaces(start.site.places);
const layout = layoutSteps(planTiers(places), places, start.site);

const say = (message: FromWriter, transfer: readonly ArrayBuffer[] = []): void =>
  parentPort?.postMessage(message, [...transfer]);

const writer = createWriter({ start, layout, say });
try {
  await writer.open();
  parentPort?.on('message', (message: ToWriter) => writer.take(message));
} catch (error) {
  say({ kind: 'shut', ...whyShut(error) });
}

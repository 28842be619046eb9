// The writing thread of the store: everything that touches the database happens here, in the order of its messages.
import { parentPort, workerData } from 'node:worker_threads';
import type { FromWriter, ToWriter, WriterStart } from './message.ts';
import { whyShut } from './opening.ts';
import { createWriter } from './writer.ts';

const start = workerData as WriterStart;
const say = (message: FromWriter, transfer: readonly ArrayBuffer[] = []): void =>
  parentPort?.postMessage(message, [...transfer]);

const writer = createWriter({ start, say });
try {
  await writer.open();
  parentPort?.on('message', (message: ToWriter) => writer.take(message));
} catch (error) {
  say({ kind: 'shut', ...whyShut(error) });
}

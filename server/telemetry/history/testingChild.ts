// A process that holds a store and records as fast as it can, until it is killed: for tests of locks and crashes.
import { BEGIN_MS, openTestStore } from './testing.ts';

/** So much is on disk before a kill can come, and then again and again. */
const FIRST_MS = 100_000;
const NEXT_MS = 5_000;

const [root = '', stepBackS = '0'] = process.argv.slice(2);
const { store, seconds, events } = await openTestStore(root);

/** A source that comes back begins a little before the end of what it was told last. */
const keptMs = Number.isNaN(store.lastRecordedMs) ? BEGIN_MS : store.lastRecordedMs;
let timeMs = Math.max(BEGIN_MS, keptMs - Number(stepBackS) * 1_000);
for (let toMs = keptMs + FIRST_MS; ; toMs += NEXT_MS) {
  await seconds(timeMs, toMs);
  timeMs = toMs;
  while (!(store.lastRecordedMs >= toMs) && !store.problem) {
    await new Promise((go) => setTimeout(go, 2));
  }
  // What has been said to be on disk must be there after the kill.
  const said = { storedMs: store.lastRecordedMs, events: events.map(({ code }) => code) };
  process.stdout.write(`${JSON.stringify(said)}\n`);
  // While nothing is written no step waits for the disk: time must not run away.
  if (store.problem) await new Promise((go) => setTimeout(go, 2));
}

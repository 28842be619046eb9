// The law of what a start replays: a step counts as it was recorded, however many of its kind there are.
import { expect, it, onTestFinished } from 'vitest';
import { openJournal } from './journal.ts';
import { readJournal } from './journalFile.ts';
import { layoutSteps } from './layout.ts';
import type { WriteRows } from './levels.ts';
import { LIVE } from './message.ts';
import { replay } from './replay.ts';
import { createStreamRecorder, type StreamRecorder } from './streamRecorder.ts';
import type { Stretches } from './stretches.ts';
import { BEGIN_MS, createMadeColumns, PLACES, SITE, temporaryRoot } from './testing.ts';
import { planTiers } from './tiers.ts';

const TIERS = planTiers(PLACES).filter(({ scope }) => scope === 'row');
const LAYOUT = layoutSteps(TIERS, PLACES, SITE);
const SECONDS = 7;

/** Of so many rows, as the stream knows, that it holds the columns of several steps. */
function liveStream(): StreamRecorder {
  const stretches = { track: () => ({ note: () => undefined }) } as unknown as Stretches;
  const parts = { tiers: TIERS, layout: LAYOUT, widths: { row: 2_000 }, stretches };
  return createStreamRecorder(parts, true, Number.NaN);
}

it('is what it was, though all steps are read into the same columns', async () => {
  const folder = temporaryRoot(onTestFinished);
  const widths = { row: PLACES.count('row') };
  const { journal } = await openJournal({ folder, layout: LAYOUT, widths });
  const recorded = liveStream();
  const write: WriteRows = () => undefined;
  for (let second = 1; second <= SECONDS; second++) {
    const { columns } = createMadeColumns();
    columns.rowPowerW.fill(1_000 * second);
    const head = { timeMs: BEGIN_MS + second * 1_000, dtS: 1, origin: 'recorded' } as const;
    const step = { slot: 0, stream: LIVE, gpusBegin: false, carried: 1, ...head };
    journal.add(step, columns);
    recorded.step(step, columns, write);
  }
  await journal.sync();
  await journal.close();

  const replayed = liveStream();
  await replay(await readJournal(`${folder}/journal.bin`, LAYOUT), replayed, {
    prepare: async () => undefined,
    step: (live, step, columns) => live.step(step, columns, write),
    waitingFromMs: undefined,
    commit: async () => undefined,
  });
  const open = replayed.open();
  expect(open.scopes[0]?.minute?.columns.rowPowerW?.[0]).toBe(4_000);
  expect(open).toEqual(recorded.open());
});

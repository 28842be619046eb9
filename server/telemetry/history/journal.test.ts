// Laws of the journal: what was wholly written is read, in the columns of today, and nothing after a torn step.
import { mkdirSync, readdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { type Journal, openJournal } from './journal.ts';
import { readJournal } from './journalFile.ts';
import { layoutSteps, type StepLayout } from './layout.ts';
import { LIVE } from './message.ts';
import {
  BEGIN_MS,
  createMadeColumns,
  isLetGo,
  limitFiles,
  PLACES,
  SITE,
  temporaryRoot,
} from './testing.ts';
import { planTiers } from './tiers.ts';

const TIERS = planTiers(PLACES);
const LAYOUT = layoutSteps(TIERS, PLACES, SITE);
const WIDTHS = Object.fromEntries(
  LAYOUT.scopes.map((scope) => [scope, scope === 'job' ? SITE.jobSlots : PLACES.count(scope)]),
);
const STEPS = 5;

/** A journal of a few seconds; returns its path. */
async function makeJournal(folder: string, layout: StepLayout = LAYOUT): Promise<string> {
  const { journal } = await openJournal({ folder, layout, widths: WIDTHS });
  const { columns, fill } = createMadeColumns();
  for (let second = 1; second <= STEPS; second++) {
    fill(BEGIN_MS + second * 1_000, 1);
    const head = { timeMs: BEGIN_MS + second * 1_000, dtS: 1, origin: 'recorded' } as const;
    journal.add(
      { slot: 0, stream: LIVE, gpusBegin: false, carried: 2 ** LAYOUT.scopes.length - 1, ...head },
      columns,
    );
  }
  await journal.sync();
  await journal.close();
  return join(folder, 'journal.bin');
}

it('gives back every step to the last bit, and says which kinds of place are in it', async () => {
  const path = await makeJournal(temporaryRoot(onTestFinished));
  const steps = await readJournal(path, LAYOUT);
  expect(steps.map(({ step }) => (step.timeMs - BEGIN_MS) / 1_000)).toEqual([1, 2, 3, 4, 5]);
  const { columns, fill } = createMadeColumns();
  fill(BEGIN_MS + 3_000, 1);
  expect(steps[2]?.columns.rackEnergyWh).toEqual(columns.rackEnergyWh);
  expect(steps[2]?.columns.rackCoolantSupplyC).toEqual(columns.rackCoolantSupplyC);
  const meters = steps.map((one) => one.columns.rackEnergyWh[0]);
  expect(new Set(meters).size).toBe(STEPS);
  // Minutes of steps would be too much if each had room for every GPU.
  const rooms = steps.map((one) => one.columns.gpuPowerW.buffer);
  expect(new Set(rooms).size).toBe(1);
  const carried = LAYOUT.scopes.filter((_, bit) => ((steps[0]?.step.carried ?? 0) >> bit) & 1);
  expect(carried).toContain('rack');
  expect(carried).not.toContain('job');
});

it('torn at any byte gives back the steps before the tear', async () => {
  const path = await makeJournal(temporaryRoot(onTestFinished));
  const whole = readFileSync(path);
  const stepBytes = (whole.length - headBytes(whole)) / STEPS;
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length), fc.boolean(), async (at, torn) => {
      // A tear is an end, or a byte that was not written yet.
      const bytes = torn ? whole.subarray(0, at) : Buffer.from(whole);
      if (!torn && at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      writeFileSync(path, bytes);
      const intact = Math.max(0, Math.floor((at - headBytes(whole)) / stepBytes));
      const expected = at < headBytes(whole) ? 0 : intact;
      expect(await readJournal(path, LAYOUT)).toHaveLength(expected);
    }),
    { numRuns: 40 },
  );
});

it('is read by a program with another dictionary: what both know, and nothing else', async () => {
  const without = TIERS.map((tier) => ({
    ...tier,
    columns: tier.columns.filter(({ metric }) => metric !== 'rackPowerW'),
  }));
  const older = layoutSteps(without, PLACES, SITE);
  const folder = temporaryRoot(onTestFinished);
  const path = await makeJournal(folder, older);
  const [first] = await readJournal(path, LAYOUT);
  expect(first?.columns.rackPowerW.every(Number.isNaN)).toBe(true);
  expect(first?.columns.rackGpuPowerW[0]).toBeGreaterThan(0);
});

it('forgets what the database has, but for the step that says where the counters stood', async () => {
  const folder = temporaryRoot(onTestFinished);
  await makeJournal(folder);
  const { journal } = await openJournal({ folder, layout: LAYOUT, widths: WIDTHS });
  await journal.forgetBefore(BEGIN_MS + 4_000);
  await journal.close();
  const left = await readJournal(join(folder, 'journal.bin'), LAYOUT);
  expect(left.map(({ step }) => step.timeMs - BEGIN_MS)).toEqual([4_000, 5_000]);
});

it('stands as it was when it cannot be written anew, and is not written anew for what one minute adds', async () => {
  const folder = temporaryRoot(onTestFinished);
  const path = await makeJournal(folder);
  mkdirSync(`${path}.new`);
  await expect(openJournal({ folder, layout: LAYOUT, widths: WIDTHS })).rejects.toThrow();
  expect(await readJournal(path, LAYOUT)).toHaveLength(STEPS);

  rmdirSync(`${path}.new`);
  const { journal, found } = await openJournal({ folder, layout: LAYOUT, widths: WIDTHS });
  const { ino, size } = statSync(path);
  const last = found.at(-1);
  if (last) journal.add({ ...last.step, timeMs: BEGIN_MS + 6_000 }, last.columns);
  await journal.forgetBefore(BEGIN_MS);
  expect(statSync(path)).toMatchObject({ ino });
  expect(statSync(path).size).toBeGreaterThan(size);
  await journal.forgetBefore(BEGIN_MS + 6_000);
  await journal.close();
  const left = await readJournal(path, LAYOUT);
  expect(left.map(({ step }) => step.timeMs - BEGIN_MS)).toEqual([6_000]);
});

it('says so when a part of it does not go on the disk, and what was kept is there', async () => {
  const folder = temporaryRoot(onTestFinished);
  const path = await makeJournal(folder);
  const { journal, found } = await openJournal({ folder, layout: LAYOUT, widths: WIDTHS });
  const whole = readFileSync(path);
  const stepBytes = (whole.length - headBytes(whole)) / STEPS;
  const last = found.at(-1);
  if (last) journal.add({ ...last.step, timeMs: BEGIN_MS + 6_000 }, last.columns);
  onTestFinished(() => limitFiles('unlimited'));

  // Room for one and a half of the two steps that are left.
  limitFiles(Math.floor(headBytes(whole) + 1.5 * stepBytes));
  await expect(journal.forgetBefore(BEGIN_MS + 5_000)).rejects.toThrow(/EFBIG/);
  expect(readFileSync(path).equals(whole)).toBe(true);
  expect(readdirSync(folder)).toEqual(['journal.bin']);
  // And for half of the one that comes.
  limitFiles(Math.floor(whole.length + 0.5 * stepBytes));
  await expect(journal.sync()).rejects.toThrow(/EFBIG/);
  await journal.close();

  limitFiles('unlimited');
  const { journal: again } = await openJournal({ folder, layout: LAYOUT, widths: WIDTHS });
  if (last) again.add({ ...last.step, timeMs: BEGIN_MS + 7_000 }, last.columns);
  await again.sync();
  await again.close();
  const kept = await readJournal(path, LAYOUT);
  expect(kept.map(({ step }) => (step.timeMs - BEGIN_MS) / 1_000)).toEqual([1, 2, 3, 4, 5, 7]);
});

/** The room of what an open journal found, which nobody holds but perhaps the journal. */
async function openAndLetGo(folder: string): Promise<[Journal, WeakRef<object>]> {
  const { journal, found } = await openJournal({ folder, layout: LAYOUT, widths: WIDTHS });
  const room = found[0]?.columns.gpuPowerW.buffer;
  expect(found.length).toBe(STEPS);
  return [journal, new WeakRef(room ?? {})];
}

it('does not hold on to what it found once that was replayed', async () => {
  const folder = temporaryRoot(onTestFinished);
  await makeJournal(folder);
  const [journal, room] = await openAndLetGo(folder);
  expect(await isLetGo(room)).toBe(true);
  await journal.close();
});

function headBytes(whole: Buffer): number {
  return 8 + whole.readUInt32LE(0);
}

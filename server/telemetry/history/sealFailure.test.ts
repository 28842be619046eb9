// Law of a sealing whose last transaction fails: questions read what they read before, the error says why, and it can be done again.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from './database.ts';
import { periodOf, tableOf } from './period.ts';
import { type SealParts, sealDay } from './seal.ts';
import { BEGIN_MS, PLACES, temporaryRoot } from './testing.ts';
import { planTiers } from './tiers.ts';

it.each(['BEGIN', 'COMMIT'])(
  'at its %s leaves list and table as they were, and is done the next time',
  async (word) => {
    const folder = temporaryRoot(onTestFinished);
    const database = await openDatabase(folder, planTiers(PLACES));
    onTestFinished(database.close);
    const kept = database.kept.find(({ name }) => name === 'siteMinute');
    if (!kept) throw new Error('no minutes of the site');
    const day = periodOf(BEGIN_MS, kept.periodHours);
    await database.ensure([kept], BEGIN_MS);
    await database.writer.run(
      `INSERT INTO "${tableOf(kept.name, day)}" (time, place, coverS) VALUES (make_timestamp_ms(${BEGIN_MS}), 0, 60)`,
    );
    const parts: SealParts = {
      ...{ database, folder, site: 'two-halls' },
      inTurn: async (work) => void (await work()),
      forget: () => undefined,
      drop: () => undefined,
    };

    const { upkeep } = database;
    const run = upkeep.run.bind(upkeep);
    upkeep.run = (sql, ...rest) =>
      sql === word ? Promise.reject(new Error('no room for it')) : run(sql, ...rest);
    await expect(sealDay(parts, kept, day)).rejects.toThrow('no room for it');
    expect([database.openPeriods(kept), database.sealed(kept)]).toEqual([[day], []]);

    upkeep.run = run;
    await sealDay(parts, kept, day);
    expect(database.openPeriods(kept)).toEqual([]);
    const [file] = database.sealed(kept);
    expect(file).toMatchObject({ period: day, rows: 1 });
    expect(existsSync(join(folder, file?.file ?? ''))).toBe(true);
  },
);

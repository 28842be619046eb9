// A month in a store, from one day that was sealed: its files again for the days before it, as far as each tier is kept.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { type Kept, keptOf } from '../telemetry/history/kept.ts';
import { DAY_MS } from '../telemetry/history/period.ts';
import type { Tier } from '../telemetry/history/tiers.ts';

const MONTH_DAYS = 30;

/** Puts `day` (UTC, as 2026-11-23) and its rows into the days before it; returns how many files were made. */
export async function fillMonth(
  folder: string,
  day: string,
  tiers: readonly Tier[],
): Promise<number> {
  const instance = await DuckDBInstance.create(join(folder, 'live.duckdb'), {
    threads: '2',
    memory_limit: '400MB',
  });
  const connection = await instance.connect();
  let files = 0;
  for (const tier of tiers) {
    const { name, keptS } = tier;
    const own = join(folder, 'sealed', name);
    if (!existsSync(own)) continue;
    const periods = readdirSync(own)
      .filter((file) => file.startsWith(day))
      .map((file) => file.replace('.parquet', ''));
    const keptDays = Math.min(MONTH_DAYS, Math.floor((keptS ?? Number.POSITIVE_INFINITY) / 86_400));
    for (let back = 1; back < keptDays; back++) {
      for (const period of periods)
        await copyPeriod(connection, folder, keptOf(tier), period, back);
      files += periods.length;
    }
  }
  await connection.run('INSERT INTO stretch SELECT max(id) + 1, false, $1, $2, $3 FROM stretch', [
    'recorded',
    BigInt(Date.parse(day) - (MONTH_DAYS - 1) * DAY_MS),
    BigInt(Date.parse(day)),
  ]);
  await connection.run('CHECKPOINT');
  connection.closeSync();
  instance.closeSync();
  return files;
}

async function copyPeriod(
  connection: DuckDBConnection,
  folder: string,
  { name: tier, codec }: Kept,
  from: string,
  back: number,
): Promise<void> {
  const [day = ''] = from.split('T');
  const earlierDay = new Date(Date.parse(day) - back * DAY_MS).toISOString().slice(0, 10);
  const period = from.replace(day, earlierDay);
  const file = join('sealed', tier, `${period}.parquet`);
  const earlier = `(time - to_days(${back}))::TIMESTAMP_MS AS time`;
  await connection.run(
    `COPY (SELECT * REPLACE (${earlier}) FROM '${join(folder, 'sealed', tier, `${from}.parquet`)}')
     TO '${join(folder, file)}' (FORMAT parquet, COMPRESSION ${codec}, PARQUET_VERSION V2)`,
  );
  const { size } = statSync(join(folder, file));
  await connection.run(
    `INSERT INTO sealedFile SELECT '${tier}', '${period}', '${file}', count(*), ${size},
       epoch_ms(min(time)), epoch_ms(max(time)) FROM '${join(folder, file)}'`,
  );
}

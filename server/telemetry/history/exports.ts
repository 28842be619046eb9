// What a reader of the sealed files needs beside them: the ids of places, the units of columns, events and jobs.
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { createPlaceIds, type PlaceIds } from '../../contract/id.ts';
import type { PlaceKind, Places } from '../../contract/place.ts';
import { TEMPORARY } from './seal.ts';
import { text } from './tierSql.ts';
import type { Tier } from './tiers.ts';

/** Ancestors that a place is told with, from the whole to the part. */
const ABOVE: readonly PlaceKind[] = ['hall', 'row', 'rack', 'tray'];

/** `columns.parquet` always, `places.parquet` where there is none: places never change. */
export async function writeLegends(
  connection: DuckDBConnection,
  folder: string,
  places: Places,
  tiers: readonly Tier[],
): Promise<void> {
  await copyTo(connection, 'SELECT * FROM tierColumn ORDER BY tier, name', folder, 'columns');
  if (existsSync(join(folder, 'places.parquet'))) return;
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE place (kind VARCHAR, place INTEGER, id VARCHAR, ${ABOVE.map((kind) => `"${kind}" VARCHAR`).join(', ')})`,
  );
  const appender = await connection.createAppender('place');
  const ids = createPlaceIds(places);
  for (const scope of new Set(tiers.map((tier) => tier.scope))) {
    if (scope === 'job') continue;
    for (let place = 0; place < places.count(scope); place++) {
      appender.appendVarchar(scope);
      appender.appendInteger(place);
      appender.appendVarchar(ids.idOf(scope, place));
      for (const kind of ABOVE) {
        const id = idAbove(places, ids, scope, place, kind);
        if (id === undefined) appender.appendNull();
        else appender.appendVarchar(id);
      }
      appender.endRow();
    }
  }
  appender.closeSync();
  await copyTo(connection, 'SELECT * FROM place', folder, 'places');
  await connection.run('DROP TABLE temp.place');
}

function idAbove(
  places: Places,
  ids: PlaceIds,
  scope: PlaceKind,
  place: number,
  kind: PlaceKind,
): string | undefined {
  if (scope !== kind && !places.path(scope, kind)) return undefined;
  const above = scope === kind ? place : places.ancestors(scope, kind)[place];
  return above === undefined ? undefined : ids.idOf(kind, above);
}

/** Events, jobs and stretches as they stand: they are still changed, so their files are written anew. */
export async function writeRecordFiles(
  connection: DuckDBConnection,
  folder: string,
): Promise<void> {
  await copyTo(connection, 'SELECT * FROM event ORDER BY id', folder, 'events');
  await copyTo(connection, 'SELECT * FROM job ORDER BY id', folder, 'jobs');
  await copyTo(connection, 'SELECT * FROM stretch ORDER BY fromMs', folder, 'stretches');
}

async function copyTo(
  connection: DuckDBConnection,
  sql: string,
  folder: string,
  name: string,
): Promise<void> {
  const path = join(folder, `${name}.parquet`);
  await connection.run(
    `COPY (${sql}) TO ${text(path + TEMPORARY)} (FORMAT parquet, COMPRESSION zstd)`,
  );
  await rename(path + TEMPORARY, path);
}

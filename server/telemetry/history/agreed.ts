// The columns of a store agree with its past: a column keeps the type and scale of the day it was first made.
import type { DuckDBConnection } from '@duckdb/node-api';
import { metricOf } from '../../contract/metrics.ts';
import { numbers, texts } from './rows.ts';
import { readColumns } from './sqlRead.ts';
import type { SqlType, Tier, TierColumn } from './tiers.ts';

interface Made {
  readonly type: SqlType;
  readonly scale: number;
}

interface Fresh {
  readonly tier: Tier;
  readonly column: TierColumn;
}

/** The tiers as this store holds them; what is new is noted for ever. */
export async function agreeTiers(
  connection: DuckDBConnection,
  planned: readonly Tier[],
): Promise<readonly Tier[]> {
  const made = await readMade(connection);
  const fresh: Fresh[] = [];
  const agreed = planned.map((tier) => ({
    ...tier,
    columns: tier.columns.map((column) => {
      const before = made.get(`${tier.name}.${column.name}`);
      if (!before) fresh.push({ tier, column });
      return before ? { ...column, ...before } : column;
    }),
  }));
  if (fresh.length > 0) {
    await connection.run(`INSERT INTO tierColumn VALUES ${fresh.map(valuesOf).join(', ')}`);
  }
  return agreed;
}

async function readMade(connection: DuckDBConnection): Promise<Map<string, Made>> {
  const found = await readColumns(connection, 'SELECT tier, name, type, scale FROM tierColumn');
  const [tiers, names, types] = [texts(found, 'tier'), texts(found, 'name'), texts(found, 'type')];
  const scales = numbers(found, 'scale');
  return new Map(
    names.map((name, i) => [
      `${tiers[i]}.${name}`,
      { type: types[i] as SqlType, scale: scales[i] as number },
    ]),
  );
}

/** Names of the dictionary and of tiers hold letters, digits and underscores only. */
function valuesOf({ tier, column }: Fresh): string {
  const { unit, kind } = metricOf(column.metric);
  const { name, metric, says, type, scale } = column;
  const text = [tier.name, name, metric, says, type].map((word) => `'${word}'`).join(', ');
  return `(${text}, ${scale}, '${says === 'knownS' ? 's' : unit}', '${kind}')`;
}

// Rows of an energy answer: figures of places and lines put together under the name by which somebody asked.
import type { LedgerFigures } from '../../contract/ledger.ts';
import { sumOf, UNKNOWN } from '../ledger/figures.ts';
import type { LineEnergy } from './askEnergy.ts';

export interface EnergyRow extends LedgerFigures {
  readonly id: string;
  readonly name?: string;
  readonly tenant?: string;
  /** How many others it stands for that were put together already. */
  readonly others?: number;
}

/** The id under which others are put together. */
const OTHERS = 'others';
/** The id of jobs that were put together when a past was made: nobody kept their numbers; before tenants were, nor them. */
const JOBS_NOT_KEPT = 'jobsNotKept';

/** Figures under one id are added up, unknown ones skipped; ids in the order in which they first came. */
export function addUp(rows: readonly EnergyRow[]): readonly EnergyRow[] {
  const sums = new Map<string, EnergyRow>();
  for (const row of rows) {
    const sum = sums.get(row.id);
    if (sum) Object.assign(sum, sumOf(sum, row));
    else sums.set(row.id, { ...row });
  }
  return [...sums.values()];
}

export function totalOf(rows: readonly LedgerFigures[]): LedgerFigures {
  return rows.reduce(sumOf, UNKNOWN);
}

/** A row a job or tenant, and one a line that is no job. */
export function lineRows(
  lines: readonly LineEnergy[],
  by: 'job' | 'tenant' | 'line',
): readonly EnergyRow[] {
  return addUp(lines.map((line) => ({ ...lineName(line, by), ...figuresOf(line) })));
}

/** The first `most` rows, and one that stands for all others, so that the sum stays. */
export function foldOthers(rows: readonly EnergyRow[], most: number): readonly EnergyRow[] {
  if (rows.length <= most) return rows;
  const each = rows.filter(({ others }) => others === undefined);
  const folded = [...each.slice(most - 1), ...rows.filter(({ others }) => others !== undefined)];
  const count = folded.reduce((sum, { others = 1 }) => sum + others, 0);
  return [...each.slice(0, most - 1), { id: OTHERS, name: `${count} others`, ...totalOf(folded) }];
}

function lineName(
  { line, jobId, jobName, tenant, jobs }: LineEnergy,
  by: 'job' | 'tenant' | 'line',
): Pick<EnergyRow, 'id' | 'name' | 'tenant' | 'others'> {
  if (line !== 'job' || by === 'line') return { id: line };
  if (by === 'tenant' && tenant !== null) return { id: tenant };
  if (jobs === 0) return { id: JOBS_NOT_KEPT };
  if (by === 'tenant') return { id: 'unknown' };
  if (jobId === null) return { id: OTHERS, others: jobs };
  return { id: `J${jobId}`, ...(jobName && { name: jobName }), ...(tenant && { tenant }) };
}

function figuresOf({ rackWh, facilityWh, costEur, co2G }: LedgerFigures): LedgerFigures {
  return { rackWh, facilityWh, costEur, co2G };
}

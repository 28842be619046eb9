// A script of faults: what is to happen at which second after the start.
import type { CduDuty } from './cduDuty.ts';
import type { Twin } from './twin.ts';

export interface ScriptRow {
  /** Seconds after the start. */
  readonly atS: number;
  readonly do: 'stopCdu';
  /** Id of the place. */
  readonly place: string;
}

export interface Script {
  step(second: number): void;
}

export function createScript(twin: Twin, duty: CduDuty, rows: readonly ScriptRow[]): Script {
  const startS = twin.startMs / 1_000;
  let waiting = rows.map((row) => ({ second: startS + row.atS, cdu: cduOf(twin, row.place) }));
  return {
    step(second) {
      if (waiting.length === 0) return;
      for (const row of waiting) if (row.second <= second) duty.stop(row.cdu, row.second);
      waiting = waiting.filter((row) => row.second > second);
    },
  };
}

function cduOf(twin: Twin, id: string): number {
  const place = twin.ids.parse(id);
  if (place?.kind !== 'cdu') throw new Error(`script: ${id} is no CDU of ${twin.site.id}`);
  return place.index;
}

// Which CDU is in trouble: stopped, or on one pump; standing by is no trouble.
import type { MetricId } from '../../../server/contract/metrics.ts';
import { codeOf } from '../../../server/contract/state.ts';

export interface CduTrouble {
  readonly index: number;
  readonly what: 'stopped' | 'onePump';
}

/** Stopped ones first. */
export function cduTroubles(
  count: number,
  read: (metric: MetricId, index: number) => number,
): readonly CduTrouble[] {
  const stopped = codeOf('cdu', 'stopped');
  const onePump = [codeOf('pump', 'a'), codeOf('pump', 'b')];
  const found: CduTrouble[] = [];
  for (let index = 0; index < count; index++) {
    if (read('cduState', index) === stopped) found.push({ index, what: 'stopped' });
    else if (onePump.includes(read('cduPumpState', index))) found.push({ index, what: 'onePump' });
  }
  return found.sort((a, b) => b.what.localeCompare(a.what) || a.index - b.index);
}

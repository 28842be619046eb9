// Columns of a step that was made beside the live stream: the tick with what follows from it, but for alarms and accounts.
import { createPlaces } from '../contract/place.ts';
import type { Site } from '../contract/site.ts';
import type { Tick } from '../contract/tick.ts';
import type { FrameColumns } from './columns.ts';
import { createConclusions } from './conclusions.ts';
import { createFrameStore } from './frame.ts';
import { createRollUps } from './rollUp.ts';

/** The columns are borrowed until the next tick. */
export function createPastColumns(site: Site): (tick: Tick) => FrameColumns {
  const places = createPlaces(site.places);
  const rollUps = createRollUps(places);
  const frames = createFrameStore(places, site.jobSlots, rollUps, undefined);
  const conclude = createConclusions(rollUps, places, site.ratings);
  return (tick) => {
    const columns = frames.take({ ...tick, newest: false });
    conclude(tick.timeMs, columns);
    return columns;
  };
}

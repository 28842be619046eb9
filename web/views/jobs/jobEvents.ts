// Which events belong to a job: those that name it with what caused them, and faults of its GPUs while it held them.
import type { EventRecord } from '../../../server/contract/event.ts';
import type { PlaceIds } from '../../../server/contract/id.ts';
import type { JobView } from '../../../server/contract/job.ts';
import type { Places } from '../../../server/contract/place.ts';

interface Where {
  readonly ids: PlaceIds;
  readonly places: Places;
}

/** `named` is the answer for the job itself, causes included; `around` what happened anywhere lately. Each once. */
export function jobEvents(
  named: readonly EventRecord[],
  around: readonly EventRecord[],
  job: JobView,
  where: Where,
): readonly EventRecord[] {
  const ranges = job.gpus.map(([first, last]) => [
    where.ids.parse(first)?.index ?? Number.NaN,
    where.ids.parse(last)?.index ?? Number.NaN,
  ]);
  const own = around.filter((event) => {
    if (event.text.params.job === job.id) return true;
    if (event.kind !== 'xid' && event.kind !== 'fault') return false;
    if (job.startMs === null || event.timeMs < job.startMs) return false;
    if (job.endMs !== null && event.timeMs > job.endMs) return false;
    const [from, to] = gpusOf(event.place, where);
    return ranges.some(([first = 0, last = 0]) => from <= last && to > first);
  });
  // A checkpoint is none of its troubles.
  const all = [...own, ...named].filter(({ code }) => code !== 'job.checkpoint');
  return [...new Map(all.map((event) => [event.id, event])).values()];
}

/** GPUs of a GPU, a tray or a rack; none of any other place. */
function gpusOf(id: string | null, { ids, places }: Where): readonly [from: number, to: number] {
  const place = id === null ? undefined : ids.parse(id);
  if (place?.kind === 'gpu') return [place.index, place.index + 1];
  if (place?.kind !== 'tray' && place?.kind !== 'rack') return [Number.NaN, Number.NaN];
  const { from, to } = places.within('gpu', place.kind, place.index);
  return [from, to];
}

// A job's faults are those that name it, their causes wherever they were, those of its GPUs while it held them, and no others.
import { expect, test } from 'vitest';
import type { EventRecord } from '../../../server/contract/event.ts';
import { createPlaceIds } from '../../../server/contract/id.ts';
import type { JobView } from '../../../server/contract/job.ts';
import { createPlaces } from '../../../server/contract/place.ts';
import { jobEvents } from './jobEvents.ts';

const places = createPlaces([
  { kind: 'site', count: 1, parents: [] },
  { kind: 'hall', count: 1, parents: ['site'] },
  { kind: 'row', count: 1, parents: ['hall'] },
  { kind: 'rack', count: 2, parents: ['row'] },
  { kind: 'tray', count: 36, parents: ['rack'] },
  { kind: 'gpu', count: 144, parents: ['tray'] },
]);
const where = { places, ids: createPlaceIds(places) };
const job = {
  id: 'J7',
  startMs: 100,
  endMs: 900,
  gpus: [['R1-T02-G1', 'R1-T03-G4']],
} as unknown as JobView;

function event(
  id: number,
  timeMs: number,
  place: string | null,
  kind: string,
  named = '',
): EventRecord {
  return { id, timeMs, place, kind, text: { key: 'xid', params: { job: named } } } as never;
}

test('events of a job', () => {
  const events = [
    event(1, 500, null, 'job', 'J7'),
    event(2, 500, null, 'job', 'J8'),
    event(3, 500, 'R1-T02-G1', 'xid'),
    event(4, 500, 'R1-T01-G4', 'xid'),
    event(5, 50, 'R1-T02-G1', 'xid'),
    event(6, 950, 'R1-T02-G1', 'xid'),
    event(7, 500, 'R1-T03', 'fault'),
    event(8, 500, 'R1', 'fault'),
    event(9, 500, 'R2', 'fault'),
    event(10, 500, 'R1-T02-G1', 'alarm'),
  ];
  expect(jobEvents([], events, job, where).map(({ id }) => id)).toEqual([1, 3, 7, 8]);
  // A tray that was replaced by a spare is the job's no more: the server names it as the cause.
  // Its checkpoints name it too, hundreds of them.
  const checkpoint = { ...event(12, 500, null, 'job', 'J7'), code: 'job.checkpoint' };
  const restarted = event(1, 500, null, 'job', 'J7');
  const named = [restarted, event(11, 499, 'R2-T01', 'fault'), checkpoint];
  expect(jobEvents(named, events, job, where).map(({ id }) => id)).toEqual([1, 3, 7, 8, 11]);
});

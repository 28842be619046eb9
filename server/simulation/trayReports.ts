// Tells of trays that go out of service and come back: one event for each tray, or for the many of a rack or a hall.
import type { PlaceKind } from '../contract/place.ts';
import { report, type Twin } from './twin.ts';

export interface OutReport {
  /** Word of the cause, as the page knows it. */
  readonly cause: string;
  /** Reference of the event that told of it. */
  readonly event?: number | undefined;
  /** Before the first second: nobody is told, and no job runs yet. */
  readonly before?: true;
}

/** Trays that one event speaks of. */
interface Group {
  readonly kind: PlaceKind;
  readonly index: number;
  count: number;
}

/** Returns the reference of the first event. */
export function reportOut(
  twin: Twin,
  trays: readonly number[],
  second: number,
  { cause, event }: OutReport,
): number | undefined {
  const about = { kind: 'fault', severity: 'warning', cause: event } as const;
  const refs = groupsOf(twin, trays).map(({ kind, index, count }) => {
    const place = twin.ids.idOf(kind, index);
    return kind === 'tray'
      ? report(twin, second, {
          ...about,
          place: [kind, index],
          key: 'tray.out',
          params: { tray: place, cause },
        })
      : report(twin, second, {
          ...about,
          place: [kind, index],
          key: 'trays.out',
          params: { place, trays: count, cause },
        });
  });
  return refs[0];
}

export function reportBack(twin: Twin, trays: readonly number[], second: number): void {
  const about = { kind: 'fault', severity: 'info' } as const;
  for (const { kind, index, count } of groupsOf(twin, trays)) {
    const place = twin.ids.idOf(kind, index);
    if (kind === 'tray') {
      report(twin, second, {
        ...about,
        place: [kind, index],
        key: 'tray.back',
        params: { tray: place },
      });
    } else {
      report(twin, second, {
        ...about,
        place: [kind, index],
        key: 'trays.back',
        params: { place, trays: count },
      });
    }
  }
}

/** A hall when more than a rack's worth of its trays is concerned, a rack when several of its trays are, otherwise the tray. */
function groupsOf(twin: Twin, trays: readonly number[]): Group[] {
  const hallOf = twin.places.ancestors('tray', 'hall');
  const racksOf = new Map<number, Map<number, number[]>>();
  for (const tray of trays) {
    const hall = hallOf[tray] as number;
    const racks = racksOf.get(hall) ?? new Map<number, number[]>();
    racksOf.set(hall, racks);
    const rack = Math.floor(tray / twin.traysPerRack);
    racks.set(rack, [...(racks.get(rack) ?? []), tray]);
  }
  return [...racksOf].flatMap(([hall, racks]): Group[] => {
    const count = [...racks.values()].reduce((sum, held) => sum + held.length, 0);
    if (count > twin.traysPerRack) return [{ kind: 'hall', index: hall, count }];
    return [...racks].map(([rack, held]) =>
      held.length > 1
        ? { kind: 'rack', index: rack, count: held.length }
        : { kind: 'tray', index: held[0] as number, count: 1 },
    );
  });
}

// Parts of carrying out a command: what its ids name, what it refuses, and what the event log is told of it.
import type { CommandName, CommandOf, CommandRefusal } from '../contract/command.ts';
import type { EventKey, EventParams } from '../contract/eventText.ts';
import type { PlaceRef } from '../contract/id.ts';
import type { PlaceKind } from '../contract/place.ts';
import type { Actions } from './actions.ts';
import { refused } from './refused.ts';
import type { Twin } from './twin.ts';

export interface Context {
  readonly twin: Twin;
  readonly actions: Actions;
}

/** Carries out one command, or refuses it. */
export type Carry<N extends CommandName> = (
  context: Context,
  command: CommandOf<N>,
  second: number,
) => CommandRefusal | Told;

export type CommandKey = Extract<EventKey, `command.${string}`>;

/** A command that was carried out, as its event says it; who asked is added by the caller. */
export interface Told {
  readonly place: PlaceRef | null;
  readonly key: CommandKey;
  readonly params: Readonly<Record<string, string | number>>;
}

export function told<K extends CommandKey>(
  key: K,
  place: PlaceRef | null,
  params: Omit<EventParams<K>, 'by'>,
): Told {
  return { key, place, params };
}

export function isRefusal<T extends object>(
  outcome: T | CommandRefusal,
): outcome is CommandRefusal {
  return 'accepted' in outcome && outcome.accepted === false;
}

/** The place of an id, if a command takes places of its kind. */
export function placeOf<K extends PlaceKind>(
  { ids, site }: Twin,
  id: string,
  kinds: readonly K[],
): CommandRefusal | { readonly kind: K; readonly index: number } {
  const place = ids.parse(id);
  if (!place) return refused('unknown', `${site.id} has no place called "${id}"`, 'place');
  const kind = kinds.find((one) => one === place.kind);
  if (kind) return { kind, index: place.index };
  const wanted = kinds.length > 1 ? `one of ${kinds.join(', ')}` : `a ${kinds[0]}`;
  return refused('range', `place must be ${wanted}; ${id} is a ${place.kind}`, 'place');
}

/** The number in a job's id, J and a number. */
export function jobNumber(id: string): number {
  return Number(id.slice(1));
}

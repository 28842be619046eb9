// The chosen place of the map in the page's address, `?cell=R002-T01-G1`: read when it changes, written when it rests.
import { effect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { siteInfo } from '../live.ts';
import { query, setQuery } from '../route.ts';
import { chosen } from './floorState.ts';
import type { FloorPlace } from './hit.ts';

/** A key that is held moves thirty times a second; browsers refuse an address that changes so often. */
const REST_MS = 300;
const KINDS: readonly string[] = [
  'gpu',
  'rack',
  'cdu',
  'networkRack',
  'hall',
] satisfies FloorPlace['kind'][];

const asked = query('cell');

export function useKeptChoice(): void {
  useEffect(() => {
    const unread = effect(() => {
      const place = siteInfo.value?.ids.parse(asked.value ?? '');
      if (place && KINDS.includes(place.kind) && asked.value !== idOfChosen()) {
        chosen.value = { kind: place.kind as FloorPlace['kind'], index: place.index };
      }
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unfollow = chosen.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(keepChoice, REST_MS);
    });
    return () => {
      clearTimeout(timer);
      unfollow();
      unread();
    };
  }, []);
}

/** At once, so that Back from a place's page finds the choice. */
export function keepChoice(): void {
  if (idOfChosen() !== asked.peek()) setQuery('cell', idOfChosen());
}

function idOfChosen(): string | undefined {
  const place = chosen.peek();
  return place && siteInfo.peek()?.ids.idOf(place.kind, place.index);
}

// Whether an event happened in a place: at it, in a part of it, or in what stands in it.
import type { SiteContext } from '../../live.ts';

type Known = Pick<SiteContext, 'ids' | 'places'>;

/** undefined when the site has no such place: then nothing can be said. */
export function withinPlace(
  wanted: string,
  { ids, places }: Known,
): ((place: string | null) => boolean) | undefined {
  const asked = ids.parse(wanted);
  if (!asked) return undefined;
  const id = ids.idOf(asked.kind, asked.index);
  return (place) => {
    if (place === null) return asked.kind === 'site';
    if (place === id || place.startsWith(`${id}-`) || asked.kind === 'site') return true;
    const own = ids.parse(place);
    if (!own || own.kind === asked.kind || !places.path(own.kind, asked.kind)) return false;
    return places.ancestors(own.kind, asked.kind)[own.index] === asked.index;
  };
}

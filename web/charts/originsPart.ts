// The code that names what was modelled: it comes when a chart first shows something of the kind, for all of them.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Series } from '../time/seriesTypes.ts';

type OriginsPart = typeof import('./origins.ts');

const part = signal<OriginsPart | undefined>(undefined);
let asked = false;

/** undefined until it is there. */
export const originsPart: ReadonlySignal<OriginsPart | undefined> = part;

/** Asks for it once; one that does not come is asked for again with the next look. */
export function wantOrigins({ stretches }: Pick<Series, 'stretches'>): void {
  if (asked || stretches.every(({ origin }) => origin === 'recorded')) return;
  asked = true;
  import('./origins.ts').then(
    (loaded) => {
      part.value = loaded;
    },
    () => {
      asked = false;
    },
  );
}

// The code that names what was modelled or is being made: it comes when a chart first shows such, for all of them.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Series } from '../time/seriesTypes.ts';

type OriginsPart = typeof import('./origins.ts');

const part = signal<OriginsPart | undefined>(undefined);
let asked = false;

/** undefined until it is there. */
export const originsPart: ReadonlySignal<OriginsPart | undefined> = part;

/** Asks for it once; one that does not come is asked for again with the next look. */
export function wantOrigins({ stretches, making }: Pick<Series, 'stretches' | 'making'>): void {
  if (asked || (!making && stretches.every(({ origin }) => origin === 'recorded'))) return;
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

// The one dialog that may stand over the page: help, search, a range, a table; its code comes when it is first opened.
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';

/** What is open; undefined most of the time. */
export const layer = signal<ComponentType | undefined>(undefined);

/** Opens a dialog whose code is loaded now; one that cannot be loaded stays away. */
export function openLayer(load: () => Promise<ComponentType>): void {
  load().then(
    (dialog) => {
      layer.value = dialog;
    },
    () => undefined,
  );
}

export function closeLayer(): void {
  layer.value = undefined;
}

export function Layer() {
  const Open = layer.value;
  return Open ? <Open /> : null;
}

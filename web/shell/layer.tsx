// The one dialog that may stand over the page: help, search, a range, a table; its code comes when it is first opened.
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';

/** What is open; undefined most of the time. */
export const layer = signal<ComponentType | undefined>(undefined);

/** A part of the page could not be loaded: the server is away, or has a newer page. */
export const partMissing = signal(false);

/** Code that comes when it is first wanted; undefined, and said above the view, when it does not come. */
export async function loadPart<T>(load: () => Promise<T>): Promise<T | undefined> {
  try {
    const part = await load();
    partMissing.value = false;
    return part;
  } catch {
    partMissing.value = true;
    return undefined;
  }
}

/** Letters pressed while a dialog's code is on its way; undefined when none is. */
let ahead: string | undefined;

/** Opens a dialog whose code is loaded now; one that cannot be loaded stays away. */
export function openLayer(load: () => Promise<ComponentType>): void {
  ahead = '';
  void loadPart(load).then((dialog) => {
    if (dialog) layer.value = dialog;
    else ahead = undefined;
  });
}

export function closeLayer(): void {
  layer.value = undefined;
  ahead = undefined;
}

/** Keeps a letter for the dialog that is on its way, until it takes them; false when none is, or it stands and closes. */
export function keepTyped(key: string): boolean {
  if (ahead === undefined) return false;
  if (key.length > 1) return layer.peek() === undefined;
  ahead += key;
  return true;
}

/** What was typed before the dialog stood, once. */
export function takeTyped(): string {
  const typed = ahead ?? '';
  ahead = undefined;
  return typed;
}

export function Layer() {
  const Open = layer.value;
  return Open ? <Open /> : null;
}

// Listeners: those who want to be called, in the order in which they came.

export interface Listeners<T> {
  readonly count: number;
  /** Returns its undo. */
  add(listener: (value: T) => void): () => void;
  call(value: T): void;
}

export function createListeners<T>(): Listeners<T> {
  const all = new Set<(value: T) => void>();
  return {
    get count() {
      return all.size;
    },
    add(listener) {
      all.add(listener);
      return () => all.delete(listener);
    },
    call(value) {
      for (const listener of all) listener(value);
    },
  };
}

// The store that cannot answer just now: shut while the disk is full or a write has failed, closed, or its thread lost.

/** Not a fault of the question: put again later it may be answered. */
export class StoreSilent extends Error {
  override readonly name = 'StoreSilent';

  constructor(reason: string) {
    super(`the store of history does not answer just now: ${reason}`);
  }
}

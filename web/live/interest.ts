// Which topics the page wants now: counted by use, sent as one list when the list has changed.

export interface Interest {
  /** Wants a topic until the returned undo is called. */
  want(topic: string): () => void;
  topics(): readonly string[];
  has(topic: string): boolean;
}

/** `changed` is called once for all changes of one turn; `dropped` for each topic nobody wants any more. */
export function createInterest(changed: () => void, dropped: (topic: string) => void): Interest {
  const uses = new Map<string, number>();
  let announced = '';
  let pending = false;

  function settle(): void {
    pending = false;
    const now = topics().join(' ');
    if (now === announced) return;
    for (const topic of announced.split(' ')) if (topic && !uses.has(topic)) dropped(topic);
    announced = now;
    changed();
  }

  function soon(): void {
    if (pending) return;
    pending = true;
    queueMicrotask(settle);
  }

  function want(topic: string): () => void {
    uses.set(topic, (uses.get(topic) ?? 0) + 1);
    soon();
    let wanted = true;
    return () => {
      if (!wanted) return;
      wanted = false;
      const left = (uses.get(topic) ?? 1) - 1;
      if (left > 0) uses.set(topic, left);
      else uses.delete(topic);
      soon();
    };
  }

  const topics = (): readonly string[] => [...uses.keys()].sort();

  return { want, topics, has: (topic) => uses.has(topic) };
}

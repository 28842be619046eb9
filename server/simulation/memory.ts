// Memory of the twin: every part names what it must remember, so that the whole can be saved and restored exactly.

/** Plain data: numbers, strings, booleans, null, typed arrays, arrays, Maps, Sets and records of these. */
export type Plain =
  | number
  | string
  | boolean
  | null
  | undefined
  | ArrayBufferView
  | readonly Plain[]
  | ReadonlyMap<Plain, Plain>
  | ReadonlySet<Plain>
  | { readonly [key: string]: Plain };

interface Part {
  save(): Plain;
  restore(saved: Plain): void;
}

export interface Memory {
  /** For state that is plain data, its keys always the same: copied on save, written back in place. Each label once. */
  keep(label: string, state: object): void;
  /** For anything else. */
  keepAs<S>(label: string, part: { save(): S; restore(saved: S): void }): void;
  save(): Readonly<Record<string, Plain>>;
  /** Throws when the saved parts are not those of this twin. */
  restore(saved: Readonly<Record<string, Plain>>): void;
}

export function createMemory(): Memory {
  const parts = new Map<string, Part>();
  function add(label: string, part: Part): void {
    if (parts.has(label)) throw new Error(`memory: "${label}" is kept twice`);
    parts.set(label, part);
  }
  return {
    keep(label, state) {
      add(label, {
        save: () => structuredClone(state) as Plain,
        restore: (saved) => writeBack(state as Bag, saved as Bag, label),
      });
    },
    keepAs: (label, part) => add(label, part as unknown as Part),
    save: () => Object.fromEntries([...parts].map(([label, part]) => [label, part.save()])),
    restore(saved) {
      const wanted = [...parts.keys()].sort().join();
      const given = Object.keys(saved).sort().join();
      if (wanted !== given) throw new Error(`memory: saved parts ${given} are not ${wanted}`);
      for (const [label, part] of parts) part.restore(saved[label]);
    },
  };
}

type Bag = Record<string, unknown>;

/** Typed arrays are filled in place, since others hold them; everything else is replaced by a copy. */
function writeBack(state: Bag, saved: Bag, label: string): void {
  const wanted = Object.keys(state).sort().join();
  const given = Object.keys(saved).sort().join();
  if (wanted !== given) throw new Error(`memory: ${label} was saved with ${given}, not ${wanted}`);
  for (const key of Object.keys(saved)) {
    const value = saved[key];
    const own = state[key];
    if (ArrayBuffer.isView(own) && ArrayBuffer.isView(value)) {
      const target = own as Float64Array;
      const from = value as Float64Array;
      if (target.length !== from.length) {
        throw new Error(`memory: ${label}.${key} has ${from.length} values, not ${target.length}`);
      }
      target.set(from);
    } else {
      state[key] = structuredClone(value);
    }
  }
}

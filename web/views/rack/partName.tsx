// The name of a tray, switch tray or shelf in the elevation: a press opens its figures, a second one closes them.
import { useEffect, useRef } from 'preact/hooks';
import type { SiteContext } from '../../live.ts';
import { choosePart, isChosen, type RackPart } from './part.ts';

interface PartNameProps {
  readonly info: SiteContext;
  readonly kind: RackPart['kind'];
  readonly index: number;
  /** Shown instead of the last part of the id. */
  readonly text?: string;
  /** For who points at it. */
  readonly title?: string;
}

export function PartName({ info, kind, index, text, title }: PartNameProps) {
  const id = info.ids.idOf(kind, index);
  const chosen = isChosen(kind, index);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (chosen) button.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <button
      ref={button}
      type="button"
      class="partName"
      aria-pressed={chosen}
      aria-label={id}
      title={title}
      onClick={() => choosePart(kind, chosen ? undefined : id)}
    >
      {text ?? id.split('-').at(-1)}
    </button>
  );
}

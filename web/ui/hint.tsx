// A sentence about something, for who points at it, comes to it by Tab, or taps it; Escape sends it away.
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

interface HintProps {
  readonly text: string;
  readonly class?: string;
  /** Spoken in place of the words shown, where those are an abbreviation: it holds them, and all of the sentence. */
  readonly name?: string;
  readonly children: ComponentChildren;
}

export function Hint({ text, class: look = 'hint', name, children }: HintProps) {
  const id = useId();
  const shown = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  const bubble = useRef<HTMLSpanElement>(null);
  const show = (yes: boolean) => () => {
    shown.value = yes;
  };
  useLayoutEffect(() => {
    if (!shown.value) return;
    // In the browser's own top layer: no ancestor clips it.
    bubble.current?.showPopover();
    placeBeside(bubble.current, button.current);
  }, [shown.value]);
  return (
    <>
      <button
        ref={button}
        type="button"
        class={look}
        {...(name === undefined ? { 'aria-describedby': id } : { 'aria-label': name })}
        onPointerEnter={show(true)}
        onPointerLeave={show(false)}
        onFocus={show(true)}
        onBlur={show(false)}
        onClick={show(true)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !shown.peek()) return;
          event.stopPropagation();
          shown.value = false;
        }}
      >
        {children}
      </button>
      {shown.value ? (
        <span ref={bubble} class="bubble" popover="manual" aria-hidden="true">
          {text}
        </span>
      ) : null}
      {name === undefined ? (
        <span id={id} class="unseen">
          {text}
        </span>
      ) : null}
    </>
  );
}

const GAP_PX = 6;

/** Under the thing, or above it where there is more room; always inside the window. */
export function placeBeside(card: HTMLElement | null, thing: HTMLElement | null): void {
  if (!card || !thing) return;
  const at = thing.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = card;
  const below = at.bottom + GAP_PX;
  const top = below + height <= innerHeight ? below : Math.max(GAP_PX, at.top - GAP_PX - height);
  const left = Math.min(Math.max(GAP_PX, at.left), innerWidth - width - GAP_PX);
  card.style.top = `${top}px`;
  card.style.left = `${left}px`;
}

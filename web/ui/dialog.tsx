// A dialog over the page: keeps the focus, closes by Escape, its button or a click beside it.
import './dialog.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { say } from '../i18n.ts';
import { closeLayer, takeTyped } from '../shell/layer.tsx';

interface DialogProps {
  readonly title: string;
  readonly note?: string;
  /** For tables. */
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}

const CLOSE = { en: 'Close', fr: 'Fermer' };

export function Dialog({ title, note, wide = false, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const pressed = useRef<EventTarget | null>(null);
  const id = useId();
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    // Where one types comes before the button that closes.
    element?.querySelector<HTMLElement>('input, [data-first]')?.focus();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  // A dialog that wanted the letters has taken them by now.
  useEffect(() => void takeTyped(), []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it by the browser's own rule
    <dialog
      ref={dialog}
      class={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        closeLayer();
      }}
      onPointerDown={(event) => {
        pressed.current = event.target;
      }}
      onClick={(event) => {
        // Text that is marked from inside to outside is no wish to leave.
        const beside = event.target === dialog.current && pressed.current === dialog.current;
        if (beside) closeLayer();
      }}
    >
      <div class="dialogBody">
        <header class="dialogHead">
          <h2 id={id}>{title}</h2>
          {note ? <span class="panelNote">{note}</span> : null}
          <button type="button" class="chip square" aria-label={say(CLOSE)} onClick={closeLayer}>
            ×
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}

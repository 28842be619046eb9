// The button of a panel's menu; the menu's code is loaded when the first one is opened.
import { signal, useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useRef } from 'preact/hooks';
import { t } from '../i18n.ts';
import { loadPart } from '../shell/layer.tsx';
import type { ExportsGiven, PanelExports } from './exportTable.ts';
import type { PanelMenuProps } from './panelMenu.tsx';

const Menu = signal<ComponentType<PanelMenuProps> | undefined>(undefined);

interface MenuButtonProps {
  readonly title: string;
  readonly exports: ExportsGiven;
}

export function MenuButton({ title, exports }: MenuButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const open = useSignal(false);
  const ready = useSignal<PanelExports | undefined>(undefined);
  const Loaded = Menu.value;

  async function toggle(): Promise<void> {
    open.value = !open.peek();
    if (!open.peek()) return;
    const loaded = await loadPart(() =>
      Promise.all([import('./panelMenu.tsx'), typeof exports === 'function' ? exports() : exports]),
    );
    if (!loaded) {
      open.value = false;
      return;
    }
    Menu.value = loaded[0].PanelMenu;
    ready.value = loaded[1];
  }

  function close(): void {
    open.value = false;
    button.current?.focus();
  }

  return (
    <div class="menuRoom">
      <button
        ref={button}
        type="button"
        class="menuButton"
        aria-haspopup="menu"
        aria-expanded={open.value}
        aria-label={t('panelMenu', { panel: title })}
        onClick={() => void toggle()}
      >
        <svg viewBox="0 0 16 4" width="14" height="4" aria-hidden="true">
          <path d="M2 0a2 2 0 1 1 0 4a2 2 0 1 1 0-4m6 0a2 2 0 1 1 0 4a2 2 0 1 1 0-4m6 0a2 2 0 1 1 0 4a2 2 0 1 1 0-4" />
        </svg>
      </button>
      {open.value && Loaded && ready.value ? (
        <Loaded title={title} exports={ready.value} close={close} />
      ) : null}
    </div>
  );
}

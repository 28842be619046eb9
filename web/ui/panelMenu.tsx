// The menu of a panel: save its numbers or its picture, see them as a table, copy the address.
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n.ts';
import { layer } from '../shell/layer.tsx';
import { csvText, type PanelExports } from './exportTable.ts';
import { fileName, headingOf, saveFile } from './saveFile.ts';
import { savePicture } from './savePicture.ts';
import { TableTwin } from './tableTwin.tsx';

export interface PanelMenuProps {
  readonly title: string;
  readonly exports: PanelExports;
  readonly close: () => void;
}

export function PanelMenu({ title, exports, close }: PanelMenuProps) {
  const list = useRef<HTMLDivElement>(null);
  const items = [
    {
      name: t('menuTable'),
      act: () => {
        layer.value = () => <TableTwin title={title} exports={exports} />;
      },
    },
    {
      name: t('menuCsv'),
      act: () =>
        saveFile(
          `${fileName(title, exports)}.csv`,
          'text/csv',
          csvText(exports.table(), headingOf(title, exports)),
        ),
    },
    { name: t('menuPng'), act: () => savePicture(title, exports) },
    { name: t('menuLink'), act: () => void copyLink() },
  ];

  useEffect(() => {
    list.current?.querySelector('button')?.focus();
    const away = (event: Event): void => {
      if (!list.current?.parentElement?.contains(event.target as Node)) close();
    };
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, [close]);

  function key(event: KeyboardEvent): void {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) buttons.at((at + step) % buttons.length)?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      class="menu"
      role="menu"
      ref={list}
      onKeyDown={key}
      aria-label={t('panelMenu', { panel: title })}
    >
      {items.map(({ name, act }) => (
        <button
          key={name}
          type="button"
          role="menuitem"
          onClick={() => {
            close();
            act();
          }}
        >
          {name}
        </button>
      ))}
    </div>
  );
}

async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
  } catch {
    // Over plain HTTP a browser may forbid it; the address bar has the same text.
  }
}

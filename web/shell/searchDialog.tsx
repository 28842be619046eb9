// Finds a rack, a GPU, a piece of plant or a job by its id or name, and goes there.
import { useSignal } from '@preact/signals';
import { useId, useLayoutEffect } from 'preact/hooks';
import { formatNumber } from '../format.ts';
import { SHELL_DIALOG_TEXTS as TEXTS } from '../i18n/shellDialogs.ts';
import { say } from '../i18n.ts';
import { siteInfo, useJobs } from '../live.ts';
import { navigate } from '../route.ts';
import { Dialog } from '../ui/dialog.tsx';
import { closeLayer, takeTyped } from './layer.tsx';
import { type Found, findAll } from './search.ts';

export function SearchDialog() {
  const words = useSignal('');
  const at = useSignal(0);
  const list = useId();
  const jobs = useJobs().value;
  const context = siteInfo.value;
  const found = context ? findAll(words.value, context, jobs) : [];
  const chosen = Math.min(at.value, found.length - 1);

  useLayoutEffect(() => {
    words.value = takeTyped();
  }, [words]);

  function go(one: Found | undefined): void {
    if (!one) return;
    closeLayer();
    navigate(one.path);
  }

  function key(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) at.value = Math.max(0, Math.min(found.length - 1, chosen + step));
    else if (event.key === 'Enter') go(found[chosen]);
    else return;
    event.preventDefault();
  }

  return (
    <Dialog title={say(TEXTS.searchTitle)}>
      <input
        class="searchField"
        type="text"
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={list}
        aria-activedescendant={found[chosen] ? `${list}-${chosen}` : undefined}
        aria-label={say(TEXTS.searchLabel)}
        placeholder={say(TEXTS.searchLabel)}
        autocomplete="off"
        spellcheck={false}
        value={words}
        onInput={(event) => {
          words.value = event.currentTarget.value;
          at.value = 0;
        }}
        onKeyDown={key}
      />
      <div class="found" id={list} role="listbox" aria-label={say(TEXTS.searchTitle)}>
        {found.map((one, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and its keys choose
          <div
            key={one.name + one.path}
            id={`${list}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === chosen}
            onClick={() => go(one)}
          >
            <strong>{one.name}</strong>
            <span class="muted">{one.where}</span>
          </div>
        ))}
      </div>
      <p class="muted" role="status">
        {words.value.trim() === ''
          ? say(TEXTS.searchHint)
          : found.length === 0
            ? say(TEXTS.searchNothing, { words: words.value })
            : say(TEXTS.searchFound, { count: formatNumber(found.length) })}
      </p>
    </Dialog>
  );
}

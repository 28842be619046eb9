// A view whose code is loaded when it is first shown, so that the first page stays small.
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { t } from '../i18n.ts';

interface PlaceViewProps {
  readonly id: string;
}

export function lazyView(
  load: () => Promise<ComponentType<PlaceViewProps>>,
): ComponentType<PlaceViewProps> {
  const loaded = signal<{ readonly view: ComponentType<PlaceViewProps> } | 'failed' | undefined>(
    undefined,
  );
  let asked = false;

  function ask(): void {
    asked = true;
    load().then(
      (view) => {
        loaded.value = { view };
      },
      () => {
        loaded.value = 'failed';
      },
    );
  }

  return function LazyView(props) {
    if (!asked) ask();
    const state = loaded.value;
    if (state === undefined) return <p class="empty">{t('loading')}</p>;
    // The server has a newer page than this one, or none.
    if (state === 'failed') return <p class="empty">{t('viewMissing')}</p>;
    return <state.view {...props} />;
  };
}

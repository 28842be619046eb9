// A view whose code is loaded when it is first shown, so that the first page stays small.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { t } from '../i18n.ts';
import type { ViewProps, ViewRow } from '../views/list.ts';

type Loading = { readonly view: ComponentType<ViewProps> } | 'failed' | undefined;

const asked = new Map<string, ReadonlySignal<Loading>>();

/** Begins to load a view, once; what comes of it. */
function loadView(row: ViewRow): ReadonlySignal<Loading> {
  const known = asked.get(row.key);
  if (known) return known;
  const loading = signal<Loading>(undefined);
  asked.set(row.key, loading);
  row.load().then(
    (view) => {
      loading.value = { view };
    },
    () => {
      loading.value = 'failed';
    },
  );
  return loading;
}

interface LazyViewProps extends ViewProps {
  readonly row: ViewRow;
}

export function LazyView({ row, id }: LazyViewProps) {
  const state = loadView(row).value;
  if (state === undefined) return <p class="empty">{t('loading')}</p>;
  // The server has a newer page than this one, or none.
  if (state === 'failed') return <p class="empty">{t('viewMissing')}</p>;
  return <state.view id={id} />;
}

// The frame around every view: header, navigation, the state of the connection, and the view of the address.
import './shell.css';
import { useEffect, useRef } from 'preact/hooks';
import { say, t } from '../i18n.ts';
import { connection, useTable } from '../live.ts';
import { query, type Route, route } from '../route.ts';
import { litEntry, VIEWS, type ViewRow, viewOf } from '../views/list.ts';
import { NotFound } from '../views/notFound.tsx';
import { Banner } from './banner.tsx';
import { Header } from './header.tsx';
import { useKeys } from './keys.ts';
import { Layer } from './layer.tsx';
import { LazyView } from './lazyView.tsx';

const kiosk = query('kiosk');

export function Shell() {
  // Kept on every page: it carries the site's clock, so that its age is always known.
  useTable('site');
  const shown = route.value;
  const row = viewOf(shown.view);
  const content = useRef<HTMLElement>(null);
  const wall = kiosk.value !== undefined;
  useEffect(() => {
    document.title = `${nameOf(row, shown)} · Carnot`;
  });
  useKeys();
  useNewViewFocus(shown, content);
  return (
    <div class={`shell is-${connection.value}${wall ? ' kiosk' : ''}`}>
      <a class="skip" href="#content">
        {t('skipToContent')}
      </a>
      <Header />
      <Nav lit={litEntry(shown.view)} />
      <main class="content" id="content" tabIndex={-1} ref={content}>
        <Banner />
        <div class="view">
          {row ? (
            <LazyView key={row.key} row={row} id={shown.id} />
          ) : (
            <NotFound text={t('notFoundText', { path: shown.path })} />
          )}
        </div>
      </main>
      <Layer />
    </div>
  );
}

function Nav({ lit }: { readonly lit: string | undefined }) {
  return (
    <nav class="nav" aria-label={t('views')}>
      {VIEWS.map(({ key, path, nav }) =>
        nav ? (
          <a key={key} href={path} aria-current={key === lit ? 'page' : undefined}>
            {say(nav.name)}
          </a>
        ) : null,
      )}
    </nav>
  );
}

function nameOf(row: ViewRow | undefined, { id }: Route): string {
  if (!row) return t('notFoundTitle');
  return id || (row.nav ? say(row.nav.name) : row.key);
}

/** A keyboard goes on reading where the new view begins; the first view of a visit leaves focus alone. */
function useNewViewFocus(shown: Route, content: { readonly current: HTMLElement | null }): void {
  const view = `${shown.view}/${shown.id}`;
  const last = useRef(view);
  useEffect(() => {
    if (last.current === view) return;
    last.current = view;
    content.current?.scrollTo(0, 0);
    content.current?.focus({ preventScroll: true });
  }, [view, content]);
}

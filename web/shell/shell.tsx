// The frame around every view: header, navigation, the state of the connection, and the view of the address.
import './shell.css';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n.ts';
import { connection, useTable } from '../live.ts';
import { type Route, route } from '../route.ts';
import { NotFound } from '../views/notFound.tsx';
import { Overview } from '../views/overview/overview.tsx';
import { Banner } from './banner.tsx';
import { Header } from './header.tsx';
import { lazyView } from './lazyView.tsx';

const RackView = lazyView(() => import('../views/rack/rackView.tsx').then((part) => part.RackView));
const GpuView = lazyView(() => import('../views/gpu/gpuView.tsx').then((part) => part.GpuView));

export function Shell() {
  // Kept on every page: it carries the site's clock, so that its age is always known.
  useTable('site');
  const shown = route.value;
  const content = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = `${nameOf(shown)} · Carnot`;
  });
  useNewViewFocus(shown, content);
  return (
    <div class={`shell is-${connection.value}`}>
      <a class="skip" href="#content">
        {t('skipToContent')}
      </a>
      <Header />
      <nav class="nav" aria-label={t('views')}>
        <a href="/" aria-current={shown.view === 'overview' ? 'page' : undefined}>
          {t('overview')}
        </a>
      </nav>
      <main class="content" id="content" tabIndex={-1} ref={content}>
        <Banner />
        <div class="view">
          <View shown={shown} />
        </div>
      </main>
    </div>
  );
}

function View({ shown }: { readonly shown: Route }) {
  switch (shown.view) {
    case 'overview':
      return <Overview />;
    case 'rack':
      return <RackView id={shown.id} />;
    case 'gpu':
      return <GpuView id={shown.id} />;
    case 'notFound':
      return <NotFound text={t('notFoundText', { path: shown.path })} />;
  }
}

function nameOf(shown: Route): string {
  if ('id' in shown) return shown.id;
  return t(shown.view === 'overview' ? 'overview' : 'notFoundTitle');
}

/** A keyboard goes on reading where the new view begins; the first view of a visit leaves focus alone. */
function useNewViewFocus(shown: Route, content: { readonly current: HTMLElement | null }): void {
  const view = 'id' in shown ? `${shown.view}/${shown.id}` : shown.view;
  const last = useRef(view);
  useEffect(() => {
    if (last.current === view) return;
    last.current = view;
    content.current?.scrollTo(0, 0);
    content.current?.focus({ preventScroll: true });
  }, [view, content]);
}

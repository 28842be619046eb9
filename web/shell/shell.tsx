// The frame around every view: header, navigation, the state of the connection, and the view of the address.
import './shell.css';
import { t } from '../i18n.ts';
import { connection, useTable } from '../live.ts';
import { route } from '../route.ts';
import { NotFound } from '../views/notFound.tsx';
import { Overview } from '../views/overview/overview.tsx';
import { Banner } from './banner.tsx';
import { Header } from './header.tsx';

export function Shell() {
  // Kept on every page: it carries the site's clock, so that its age is always known.
  useTable('site');
  return (
    <div class={`shell is-${connection.value}`}>
      <a class="skip" href="#content">
        {t('skipToContent')}
      </a>
      <Header />
      <nav class="nav" aria-label={t('views')}>
        <a href="/" aria-current={route.value.view === 'overview' ? 'page' : undefined}>
          {t('overview')}
        </a>
      </nav>
      <main class="content" id="content" tabIndex={-1}>
        <Banner />
        <View />
      </main>
    </div>
  );
}

function View() {
  const shown = route.value;
  if (shown.view === 'overview') return <Overview />;
  return <NotFound text={t('notFoundText', { path: location.pathname })} />;
}

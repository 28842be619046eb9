// The header: whose site this is, that its data is synthetic, how live it is, its clock, language and theme.
import { formatClock, formatNumber } from '../format.ts';
import { chooseLanguage, language, say, t } from '../i18n.ts';
import { clock, siteInfo } from '../live.ts';
import { setQuery } from '../route.ts';
import { chooseTheme, theme } from '../theme.ts';
import { Chip } from '../ui/chip.tsx';
import { Hint } from '../ui/hint.tsx';
import { openHelp, openSearch } from './keys.ts';
import { LiveChip } from './liveChip.tsx';
import { RangePicker } from './rangePicker.tsx';

export function Header() {
  return (
    <header class="header">
      <a class="brand" href="/">
        <img src="/icon.svg" alt="" width="20" height="20" />
        Carnot
      </a>
      <SiteFacts />
      <RangePicker />
      <div class="headerEnd">
        <SiteClock />
        <SearchButton />
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </header>
  );
}

function SiteFacts() {
  const site = siteInfo.value;
  return (
    <div class="facts">
      <span class="chip siteChip">
        {site ? <SiteName name={say(site.site.name)} /> : <span class="muted">–</span>}
      </span>
      {site?.kind === 'simulated' ? (
        <Hint class="chip synthetic" text={t('syntheticHelp')}>
          {t('synthetic')}
        </Hint>
      ) : null}
      {site?.kind === 'replayed' ? <Chip tone="synthetic">{t('replayed')}</Chip> : null}
      <LiveChip />
      {site && site.speed !== 1 ? (
        <Hint class="chip synthetic" text={t('speedHelp', { speed: formatNumber(site.speed) })}>
          {t('speed', { speed: formatNumber(site.speed) })}
        </Hint>
      ) : null}
    </div>
  );
}

/** What follows the comma says what stands there, and says it quietly. */
function SiteName({ name }: { readonly name: string }) {
  const [place, ...rest] = name.split(', ');
  return (
    <>
      <span>{place}</span>
      {rest.length > 0 ? <span class="muted siteSize">{rest.join(', ')}</span> : null}
    </>
  );
}

function SiteClock() {
  const zone = siteInfo.value?.site.timeZone;
  const time = zone && clock.value ? formatClock(clock.value.timeMs, zone) : '--:--:--';
  return (
    <span class="chip clock" title={t('localTime')}>
      <span class="strong">{time}</span>
      <span class="muted clockPlace">{zone?.split('/').at(-1)?.replaceAll('_', ' ') ?? ''}</span>
    </span>
  );
}

function SearchButton() {
  return (
    <>
      <button
        type="button"
        class="chip square control"
        title={`${t('search')} (/)`}
        aria-label={t('search')}
        onClick={openSearch}
      >
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <circle cx="7" cy="7" r="4.5" fill="none" stroke="currentColor" stroke-width="1.6" />
          <path d="M10.5 10.5 14 14" stroke="currentColor" stroke-width="1.6" />
        </svg>
      </button>
      <button
        type="button"
        class="chip square control keysButton"
        title={`${t('shortcuts')} (?)`}
        aria-label={t('shortcuts')}
        onClick={openHelp}
      >
        ?
      </button>
    </>
  );
}

function LanguageSwitch() {
  const other = language.value === 'fr' ? 'en' : 'fr';
  const name = other === 'fr' ? 'Français' : 'English';
  return (
    <button
      type="button"
      class="chip square control"
      lang={other}
      title={name}
      aria-label={name}
      onClick={() => {
        chooseLanguage(other);
        // A language in the address would have the last word after a reload.
        setQuery('lang', undefined);
      }}
    >
      {other.toUpperCase()}
    </button>
  );
}

function ThemeSwitch() {
  const other = theme.value === 'dark' ? 'light' : 'dark';
  const name = t(other === 'dark' ? 'toDark' : 'toLight');
  return (
    <button
      type="button"
      class="chip square control"
      title={name}
      aria-label={name}
      onClick={() => chooseTheme(other)}
    >
      <svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
        <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5" />
        <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
      </svg>
    </button>
  );
}

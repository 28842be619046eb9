// The page's range of time in the header: lengths that slide, a span of one's own, and the way back to live.
import { formatClock, formatDay, formatDayTime } from '../format.ts';
import { say, t } from '../i18n.ts';
import { clock, siteInfo } from '../live.ts';
import { route } from '../route.ts';
import { localOf } from '../time/localTime.ts';
import { PRESET_NAMES, type Preset, type TimeRange } from '../time/range.ts';
import { choosePreset, compareWithPrevious, comparing, range } from '../time/time.ts';
import { viewOf } from '../views/list.ts';
import { openLayer } from './layer.tsx';

const PRESET_TEXTS: Record<Preset, { readonly en: string; readonly fr: string }> = {
  '15m': { en: '15 min', fr: '15 min' },
  '1h': { en: '1 h', fr: '1 h' },
  '6h': { en: '6 h', fr: '6 h' },
  '24h': { en: '24 h', fr: '24 h' },
  '7d': { en: '7 d', fr: '7 j' },
  '30d': { en: '30 d', fr: '30 j' },
};

const openCustom = (): void =>
  openLayer(() => import('./rangeDialog.tsx').then((part) => part.RangeDialog));

/** A view that it does not lead says where its own time is chosen; the range waits for the next view. */
export function RangePicker() {
  const own = viewOf(route.value.view)?.ownTime;
  if (!own) return <Ranges />;
  return <p class="rangePicker ownTime muted">{own.words ? say(own.words) : ''}</p>;
}

function Ranges() {
  const chosen = range.value;
  const preset = chosen.kind === 'sliding' ? chosen.preset : undefined;
  return (
    <fieldset class="segmented rangePicker">
      <legend class="unseen">{t('range')}</legend>
      {PRESET_NAMES.map((name) => (
        <label key={name}>
          <input
            type="radio"
            name="range"
            value={name}
            checked={name === preset}
            onChange={() => choosePreset(name)}
          />
          {say(PRESET_TEXTS[name])}
        </label>
      ))}
      <button
        type="button"
        class="customButton"
        aria-pressed={preset === undefined}
        title={t('rangeCustomHelp')}
        onClick={openCustom}
      >
        {chosen.kind === 'fixed' ? spanText(chosen) : t('rangeCustom')}
      </button>
      <button
        type="button"
        class="compareButton"
        title={t('compareHelp')}
        aria-label={t('compareHelp')}
        aria-pressed={comparing.value}
        onClick={() => compareWithPrevious(!comparing.value)}
      >
        <svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
          <path d="M1 11.5 5 6l3.5 3L15 2.5" fill="none" stroke="currentColor" stroke-width="1.6" />
          <path
            d="M1 14.5 5 10l3.5 3L15 7.5"
            fill="none"
            stroke="currentColor"
            stroke-width="1.2"
            stroke-dasharray="2 1.6"
          />
        </svg>
      </button>
    </fieldset>
  );
}

/** Both ends at the site; the second tells its day only when it is another one, and its year when it is not this one. */
function spanText({ fromMs, toMs }: Extract<TimeRange, { kind: 'fixed' }>): string {
  const zone = siteInfo.value?.site.timeZone;
  if (!zone) return t('rangeCustom');
  const sameDay = formatDay(fromMs, zone) === formatDay(toMs, zone) && toMs - fromMs < 86_400_000;
  const year = (atMs: number): string => localOf(atMs, zone).slice(0, 4);
  const thisYear = year(clock.peek()?.timeMs ?? toMs);
  const dayTime = (atMs: number): string =>
    year(atMs) === thisYear
      ? formatDayTime(atMs, zone)
      : `${formatDay(atMs, zone)} ${year(atMs)} ${formatClock(atMs, zone, false)}`;
  return `${dayTime(fromMs)} – ${sameDay ? formatClock(toMs, zone, false) : dayTime(toMs)}`;
}

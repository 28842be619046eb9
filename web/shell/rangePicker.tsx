// The page's range of time in the header: lengths that slide, a span of one's own, and the way back to live.
import { formatDayTime } from '../format.ts';
import { say, t } from '../i18n.ts';
import { siteInfo } from '../live.ts';
import { PRESET_NAMES, type Preset } from '../time/range.ts';
import { choosePreset, compareWithPrevious, comparing, range } from '../time/time.ts';
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

export function RangePicker() {
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
      <button type="button" aria-pressed={preset === undefined} onClick={openCustom}>
        {t('rangeCustom')}
      </button>
      <button
        type="button"
        class="compareButton"
        title={t('compareHelp')}
        aria-pressed={comparing.value}
        onClick={() => compareWithPrevious(!comparing.value)}
      >
        {t('compare')}
      </button>
    </fieldset>
  );
}

/** Says that the page shows the past, and leads back. */
export function PastChip() {
  const chosen = range.value;
  const zone = siteInfo.value?.site.timeZone;
  if (chosen.kind === 'sliding' || !zone) return null;
  const ends = [chosen.fromMs, chosen.toMs].map((timeMs) => formatDayTime(timeMs, zone));
  return (
    <button
      type="button"
      class="chip pastChip"
      title={t('rangeLive')}
      onClick={() => choosePreset('15m')}
    >
      {t('rangePast', { span: ends.join(' – ') })}
      <span aria-hidden="true">×</span>
      <span class="unseen">{t('rangeLive')}</span>
    </button>
  );
}

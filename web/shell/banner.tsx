// What stands above every view while its values are not live: which second they are from, and why.
import { formatClock, formatDuration, formatNumber } from '../format.ts';
import { t } from '../i18n.ts';
import { ageS, clock, connection, failure, making, openS, siteInfo } from '../live.ts';
import { Shape } from '../ui/statusMark.tsx';
import { partMissing } from './layer.tsx';

/** A page that comes up quickly says nothing of waiting. */
const SAY_WAITING_FROM_S = 3;

export function Banner() {
  const state = connection.value;
  const sentence = sentenceOf();
  const level = state === 'failed' || state === 'disconnected' ? 'critical' : 'warning';
  return (
    <div class="bannerRoom">
      {sentence ? (
        <div class={`banner ${state === 'connecting' ? 'quiet' : level}`}>
          {state === 'connecting' ? null : <Shape level={level} />}
          <p>{sentence}</p>
          {state === 'failed' || state === 'live' ? (
            <button type="button" class="plainButton" onClick={() => location.reload()}>
              {t('reload')}
            </button>
          ) : null}
        </div>
      ) : null}
      <p class="unseen" aria-live="polite">
        {announcement()}
      </p>
    </div>
  );
}

function sentenceOf(): string | undefined {
  const time = timeShown();
  switch (connection.value) {
    case 'live':
      return partMissing.value ? t('viewMissing') : undefined;
    case 'connecting':
      return making.value || openS.value >= SAY_WAITING_FROM_S ? startingSentence() : undefined;
    case 'stale':
      return t('staleBanner', { age: formatDuration(ageS.value), time });
    case 'disconnected':
      return clock.value ? t('disconnectedBanner', { time }) : t('neverConnectedBanner');
    case 'failed':
      return failureSentence();
  }
}

/** A first start makes the site's last day before its first second. */
function startingSentence(): string {
  const day = making.value;
  if (day?.part !== 'day') return t('startingBanner');
  const percent = formatNumber(Math.floor(day.doneRatio * 100), { digits: 0 });
  if (day.leftS === null) return t('makingBanner', { percent });
  return t('makingBannerLeft', { percent, left: formatDuration(Math.ceil(day.leftS)) });
}

function failureSentence(): string {
  const reason = failure.value;
  if (reason?.kind === 'source') return t('failedSource');
  if (reason?.kind === 'schema') return t('failedSchema');
  return t('failedFrame', { detail: reason && 'detail' in reason ? reason.detail : '' });
}

/** Said once when the state changes, never with every second of age. */
function announcement(): string {
  const state = connection.value;
  if (state === 'live') return sentenceOf() ?? t('live');
  if (state === 'stale') return t('staleBanner', { age: formatDuration(3), time: timeShown() });
  // Without the percentage, which would be said anew at each step.
  if (making.value?.part === 'day' && state === 'connecting') return t('startingBanner');
  return sentenceOf() ?? '';
}

function timeShown(): string {
  const zone = siteInfo.value?.site.timeZone;
  return zone && clock.value ? formatClock(clock.value.timeMs, zone) : '–';
}

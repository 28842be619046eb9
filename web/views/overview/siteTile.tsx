// The site in one word, with how many alarms stand and the one that decides.
import type { EventRecord, SiteStatus } from '../../../server/contract/event.ts';
import { eventSentence } from '../../eventSentence.ts';
import { type TextKey, t } from '../../i18n.ts';
import { connection, siteInfo, status, useEvents } from '../../live.ts';
import { Hint } from '../../ui/hint.tsx';
import { type Level, Shape } from '../../ui/statusMark.tsx';
import { KpiTile } from './kpiTile.tsx';

const WORDS: Record<SiteStatus['state'], TextKey> = {
  normal: 'siteNormal',
  degraded: 'siteDegraded',
  critical: 'siteCritical',
  unknown: 'siteUnknown',
};
const LEVELS: Record<SiteStatus['state'], Level> = {
  normal: 'normal',
  degraded: 'warning',
  critical: 'critical',
  unknown: 'unknown',
};

export function SiteTile() {
  const events = useEvents().value;
  const live = connection.value === 'live';
  const known = status.value;
  const state = live && known ? known.state : 'unknown';
  const level = LEVELS[state];
  return (
    <KpiTile
      label={t('site')}
      value={
        <span class={`siteState level-${level}`}>
          <Shape level={level} />
          {known || !live ? t(WORDS[state]) : '–'}
        </span>
      }
      line2={
        known ? (
          <Hint text={t('alarmCountsHelp')} class="hint plain">
            {countsOf(known)}
          </Hint>
        ) : (
          '–'
        )
      }
      line3={live ? reasonOf(known, events) : t('notLive')}
    />
  );
}

function countsOf({ critical, warning }: SiteStatus): string {
  return t(critical > 1 || warning > 1 ? 'alarmCountsMany' : 'alarmCounts', { critical, warning });
}

function reasonOf(known: SiteStatus | undefined, events: readonly EventRecord[]) {
  if (!known) return '–';
  const event = events.find(({ id }) => id === known.reason);
  if (!event) return known.reason === null ? t('noAlarm') : '–';
  const sentence = eventSentence(event, siteInfo.value?.rules ?? []);
  // Sentences of rules can be longer than the tile.
  return (
    <Hint text={sentence} class="hint plain" name={sentence}>
      {sentence}
    </Hint>
  );
}

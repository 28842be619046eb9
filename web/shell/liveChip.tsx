// How live the page is, in one word: the age in whole seconds once it is worth saying; of the past, the way back.
import { t } from '../i18n.ts';
import { ageS, type Connection, connection } from '../live.ts';
import { query, route, setQuery } from '../route.ts';
import { choosePreset, sliding } from '../time/time.ts';
import { type Level, Shape } from '../ui/statusMark.tsx';
import { viewOf } from '../views/list.ts';

/** From this age on the chip says it. */
const SAY_AGE_FROM_S = 2;

const LEVELS: Record<Connection, Level> = {
  connecting: 'unknown',
  live: 'normal',
  stale: 'warning',
  disconnected: 'critical',
  failed: 'critical',
};

export function LiveChip() {
  const state = connection.value;
  const level = LEVELS[state];
  const own = viewOf(route.value.view)?.ownTime;
  const past = own ? own.past !== undefined && query(own.past).value !== undefined : !sliding.value;
  if (state === 'live' && past) return <PastChip ownPast={own?.past} />;
  const tone = level === 'warning' || level === 'critical' ? level : 'plain';
  return (
    <span class={`chip ${tone} liveChip is-${state}`}>
      <Shape level={level} />
      {wordOf(state)}
    </span>
  );
}

interface PastChipProps {
  /** The parameter by which a view shows the past that the page's range does not lead. */
  readonly ownPast: string | undefined;
}

/** Charts show the past, while the key figures go on living. */
function PastChip({ ownPast }: PastChipProps) {
  return (
    <button
      type="button"
      class="chip liveChip pastChip"
      title={t('rangeLive')}
      onClick={() => (ownPast ? setQuery(ownPast, undefined) : choosePreset('15m'))}
    >
      <span aria-hidden="true">↶</span>
      {t('rangePast')}
      <span class="unseen">, {t('rangeLive')}</span>
    </button>
  );
}

function wordOf(state: Connection): string {
  const seconds = ageS.value;
  if (state === 'live') return seconds >= SAY_AGE_FROM_S ? t('liveAge', { seconds }) : t('live');
  return state === 'stale' ? t('staleAge', { seconds }) : t(state);
}

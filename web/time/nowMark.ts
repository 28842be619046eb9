// The mark of what is of this second while the charts beside it show the past.
import { computed, type ReadonlySignal } from '@preact/signals';
import { t } from '../i18n.ts';
import { connection } from '../live.ts';
import { sliding } from './time.ts';

/** Empty while the page's range slides, and while nothing is live. */
export const nowMark: ReadonlySignal<string> = computed(() =>
  sliding.value || connection.value !== 'live' ? '' : t('nowMark'),
);

/** For the subtitle of a panel. */
export function withNowMark(subtitle: string): string {
  return [subtitle, nowMark.value].filter(Boolean).join(' · ');
}

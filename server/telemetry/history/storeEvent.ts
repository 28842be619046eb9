// What the store reports of itself, as events of the site.
import type { SourceEvent } from '../../contract/event.ts';
import type { EventKey, EventParams } from '../../contract/eventText.ts';

type StoreKey = Extract<EventKey, `store.${string}`>;

const SEVERITIES: Record<StoreKey, SourceEvent['severity']> = {
  'store.corrupt': 'warning',
  'store.damaged': 'warning',
  'store.full': 'critical',
  'store.failed': 'critical',
  'store.writing': 'info',
  'store.lost': 'warning',
  'store.upkeepFailed': 'warning',
};

export function storeEvent<K extends StoreKey>(
  key: K,
  timeMs: number,
  params: EventParams<K>,
): SourceEvent {
  const severity = SEVERITIES[key];
  return { timeMs, kind: 'system', severity, code: key, place: null, text: { key, params } };
}

// Words of severities, and one sentence for each event that no alarm rule writes.
import type { Text } from '../../server/contract/text.ts';

export const EVENT_TEXTS = {
  severityInfo: { en: 'Event', fr: 'Événement' },
  severityWarning: { en: 'Warning', fr: 'Alerte' },
  severityCritical: { en: 'Critical', fr: 'Critique' },
  severityNormal: { en: 'Normal', fr: 'Normal' },
  cleared: { en: 'Cleared', fr: 'Levée' },
  eventCleared: { en: '{title} (over)', fr: '{title} (terminé)' },
  eventOther: { en: '{code}', fr: '{code}' },
} as const satisfies Record<string, Text>;

// Words of the overview.
import type { Text } from '../../server/contract/text.ts';

export const OVERVIEW_TEXTS = {
  powerTitle: { en: 'Power', fr: 'Puissance' },
} as const satisfies Record<string, Text>;

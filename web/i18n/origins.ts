// Words for how parts of a chart came to be known; loaded with the first chart that shows what was modelled.
import type { Text } from '../../server/contract/text.ts';

export const ORIGIN_TEXTS = {
  backfilled: { en: 'back-filled', fr: 'reconstitué' },
  modelledYear: { en: 'modelled year', fr: 'année modélisée' },
  making: { en: 'past being computed', fr: 'passé en cours de calcul' },
  /** Where two stretches were modelled each on its own. */
  seam: { en: 'seam', fr: 'raccord' },
} as const satisfies Record<string, Text>;

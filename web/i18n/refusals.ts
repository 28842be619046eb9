// Why the server did not answer a question, by its status: the page's own words, since the server's are English.
import type { Text } from '../../server/contract/text.ts';
import { language, say } from '../i18n.ts';

const TEXTS = {
  offline: { en: 'The server does not answer.', fr: 'Le serveur ne répond pas.' },
  400: {
    en: 'The server refused the request.',
    fr: 'Le serveur a refusé la requête.',
  },
  403: { en: 'The server does not allow this.', fr: 'Le serveur ne l’autorise pas.' },
  404: {
    en: 'The server knows nothing by this name.',
    fr: 'Le serveur ne connaît rien de ce nom.',
  },
  409: {
    en: 'The present state of the site does not allow it.',
    fr: 'L’état actuel du site ne le permet pas.',
  },
  429: {
    en: 'Too many requests; try again in a moment.',
    fr: 'Trop de requêtes ; réessayez dans un instant.',
  },
  501: { en: 'This source does not have it.', fr: 'Cette source ne le fournit pas.' },
  503: {
    en: 'The server cannot answer just now; try again later.',
    fr: 'Le serveur ne peut pas répondre pour le moment ; réessayez plus tard.',
  },
  failed: {
    en: 'The server failed to answer; see its log.',
    fr: 'Le serveur n’a pas pu répondre ; consultez son journal.',
  },
  field: { en: '{text} (parameter {field})', fr: '{text} (paramètre {field})' },
} as const satisfies Record<string, Text>;

interface Refused {
  /** 0 when the server did not answer at all. */
  readonly status: number;
  /** The server's own sentence, in English. */
  readonly message: string;
  readonly field?: string | undefined;
}

/** In English the server's own sentence says more, also of a full disk (503); in French, ours says it in French. */
export function refusalText({ status, message, field }: Refused): string {
  if (status === 0) return say(TEXTS.offline);
  if (language.value === 'en' && (status < 500 || status === 503) && message) return message;
  const known = status in TEXTS ? TEXTS[status as keyof typeof TEXTS] : undefined;
  const text = say(known ?? (status < 500 ? TEXTS[400] : TEXTS.failed));
  return field && status < 500 ? say(TEXTS.field, { text, field }) : text;
}

// The page's language and its words: every text exists in English and French, or it does not compile.
// Here are the words of the frame and of the first screen. A view has its own file, web/i18n/<view>.ts, which it imports
// itself and says with say(POWER_TEXTS.title): so they are loaded with the view, and the first load does not grow.
import { signal } from '@preact/signals';
import type { Language, Text } from '../server/contract/text.ts';
import { EVENT_TEXTS } from './i18n/events.ts';
import { OVERVIEW_TEXTS } from './i18n/overview.ts';
import { SHELL_TEXTS } from './i18n/shell.ts';

export const TEXTS = { ...SHELL_TEXTS, ...OVERVIEW_TEXTS, ...EVENT_TEXTS } as const;
export type TextKey = keyof typeof TEXTS;
export type TextParams = Readonly<Record<string, string | number>>;

export const LANGUAGES: readonly Language[] = ['en', 'fr'];

/** Reading it in a component makes the component follow the language. */
export const language = signal<Language>('en');

/** The text of a key in the page's language, `{name}` filled in. */
export function t(key: TextKey, params?: TextParams): string {
  return say(TEXTS[key], params);
}

/** The same for a text that comes with its row: a metric's name, an alarm's title. */
export function say(text: Text, params?: TextParams): string {
  const spoken = text[language.value];
  return fill(language.value === 'fr' ? frenchSpaces(spoken) : spoken, params);
}

/** Spaces that a line must not break at: before `:` and `;` and a unit, within guillemets and between thousands. */
export function frenchSpaces(text: string): string {
  return text
    .replaceAll(/(?<=\d) (?=\d{3}(?!\d))/g, '\u202f')
    .replaceAll(/ (?=[;?!])/g, '\u202f')
    .replaceAll(
      / (?=[:»])|(?<=«) |(?<=[\d}]) (?=(?:%|€|°C|[kM]?W|K|s|h|min|m³)(?!\p{L}))/gu,
      '\u00a0',
    );
}

/** Texts speak of many where there may be one, in French of less than two. */
const ONE_OF_MANY = /(?<![\d.,\u202f])\b1 (GPU|rack|tray|genset|event)s\b/g;
const UNDER_TWO =
  /(?<![\d.,\u202f])\b([01]) (baie|tiroir|événement|groupe)s(?:( électrogène)s)?(?!\p{L})/gu;

/** A parameter that is not given stays visible as its name, so that a missing one is noticed. */
export function fill(text: string, params: TextParams = {}): string {
  if (!text.includes('{')) return text;
  return text
    .replaceAll(/\{(\w+)\}/g, (braces, name: string) => String(params[name] ?? braces))
    .replaceAll(ONE_OF_MANY, '1 $1')
    .replaceAll(UNDER_TWO, '$1 $2$3');
}

/** Takes the language that public/first.js chose. */
export function startLanguage(): void {
  language.value = document.documentElement.lang === 'fr' ? 'fr' : 'en';
}

export function chooseLanguage(chosen: Language): void {
  language.value = chosen;
  document.documentElement.lang = chosen;
  try {
    localStorage.setItem('carnot.language', chosen);
  } catch {
    // A browser without storage forgets the choice, and that is all.
  }
}

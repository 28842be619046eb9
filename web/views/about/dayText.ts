// A day without an hour, in the page's language: `22 November 2026`.
import { language } from '../../i18n.ts';

/** From an ISO day, `2026-11-22`. */
export function dayText(day: string): string {
  const locale = language.value === 'fr' ? 'fr-FR' : 'en-GB';
  return new Date(`${day}T12:00:00Z`).toLocaleDateString(locale, {
    ...{ day: 'numeric', month: 'long', year: 'numeric' },
    timeZone: 'UTC',
  });
}

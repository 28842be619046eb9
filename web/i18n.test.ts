import { afterEach, expect, test } from 'vitest';
import { EVENT_TEXT, type EventKey } from '../server/contract/eventText.ts';
import { CAUSE_TEXTS } from './i18n/causes.ts';
import { EVENT_SENTENCES } from './i18n/events.ts';
import { STATE_TEXTS } from './i18n/states.ts';
import { XID_TEXTS } from './i18n/xid.ts';
import { fill, frenchSpaces, LANGUAGES, language, say, TEXTS, t } from './i18n.ts';

const EVERY_TEXT = { ...TEXTS, ...EVENT_SENTENCES, ...STATE_TEXTS, ...CAUSE_TEXTS, ...XID_TEXTS };

afterEach(() => {
  language.value = 'en';
});

test('every text says something in each language', () => {
  for (const [key, text] of Object.entries(EVERY_TEXT)) {
    for (const one of LANGUAGES) expect(text[one].trim(), `${key} in ${one}`).not.toBe('');
  }
});

test('both languages fill the same parameters', () => {
  const namesIn = (text: string): string[] =>
    [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();
  for (const [key, text] of Object.entries(EVERY_TEXT)) {
    expect(namesIn(text.fr), key).toEqual(namesIn(text.en));
  }
});

test('a sentence asks for no parameter that its event does not carry', () => {
  for (const [key, text] of Object.entries(EVENT_SENTENCES)) {
    const carried: readonly string[] = [...EVENT_TEXT[key as EventKey], 'meaning', 'lost'];
    for (const [, name] of text.en.matchAll(/\{(\w+)\}/g)) expect(carried, key).toContain(name);
  }
});

test('a text follows the language', () => {
  expect(t('jobs')).toBe('Jobs');
  language.value = 'fr';
  expect(t('jobs')).toBe('Travaux');
  expect(say({ en: 'rack {id}', fr: 'baie {id}' }, { id: 'R118' })).toBe('baie R118');
});

test('French does not break a line before its signs and units', () => {
  const shown = (text: string): string =>
    frenchSpaces(text).replaceAll('\u00a0', '_').replaceAll('\u202f', '.');
  expect(shown('Bilan : « {a} » ; {b} % de 18 000 GPU')).toBe(
    'Bilan_: «_{a}_».; {b}_% de 18.000 GPU',
  );
  expect(shown('38 °C + 4 K en 120 s, 2 salles, 30 W')).toBe(
    '38_°C + 4_K en 120_s, 2 salles, 30_W',
  );
  expect(say({ en: 'Why?', fr: 'Pourquoi ?' })).toBe('Why?');
  language.value = 'fr';
  expect(say({ en: 'Why?', fr: 'Pourquoi ?' })).toBe('Pourquoi\u202f?');
});

test('a parameter that is missing stays visible', () => {
  expect(fill('{some} of {all}', { some: 3 })).toBe('3 of {all}');
});

test('one of a thing is not many', () => {
  expect(fill('started on {n} GPUs', { n: 1 })).toBe('started on 1 GPU');
  expect(fill('{rack}: {n} racks', { rack: 'R1', n: '1,001' })).toBe('R1: 1,001 racks');
  expect(fill('arrêt de {n} groupes électrogènes', { n: 1 })).toBe('arrêt de 1 groupe électrogène');
  expect(fill('{n} événements', { n: '1\u202f001' })).toBe('1\u202f001 événements');
});

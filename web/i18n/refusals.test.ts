// Law of refusals: whoever reads English is told why the server cannot answer in its own words; its faults stay its own.
import { afterEach, expect, test } from 'vitest';
import { language } from '../i18n.ts';
import { refusalText } from './refusals.ts';

afterEach(() => {
  language.value = 'en';
});

test('a full disk is said in English as the server says it, and in French as the page does', () => {
  const message = 'the store of history does not answer just now: the disk has 414 MB left';
  expect(refusalText({ status: 503, message })).toBe(message);
  expect(refusalText({ status: 500, message })).toContain('see its log');
  language.value = 'fr';
  expect(refusalText({ status: 503, message })).toContain('pour le moment');
});

import { afterEach, expect, test } from 'vitest';
import {
  energyText,
  formatClock,
  formatDuration,
  formatMoment,
  formatNumber,
  formatText,
  formatValue,
  massUnit,
  unitText,
} from './format.ts';
import { language } from './i18n.ts';

const NARROW = '\u202f';
const NO_BREAK = '\u00a0';

afterEach(() => {
  language.value = 'en';
});

test('a unit keeps the scale it was asked for, whatever the size of the value', () => {
  expect(formatValue(26_412_345, 'MW')).toEqual({ number: '26.4', unit: 'MW' });
  expect(formatValue(412, 'MW')).toEqual({ number: '0.0', unit: 'MW' });
  expect(formatValue(1_092_345_678_000, 'MWh').number).toBe('1,092,345.7');
});

test('a byte is an octet in French, whichever language is asked for', () => {
  expect(formatText(1.3e9, 'MB')).toBe(`1,300${NO_BREAK}MB`);
  expect(formatText(1.3e9, 'MB', { language: 'fr' })).toBe(`1${NARROW}300${NO_BREAK}Mo`);
  language.value = 'fr';
  expect(unitText('GBps')).toBe('Go/s');
  expect(unitText('kW')).toBe('kW');
});

test('French groups with a narrow space and writes a decimal comma', () => {
  language.value = 'fr';
  expect(formatNumber(18_000)).toBe(`18${NARROW}000`);
  expect(formatValue(1.0823, 'ratio').number).toBe('1,082');
  expect(formatText(0.657, 'percent')).toBe(`66${NO_BREAK}%`);
});

test('euros stand before the number in English, after it in French', () => {
  expect(formatText(1524, 'EUR')).toBe('€1,524');
  expect(formatText(-12.5, 'EUR', { digits: 2 })).toBe('−€12.50');
  expect(formatText(Number.NaN, 'EUR')).toBe('–');
  expect(formatText(62.1, 'EURPerMWh')).toBe('€62.1/MWh');
  expect(formatText(-3, 'EURPerMWh', { digits: 0 })).toBe('−€3/MWh');
  language.value = 'fr';
  expect(formatText(1524, 'EUR')).toBe(`1${NARROW}524${NO_BREAK}€`);
  expect(formatText(62.1, 'EURPerMWh')).toBe(`62,1${NO_BREAK}€/MWh`);
});

test('what is not known is a dash and has no unit behind it', () => {
  expect(formatText(Number.NaN, 'MWh')).toBe('–');
  expect(formatValue(Number.NaN, 'W')).toEqual({ number: '–', unit: 'W' });
  expect(formatNumber(Number.POSITIVE_INFINITY)).toBe('–');
  expect(formatClock(Number.NaN, 'UTC')).toBe('–');
});

test('digits are fixed, so that a number does not change its width', () => {
  expect(formatNumber(12, { digits: 2 })).toBe('12.00');
  expect(formatNumber(11.999, { digits: 2 })).toBe('12.00');
});

test('a negative number has a minus, and a rounded nothing has none', () => {
  expect(formatNumber(-3.2, { digits: 1 })).toBe('−3.2');
  expect(formatNumber(-0.0004, { digits: 2 })).toBe('0.00');
});

test('joules a token come from watt-hours a token', () => {
  expect(formatValue(0.41 / 3600, 'JPerToken')).toEqual({ number: '0.41', unit: 'J' });
});

test('the clock is the site’s own, on both sides of a change of its clocks', () => {
  expect(formatClock(Date.UTC(2026, 0, 15, 13, 32, 7), 'Europe/Paris')).toBe('14:32:07');
  expect(formatClock(Date.UTC(2026, 6, 15, 12, 32, 7), 'Europe/Paris')).toBe('14:32:07');
  expect(formatClock(Date.UTC(2026, 0, 14, 23, 5), 'Europe/Paris', false)).toBe('00:05');
});

test('a moment of another day says its day', () => {
  const now = Date.UTC(2026, 0, 15, 13, 32, 7);
  expect(formatMoment(now - 60_000, now, 'Europe/Paris')).toBe('14:31:07');
  expect(formatMoment(now - 86_400_000, now, 'Europe/Paris')).toBe('14 Jan 14:32');
});

test('a duration is told in its two largest units', () => {
  const plain = (seconds: number): string => formatDuration(seconds).replaceAll(NO_BREAK, ' ');
  expect(plain(48.9)).toBe('48 s');
  expect(plain(12 * 60 + 59)).toBe('12 min');
  expect(plain(3 * 3600 + 4 * 60)).toBe('3 h 04 min');
  expect(plain(5 * 86_400 + 3 * 3600)).toBe('5 d 3 h');
  expect(formatDuration(Number.NaN)).toBe('–');
});

test('an energy of any size is told in the unit of its size, a credit as well', () => {
  const plain = (wh: number): string => energyText(wh).replaceAll(NO_BREAK, ' ');
  expect(plain(2_000)).toBe('2.00 kWh');
  expect(plain(2_346_000)).toBe('2.35 MWh');
  expect(plain(1.234e9)).toBe('1.23 GWh');
  expect(plain(-3e6)).toBe('−3.00 MWh');
  expect(energyText(Number.NaN)).toBe('–');
  expect([massUnit(40), massUnit(2e6), massUnit(-2e6)]).toEqual(['kg', 't', 't']);
});

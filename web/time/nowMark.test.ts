// The mark of now: beside charts of the past, and only while what it stands at is live.
import { expect, test, vi } from 'vitest';
import { noteArrival, noteLine } from '../live/connection.ts';
import { nowMark, withNowMark } from './nowMark.ts';
import { choosePreset, chooseSpan } from './time.ts';

test('what is of now says so beside the past, never beside itself, and not when the line is down', () => {
  vi.stubGlobal('history', { pushState: () => undefined, replaceState: () => undefined });
  vi.stubGlobal('dispatchEvent', () => true);
  expect(nowMark.value).toBe('');
  noteArrival();
  noteLine(true);
  expect(withNowMark('power')).toBe('power');
  chooseSpan(1_000_000, 2_000_000);
  expect(withNowMark('power')).toBe('power · live');
  expect(withNowMark('')).toBe('live');
  noteLine(false);
  expect(withNowMark('power')).toBe('power');
  noteLine(true);
  choosePreset('1h');
  expect(nowMark.value).toBe('');
});

// A question that failed is asked again while that may help, and only then.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noteArrival, noteLine } from '../live/connection.ts';
import { mayPass, whileFailed } from './whileFailed.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { hidden: false });
  noteLine(false);
});
afterEach(() => void vi.useRealTimers());

test('an outage passes; what the source cannot do and what nobody knows do not', () => {
  expect([0, 429, 500, 503].map(mayPass)).toEqual([true, true, true, true]);
  expect([400, 403, 404, 501].map(mayPass)).toEqual([false, false, false, false]);
});

test('it is asked again at once when the line comes back, and every ten seconds until it is answered', () => {
  let failing = true;
  const again = vi.fn();
  const stop = whileFailed(() => failing, again);
  expect(again).toHaveBeenCalledTimes(0);
  noteArrival();
  noteLine(true);
  expect(again).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(10_000);
  expect(again).toHaveBeenCalledTimes(2);
  failing = false;
  vi.advanceTimersByTime(60_000);
  expect(again).toHaveBeenCalledTimes(2);
  failing = true;
  stop();
  vi.advanceTimersByTime(60_000);
  expect(again).toHaveBeenCalledTimes(2);
});

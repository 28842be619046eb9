// What the terminal says during a first start: the day is written over on a terminal, a line each tenth elsewhere; month and
// year have two lines each, after the site is live.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BackfillProgress } from './contract/backfill.ts';
import { pastLines, startLine } from './startLine.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What is written while a day comes to its end in steps of 2.5 %, of which each takes half a second. */
function written(isTTY: boolean, part: BackfillProgress['part'] | null): string {
  let text = '';
  let looks = 0;
  const out = {
    isTTY,
    write(said: string) {
      text += said;
    },
  };
  const progress = (): BackfillProgress | null => {
    looks++;
    return part && { part, doneRatio: looks / 40, leftS: looks < 2 ? null : (40 - looks) / 2 };
  };
  const end = startLine({ progress, out });
  vi.advanceTimersByTime(19_500);
  end();
  vi.advanceTimersByTime(10_000);
  return text;
}

test('a file gets a line each tenth', () => {
  const lines = written(false, 'day').trimEnd().split('\n');
  expect(lines).toHaveLength(9);
  expect(lines[0]).toBe('First start: making the last 24 hours of the site, 10 %, about 18 s left');
});

test('a terminal gets one line, cleared at the end', () => {
  const text = written(true, 'day');
  expect(text).not.toContain('\n');
  expect(text.split('\r')).toHaveLength(1 + 39 + 1);
  expect(text.endsWith('\r\u001b[K')).toBe(true);
});

test('a start that makes no day says nothing', () => {
  expect(written(true, null) + written(false, 'month')).toBe('');
});

test('month and year are told at their begin and end, once the site is live', () => {
  const lines: string[] = [];
  const { told, open } = pastLines((line) => lines.push(line));
  told({ part: 'month' });
  expect(lines).toEqual([]);
  open();
  told({ part: 'month', tookS: 203.6 });
  told({ part: 'year' });
  told({ part: 'year', tookS: 58 });
  expect(lines).toEqual([
    'Making the month before the last day, in the background',
    'The month is made, after 3 min 24 s',
    'Making a modelled year of the site before that month, in the background',
    'The year is made, after 58 s',
  ]);
});

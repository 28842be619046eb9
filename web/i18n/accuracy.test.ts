// Every published statistic has its name in both languages, and no name outlives its row.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { STATISTICS } from './accuracy.ts';

test('the rows of the truth and their names are the same set', () => {
  const file = new URL('../../fixtures/truth.json', import.meta.url);
  const truth = JSON.parse(readFileSync(file, 'utf8')) as { rows: { id: string }[] };
  expect(Object.keys(STATISTICS).sort()).toEqual(truth.rows.map(({ id }) => id).sort());
});

// Reads the result of the last validation that was kept; a checkout may have none.
import { AccuracyRun } from '../contract/accuracy.ts';
import { fixtureNames, readFixture } from './fixtureFile.ts';

/** fixtures/accuracy.json; null when there is none. Throws a StartError that names field and bound. */
export function readAccuracy(fixtures: string): AccuracyRun | null {
  if (!fixtureNames(fixtures).includes('accuracy')) return null;
  return readFixture(fixtures, 'accuracy', AccuracyRun);
}

// Reads the limit rules: one file a rule, named after it.
import { join } from 'node:path';
import { AlarmRule } from '../contract/alarm.ts';
import { fixtureNames, readFixture } from './fixtureFile.ts';

/** Every rule in fixtures/alarms, by name. Throws a StartError that names file, field and bound. */
export function readAlarmRules(fixtures: string): readonly AlarmRule[] {
  const folder = join(fixtures, 'alarms');
  return fixtureNames(folder).map((name) => {
    return readFixture(folder, name, AlarmRule, ({ id }) =>
      id === name ? undefined : `id "${id}" must be the file's name`,
    );
  });
}

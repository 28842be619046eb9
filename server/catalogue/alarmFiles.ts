// Reads the limit rules: one file a rule, named after it.
import { join } from 'node:path';
import { AlarmRule } from '../contract/alarm.ts';
import { fixtureNames, readFixture } from './fixtureFile.ts';
import { StartError } from './startError.ts';

/** Every rule in fixtures/alarms, by name. Throws a StartError that names file, field and bound. */
export function readAlarmRules(fixtures: string): readonly AlarmRule[] {
  const folder = join(fixtures, 'alarms');
  return fixtureNames(folder).map((name) => {
    const rule = readFixture(folder, name, AlarmRule);
    if (rule.id !== name) {
      throw new StartError(`fixtures/alarms/${name}.json: id "${rule.id}" must be the file's name`);
    }
    return rule;
  });
}

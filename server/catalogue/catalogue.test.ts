// Laws of the catalogue: every file of fixtures is good, and a bad one is refused by file, field and bound.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAlarmRules } from './alarmFiles.ts';
import { fixtureNames } from './fixtureFile.ts';
import { readSite, siteNames } from './siteFiles.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));

describe('the fixtures', () => {
  it.each(siteNames(FIXTURES))('site %s is complete and checked', (name) => {
    const { site } = readSite(FIXTURES, name);
    expect(site.id).toBe(name);
    expect(site.limits.gpuPowerW).toBe(1_200);
  });

  it('default site is 5 halls of 5 rows of 10 racks, campus 36 halls of 256', () => {
    const count = (name: string, kind: string) =>
      readSite(FIXTURES, name).site.places.find((row) => row.kind === kind)?.count;
    expect(count('ile-de-france', 'rack')).toBe(250);
    expect(count('ile-de-france', 'gpu')).toBe(18_000);
    expect(count('campus', 'rack')).toBe(36 * 256);
    expect(count('campus', 'gpu')).toBe(663_552);
    expect(count('one-rack', 'gpu')).toBe(72);
  });

  it('has about twelve limit rules', () => {
    expect(readAlarmRules(FIXTURES).length).toBeGreaterThanOrEqual(10);
  });
});

/** Each value is within the bounds of its schema, and contradicts another. */
const CONTRADICTIONS = [
  ['limits', 'gpuSlowdownC', 80, 'limits.gpuSlowdownC must be above limits.gpuMaxOperatingC, 87'],
  ['limits', 'gpuShutdownC', 88, 'limits.gpuShutdownC must be above limits.gpuSlowdownC, 89'],
  ['limits', 'superchipPowerW', 700, 'limits.superchipPowerW must be at least 820, one Grace and'],
  ['tray', 'graceIdleW', 430, 'tray.graceMaxW must be above tray.graceIdleW, 430 (found 420)'],
  ['cooling', 'coldReturnC', 12, 'cooling.coldReturnC must be above cooling.coldSupplyC, 18'],
  ['cooling', 'adiabaticOffC', 25, 'cooling.adiabaticOnC must be above cooling.adiabaticOffC, 25'],
  ['cooling', 'ringSupplyC', 50, 'cooling.ringSupplyC must be from 17 to 45 (found 50)'],
  ['cooling', 'ringSupplyC', 36, 'cooling.ringSupplyC must be at least 38, the facility water'],
  [
    'power',
    'upsOverload',
    [
      [1.5, 10],
      [1.1, 600],
    ],
    'power.upsOverload.1 must be a higher load',
  ],
] as const;

describe('a bad fixture', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'carnot-fixtures-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function spoil(file: string, change: (value: Record<string, unknown>) => unknown): void {
    cpSync(FIXTURES, folder, { recursive: true });
    const path = join(folder, file);
    writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')))));
  }

  it.each([
    [
      'an unknown field',
      'sites/one-rack.json',
      { colour: 'red' },
      'fixtures/sites/one-rack.json: the file has the unknown field colour',
    ],
    [
      'a number out of range',
      'sites/one-rack.json',
      { jobSlots: 2 },
      'fixtures/sites/one-rack.json: jobSlots must be >= 8 (found 2)',
    ],
    [
      'a wrong type',
      'sites/one-rack.json',
      { timeZone: 5 },
      'fixtures/sites/one-rack.json: timeZone must be string (found 5)',
    ],
    [
      'an unknown time zone',
      'sites/one-rack.json',
      { timeZone: 'Mars/Olympus' },
      'fixtures/sites/one-rack.json: Invalid time zone specified: Mars/Olympus',
    ],
    [
      'an unknown machine',
      'sites/one-rack.json',
      { hardware: 'gb999' },
      'there is no "gb999" in fixtures/hardware; there are gb200-nvl72',
    ],
    [
      'a place table that contradicts itself',
      'sites/one-rack.json',
      {
        places: [
          { kind: 'site', count: 1, parents: [] },
          { kind: 'hall', count: 1, parents: [] },
          { kind: 'row', count: 1, parents: ['hall'] },
          { kind: 'rack', count: 1, parents: ['row'] },
          { kind: 'tray', count: 18, parents: ['rack'] },
          { kind: 'gpu', count: 72, parents: ['tray'] },
        ],
      },
      'fixtures/sites/one-rack.json: places: hall has no parent; only site stands alone',
    ],
  ])('is refused for %s', (_, file, change, sentence) => {
    spoil(file, (value) => ({ ...value, ...change }));
    expect(() => readSite(folder, 'one-rack')).toThrow(sentence);
  });

  it.each([
    [
      'UPS that do not fill their groups',
      'sites/ile-de-france.json',
      (site: Record<string, unknown>) => ({
        ...site,
        places: (site.places as { kind: string }[]).map((row) =>
          row.kind === 'ups' ? { ...row, count: 19 } : row,
        ),
      }),
      'fixtures/sites/ile-de-france.json: places: ups has count 19, no multiple of upsGroup with 5',
    ],
    [
      'more CDUs needed than there are',
      'sites/ile-de-france.json',
      (site: Record<string, unknown>) => ({
        ...site,
        ratings: { ...(site.ratings as object), cduNeeded: 50 },
      }),
      'fixtures/sites/ile-de-france.json: ratings.cduNeeded must be at most 4, as many as there are (found 50)',
    ],
    [
      'an id that is not its name',
      'sites/ile-de-france.json',
      (site: Record<string, unknown>) => ({ ...site, id: 'other' }),
      'fixtures/sites/ile-de-france.json: id "other" must be the file\'s name',
    ],
    [
      'a profile that does not exist',
      'workloads/ile-de-france.json',
      (file: Record<string, unknown>) => ({
        ...file,
        streams: (file.streams as object[]).map((stream) => ({ ...stream, profile: 'nope' })),
      }),
      'fixtures/workloads/ile-de-france.json: streams.0.profile must be one of',
    ],
    [
      'a range whose ends are swapped',
      'hardware/gb200-nvl72.json',
      (file: Record<string, unknown>) => ({
        ...file,
        faults: { ...(file.faults as object), restartS: [900, 5] },
      }),
      'fixtures/hardware/gb200-nvl72.json: faults.restartS must run from low to high (found [900,5])',
    ],
  ])('is refused for %s', (_, file, change, sentence) => {
    spoil(file, change);
    expect(() => readSite(folder, 'ile-de-france')).toThrow(sentence);
  });

  it.each(CONTRADICTIONS)('is refused for %s.%s of %j', (section, field, value, bound) => {
    spoil('hardware/gb200-nvl72.json', (file) => ({
      ...file,
      [section]: { ...(file[section] as object), [field]: value },
    }));
    expect(() => readSite(folder, 'one-rack')).toThrow(`gb200-nvl72.json: ${bound}`);
  });

  it('is refused when jobs share more than the site', () => {
    spoil('workloads/ile-de-france.json', (file) => ({
      ...file,
      programmes: (file.programmes as object[]).map((one) => ({ ...one, share: 0.9 })),
    }));
    expect(() => readSite(folder, 'one-rack')).toThrow(
      'workloads/ile-de-france.json: programmes and streams must share at most 1, the whole site',
    );
  });

  it('is refused when it is no JSON, naming the file', () => {
    cpSync(FIXTURES, folder, { recursive: true });
    writeFileSync(join(folder, 'sites/one-rack.json'), '{ "id": ');
    expect(() => readSite(folder, 'one-rack')).toThrow('fixtures/sites/one-rack.json:');
  });

  it('is refused when a rule does not bear the name of its file', () => {
    const [rule = ''] = fixtureNames(join(FIXTURES, 'alarms'));
    spoil(`alarms/${rule}.json`, (value) => ({ ...value, id: 'otherName' }));
    expect(() => readAlarmRules(folder)).toThrow(
      `fixtures/alarms/${rule}.json: id "otherName" must be the file's name`,
    );
  });

  it('is refused by the names that there are when a site is unknown', () => {
    expect(() => readSite(FIXTURES, 'atlantis')).toThrow(
      'there is no "atlantis" in fixtures/sites; there are campus, ile-de-france, one-rack',
    );
  });
});

// Laws of the command line: a flag wins over a variable, and what is wrong is named with its bound.
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

describe('the configuration', () => {
  it('has the defaults of the README', () => {
    expect(readConfig([], {})).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      site: 'ile-de-france',
      seed: 42,
      speed: 1,
      folder: 'data',
      backfill: '30d',
      token: undefined,
    });
  });

  it('takes every option from flag and environment, the flag first', () => {
    const env = {
      CARNOT_PORT: '1234',
      CARNOT_HOST: '::1',
      CARNOT_SITE: 'campus',
      CARNOT_SEED: '7',
      CARNOT_SPEED: '10',
      CARNOT_DATA: 'elsewhere',
      CARNOT_BACKFILL: '24h',
      CARNOT_TOKEN: 't',
    };
    expect(readConfig([], env)).toMatchObject({
      port: 1234,
      host: '::1',
      site: 'campus',
      seed: 7,
      speed: 10,
      folder: 'elsewhere',
      backfill: '24h',
      token: 't',
    });
    expect(readConfig(['--port', '99', '--site=one-rack'], env)).toMatchObject({
      port: 99,
      site: 'one-rack',
      seed: 7,
    });
  });

  it('is undefined when help is asked for', () => {
    expect(readConfig(['--help'], {})).toBeUndefined();
  });

  it.each([
    [['--port', '65536'], '--port must be a whole number from 0 to 65535, not "65536"'],
    [['--port', 'http'], '--port must be a whole number from 0 to 65535, not "http"'],
    [['--seed=-1'], '--seed must be a whole number from 0 to 4294967295, not "-1"'],
    [['--speed', '1.5'], '--speed must be a whole number from 1 to 100, not "1.5"'],
    [['--speed', '0'], '--speed must be a whole number from 1 to 100, not "0"'],
    [['--data', 'package.json'], '--data must be a folder; "package.json" is a file'],
    [['--backfill', '7d'], '--backfill must be 30d, 24h or 0, not "7d"'],
    [['--colour', 'red'], "Unknown option '--colour'"],
    [['stray'], "Unexpected argument 'stray'"],
    [['--seed', '-1'], '--seed must be a whole number from 0 to 4294967295, not "-1"'],
  ])('refuses %j in one sentence', (args, sentence) => {
    expect(() => readConfig(args, {})).toThrow(sentence);
  });
});

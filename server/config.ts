// Flags and environment become the configuration, or the start is refused with one clear sentence.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { StartError } from './catalogue/startError.ts';

/** `30d`: the last day, a month before it and the year before that; `24h`: the last day; `0`: today only, as far as it is needed. */
type Backfill = (typeof BACKFILLS)[number];
const BACKFILLS = ['30d', '24h', '0'] as const;

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly site: string;
  readonly seed: number;
  readonly speed: number;
  readonly folder: string;
  /** How much of a past a first start makes up. */
  readonly backfill: Backfill;
  /** Bearer token of commands on a host that is not loopback; undefined refuses them. */
  readonly token: string | undefined;
  /** The checkout, and the folders in it that are read. */
  readonly root: string;
  readonly fixtures: string;
  readonly page: string;
  readonly version: string;
}

/** The folder of the package above this file, be it TypeScript in `server` or bundled below it. */
function rootAbove(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  return rootAbove(dirname(folder));
}

const ROOT = rootAbove(dirname(fileURLToPath(import.meta.url)));

interface Option {
  readonly flag: 'port' | 'host' | 'site' | 'seed' | 'speed' | 'data' | 'backfill';
  readonly fallback: string;
  readonly says: string;
}

const OPTIONS: readonly Option[] = [
  { flag: 'port', fallback: '8080', says: 'port of page, API and socket (0 takes a free one)' },
  {
    flag: 'host',
    fallback: '127.0.0.1',
    says: 'address to listen on; commands need CARNOT_TOKEN beyond loopback',
  },
  { flag: 'site', fallback: 'ile-de-france', says: 'name of a file in fixtures/sites' },
  { flag: 'seed', fallback: '42', says: 'one seed gives one site (0 to 4294967295)' },
  { flag: 'speed', fallback: '1', says: 'site seconds per wall second (1 to 100)' },
  { flag: 'data', fallback: 'data', says: 'folder for history; nothing is written at --speed > 1' },
  {
    flag: 'backfill',
    fallback: '30d',
    says: 'past that a first start makes: 30d (and a year of the site), 24h or 0',
  },
];

export const HELP = `Carnot: live energy and GPU telemetry of an AI data centre

usage: npm start -- [options]

${OPTIONS.map(({ flag, fallback, says }) => `  --${flag.padEnd(8)} ${says} [${fallback}]`).join('\n')}
  --help     print this page

Each option is also an environment variable: --port is CARNOT_PORT. A flag wins over a variable.
`;

/** Throws a StartError that names the option and its bound; undefined when help was asked for. */
export function readConfig(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Config | undefined {
  const flags = readFlags(args);
  if (flags.help) return undefined;
  const text = (flag: Option['flag']): string => {
    const fallback = OPTIONS.find((option) => option.flag === flag)?.fallback ?? '';
    const given = flags[flag] ?? env[`CARNOT_${flag.toUpperCase()}`];
    return typeof given === 'string' && given !== '' ? given : fallback;
  };
  return {
    port: wholeNumber('port', text('port'), 0, 65_535),
    host: text('host'),
    site: text('site'),
    seed: wholeNumber('seed', text('seed'), 0, 4_294_967_295),
    speed: wholeNumber('speed', text('speed'), 1, 100),
    folder: folder(text('data')),
    backfill: backfill(text('backfill')),
    token: env.CARNOT_TOKEN || undefined,
    root: ROOT,
    fixtures: join(ROOT, 'fixtures'),
    page: join(ROOT, 'web/dist'),
    version: version(),
  };
}

function readFlags(args: readonly string[]): Record<string, string | boolean | undefined> {
  const options = Object.fromEntries(
    OPTIONS.map(({ flag }) => [flag, { type: 'string' as const }]),
  );
  try {
    return parseArgs({
      // A negative number after a flag is its value, not another flag.
      args: args
        .join('\n')
        .replace(/^(--\w+)\n(?=-\d)/gm, '$1=')
        .split('\n')
        .filter(Boolean),
      options: { ...options, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new StartError(`${message.split(/\.\s/)[0]}; --help lists the options`);
  }
}

function wholeNumber(flag: string, text: string, low: number, high: number): number {
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || value < low || value > high) {
    throw new StartError(`--${flag} must be a whole number from ${low} to ${high}, not "${text}"`);
  }
  return value;
}

function backfill(text: string): Backfill {
  const known = BACKFILLS.find((one) => one === text);
  if (!known) throw new StartError(`--backfill must be 30d, 24h or 0, not "${text}"`);
  return known;
}

function folder(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found && !found.isDirectory())
    throw new StartError(`--data must be a folder; "${path}" is a file`);
  return path;
}

function version(): string {
  const file: unknown = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return (file as { version: string }).version;
}

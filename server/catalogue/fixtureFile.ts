// Reads one fixture file and checks it against its schema; a bad one is refused by file, field and bound.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Static, TSchema } from 'typebox';
import { Errors } from 'typebox/value';
import { StartError } from './startError.ts';

/** Names (without .json) of the files of a fixtures folder, sorted. */
export function fixtureNames(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => basename(file, '.json'))
    .sort();
}

/** Says what is wrong with a value that its schema allows, as "field bound"; undefined when nothing is. */
export type Agreement<T> = (value: T, name: string) => string | undefined;

/** The file `<folder>/<name>.json` as its schema's type. Throws a StartError that names file, field and bound. */
export function readFixture<S extends TSchema>(
  folder: string,
  name: string,
  schema: S,
  ...agreements: readonly Agreement<Static<S>>[]
): Static<S> {
  const known = fixtureNames(folder);
  if (!known.includes(name)) {
    throw new StartError(
      `there is no "${name}" in fixtures/${basename(folder)}; there are ${known.join(', ')}`,
    );
  }
  const path = join(folder, `${name}.json`);
  const label = `fixtures/${basename(folder)}/${name}.json`;
  const value = parse(readFileSync(path, 'utf8'), label);
  const problem = firstProblem(schema, value);
  if (problem) throw new StartError(`${label}: ${problem}`);
  for (const agreement of agreements) {
    const contradiction = agreement(value as Static<S>, name);
    if (contradiction) throw new StartError(`${label}: ${contradiction}`);
  }
  return value as Static<S>;
}

function parse(text: string, label: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new StartError(`${label}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The first thing that is wrong, as "field: bound (found value)"; undefined when nothing is. */
function firstProblem(schema: TSchema, value: unknown): string | undefined {
  const errors = [...Errors(schema, value)];
  const error = errors.find(({ keyword }) => keyword !== 'boolean') ?? errors[0];
  if (!error) return undefined;
  const { params, message, instancePath } = error;
  const field = instancePath.slice(1).replaceAll('/', '.') || 'the file';
  if ('additionalProperties' in params) {
    return `${field} has the unknown field ${params.additionalProperties.join(', ')}`;
  }
  const bound =
    'allowedValues' in params ? `must be one of ${params.allowedValues.join(', ')}` : message;
  return `${field} ${bound}${found(at(value, instancePath))}`;
}

function found(value: unknown): string {
  const text = JSON.stringify(value);
  return text === undefined || text.length > 60 ? '' : ` (found ${text})`;
}

function at(value: unknown, path: string): unknown {
  return path
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (inner, key) =>
        typeof inner === 'object' && inner !== null
          ? (inner as Record<string, unknown>)[key]
          : undefined,
      value,
    );
}

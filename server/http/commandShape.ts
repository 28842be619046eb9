// The shape of commands in words: what each field takes, and the one sentence that says what is wrong with a body.
import type { TSchema } from 'typebox';
import { Check } from 'typebox/value';
import type { CommandsAnswer } from '../contract/apiSite.ts';
import { COMMANDS, type CommandName } from '../contract/command.ts';

type CommandRow = CommandsAnswer['commands'][number];
type Field = CommandRow['fields'][number];

/** The parts of JSON Schema that fields of commands are made of. */
interface FieldSchema {
  readonly type?: 'string' | 'number' | 'integer' | 'boolean';
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly description?: string;
  readonly anyOf?: readonly [FieldSchema, { readonly type: 'null' }];
}

interface Problem {
  readonly field: string;
  readonly message: string;
}

const NAMES = Object.keys(COMMANDS) as CommandName[];

function fieldsOf(name: CommandName): readonly [field: string, schema: TSchema][] {
  return Object.entries(COMMANDS[name].properties).filter(([field]) => field !== 'do');
}

/** Every command with its fields; `profiles` are what startJob can start. */
export function commandRows(profiles: readonly string[]): CommandRow[] {
  return NAMES.map((name) => {
    const required: readonly string[] = COMMANDS[name].required;
    const fields = fieldsOf(name).map(([field, schema]) => {
      const row = fieldRow(field, schema as FieldSchema, required.includes(field));
      return field === 'profile' && profiles.length > 0 ? { ...row, choices: [...profiles] } : row;
    });
    return { do: name, fields };
  });
}

function fieldRow(name: string, schema: FieldSchema, required: boolean): Field {
  const own = schema.anyOf?.[0] ?? schema;
  return {
    name,
    required,
    nullable: schema.anyOf !== undefined,
    type: own.type === undefined || own.type === 'string' ? 'text' : own.type,
    minimum: own.minimum ?? null,
    maximum: own.maximum ?? null,
    choices: own.enum ? [...own.enum] : null,
    help: wordsOf(schema),
  };
}

/** What a field takes, to stand after "must be". */
function wordsOf({ anyOf, ...schema }: FieldSchema): string {
  if (anyOf) return `${wordsOf(anyOf[0])}, or null`;
  const { type, minimum, maximum, description } = schema;
  if (schema.enum) return `one of ${schema.enum.join(', ')}`;
  if (type === 'boolean') return 'true or false';
  if (type === 'string') return description ?? 'text';
  const number = type === 'integer' ? 'a whole number' : 'a number';
  const unit = description ? ` (${description})` : '';
  return `${number} from ${minimum} to ${maximum}${unit}`;
}

/** The first thing that is wrong with a body, by its field and bound; undefined when it is a command. */
export function commandProblem(body: unknown): Problem | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return { field: 'do', message: `a command is an object with do: ${NAMES.join(', ')}` };
  }
  const given = body as Readonly<Record<string, unknown>>;
  const name = NAMES.find((one) => one === given.do);
  if (!name) {
    const found = typeof given.do === 'string' ? `, not "${given.do.slice(0, 40)}"` : '';
    return { field: 'do', message: `do must be one of ${NAMES.join(', ')}${found}` };
  }
  return fieldProblem(name, given);
}

function fieldProblem(
  name: CommandName,
  given: Readonly<Record<string, unknown>>,
): Problem | undefined {
  const fields = fieldsOf(name);
  const required: readonly string[] = COMMANDS[name].required;
  const stray = Object.keys(given).find((key) => !Object.hasOwn(COMMANDS[name].properties, key));
  if (stray !== undefined) {
    const own = fields.map(([field]) => field).join(', ') || 'none';
    const field = stray.slice(0, 40);
    return { field, message: `${field} is no field of ${name}, which has ${own}` };
  }
  for (const [field, schema] of fields) {
    const words = wordsOf(schema as FieldSchema);
    if (given[field] === undefined) {
      if (!required.includes(field)) continue;
      return { field, message: `${field} is missing; ${name} needs ${words}` };
    }
    if (!Check(schema, given[field])) return { field, message: `${field} must be ${words}` };
  }
  return undefined;
}

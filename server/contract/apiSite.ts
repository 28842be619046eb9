// Schemas of the HTTP API that describe a site: its shape, its places, its limit rules, and what may be asked of it.
import { type Static, Type } from 'typebox';
import { AlarmRule } from './alarm.ts';
import { PARAMETERS } from './api.ts';
import { COMMANDS } from './command.ts';
import { EventRecord } from './event.ts';
import { Nullable } from './nullable.ts';
import { PLACE_KINDS, PlaceRow } from './place.ts';
import { HardwareLimits, SiteFile } from './site.ts';
import { Text } from './text.ts';

/** What a source may be able to do besides its ticks. */
export const ABILITIES = ['command', 'forecast', 'waveform'] as const;
export type Ability = (typeof ABILITIES)[number];

export const SiteAnswer = Type.Object({
  site: Type.Object({
    ...SiteFile.properties,
    limits: HardwareLimits,
    gpuModel: Type.String(),
    driverVersion: Type.String(),
  }),
  counts: Type.Record(Type.String(), Type.Integer(), { description: 'places by kind' }),
  kind: Type.Enum(['simulated', 'replayed', 'measured'], { description: 'where values come from' }),
  speed: Type.Number({ description: 'site seconds per wall second' }),
  seed: Nullable(Type.Integer()),
  abilities: Type.Array(Type.Enum([...ABILITIES]), {
    description: 'what may be asked of the source; anything else answers 501',
  }),
  stored: Type.Array(Type.String(), {
    description: 'kinds of place, and job, whose past is kept beyond the last minutes',
  }),
  schema: Type.Integer({ description: 'fingerprint of dictionary and site' }),
  version: Type.String(),
});
export type SiteAnswer = Static<typeof SiteAnswer>;

export const PlacesQuery = Type.Object(
  {
    scope: Type.Optional(Type.Enum([...PLACE_KINDS], { description: 'kind of place' })),
    ids: Type.Optional(PARAMETERS.ids),
  },
  { additionalProperties: false },
);
export const PlacesAnswer = Type.Object({
  kinds: Type.Array(PlaceRow),
  places: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: Type.Enum([...PLACE_KINDS]),
      label: Text,
      parents: Type.Record(Type.String(), Type.String(), { description: 'id by kind of parent' }),
    }),
    { description: 'of the scope or the ids that were asked for' },
  ),
});
export type PlacesAnswer = Static<typeof PlacesAnswer>;

export const RulesAnswer = Type.Object({ rules: Type.Array(AlarmRule) });

export const CommandAnswer = Type.Object({
  accepted: Type.Literal(true),
  timeMs: Type.Number({ description: 'END of the step in which it first acts' }),
  message: Type.String(),
});

/** Everything that can be asked of the source, for a form; and what was asked of it lately. */
export const CommandsAnswer = Type.Object({
  commands: Type.Array(
    Type.Object({
      do: Type.Enum(Object.keys(COMMANDS)),
      fields: Type.Array(
        Type.Object({
          name: Type.String(),
          required: Type.Boolean(),
          nullable: Type.Boolean({ description: 'null takes it back' }),
          type: Type.Enum(['text', 'number', 'integer', 'boolean']),
          minimum: Nullable(Type.Number()),
          maximum: Nullable(Type.Number()),
          choices: Nullable(Type.Array(Type.String())),
          help: Type.String({ description: 'what it takes, in words' }),
        }),
      ),
    }),
  ),
  faults: Type.Record(Type.String(), Type.Array(Type.String()), {
    description: 'by kind of place: the faults that can be put on it',
  }),
  log: Type.Array(EventRecord, { description: 'commands carried out, newest first' }),
});
export type CommandsAnswer = Static<typeof CommandsAnswer>;

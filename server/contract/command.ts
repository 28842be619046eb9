// Commands: what an operator may ask of a source. The list grows with the source's abilities.
import { type Static, Type } from 'typebox';

export const Command = Type.Object(
  {
    do: Type.String({ minLength: 1, maxLength: 40 }),
    args: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { additionalProperties: false },
);
export type Command = Static<typeof Command>;

export interface CommandResult {
  readonly accepted: boolean;
  readonly message: string;
}

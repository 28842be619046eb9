// Text that a person reads, in the two languages of the product.
import { type Static, Type } from 'typebox';

export const Text = Type.Object(
  { en: Type.String({ minLength: 1 }), fr: Type.String({ minLength: 1 }) },
  { additionalProperties: false },
);
export type Text = Static<typeof Text>;
export type Language = keyof Text;

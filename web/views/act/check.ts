// Whether the fields of an act hold what the site can take; pure, so that bounds can be tested.
import type { PlaceIds } from '../../../server/contract/id.ts';
import { formatNumber } from '../../format.ts';
import { ACT_TEXTS, FIELD_TEXTS, type FieldName } from '../../i18n/act.ts';
import { say } from '../../i18n.ts';
import { type Field, typedNumber, type Values } from './acts.ts';

/** Most of a field where the site and not the command bounds it. */
export type Bounds = Readonly<Partial<Record<FieldName, number>>>;

export interface Problem {
  readonly field: FieldName;
  /** One sentence with the field and its bound. */
  readonly text: string;
}

const WORD = /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}$/;

/** The first field that cannot be sent; undefined when all can. */
export function problemOf(
  fields: readonly Field[],
  values: Values,
  { ids, bounds }: { readonly ids: PlaceIds; readonly bounds: Bounds },
): Problem | undefined {
  for (const field of fields) {
    const value = (values[field.name] ?? '').trim();
    const name = say(FIELD_TEXTS[field.name]);
    const wrong = (text: string): Problem => ({ field: field.name, text });
    if (field.type === 'number') {
      const high = highOf(field, bounds);
      const { low, step } = field;
      const typed = typedNumber(value);
      const whole = step === 1;
      if (!(typed >= low && typed <= high) || (whole && !Number.isInteger(typed))) {
        const text = whole ? ACT_TEXTS.wrongWhole : ACT_TEXTS.wrongNumber;
        return wrong(say(text, { field: name, low: boundText(low), high: boundText(high) }));
      }
    } else if (field.type === 'place') {
      const kind = ids.parse(value)?.kind;
      if (!kind || !field.kinds.includes(kind)) {
        return wrong(say(ACT_TEXTS.wrongPlace, { field: name }));
      }
    } else if (field.type === 'word') {
      if (value !== '' && !WORD.test(value))
        return wrong(say(ACT_TEXTS.wrongWord, { field: name }));
    } else if (value === '') return wrong(say(ACT_TEXTS.wrongChoice, { field: name }));
  }
  return undefined;
}

export function highOf({ name, high }: Extract<Field, { type: 'number' }>, bounds: Bounds): number {
  return Math.min(high ?? Number.POSITIVE_INFINITY, bounds[name] ?? Number.POSITIVE_INFINITY);
}

export function boundText(bound: number): string {
  return formatNumber(bound, { digits: Number.isInteger(bound) ? 0 : 2 });
}

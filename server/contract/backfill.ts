// How far the making of a past has come: the last day, then its GPUs, the month before it, the year before that.
import Type, { type Static } from 'typebox';
import { Nullable } from './nullable.ts';

export const BackfillProgress = Type.Object({
  part: Type.Enum(['day', 'gpus', 'month', 'year', 'done']),
  doneRatio: Type.Number({ minimum: 0, maximum: 1, description: 'of this part, by its steps' }),
  leftS: Nullable(
    Type.Number({
      minimum: 0,
      description:
        'wall seconds until this part is done at its pace so far; null until that is known',
    }),
  ),
});
export type BackfillProgress = Static<typeof BackfillProgress>;

// What a command is aimed at, in words.
import { ACT_TEXTS } from '../../i18n/act.ts';
import { say } from '../../i18n.ts';
import type { ActTarget } from './acts.ts';

export function targetName({ kind, id }: ActTarget): string {
  if (kind === 'power') return say(ACT_TEXTS.supply);
  if (kind === 'cooling') return say(ACT_TEXTS.plant);
  if (kind === 'jobs') return say(ACT_TEXTS.queue);
  return id;
}

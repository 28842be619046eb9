// What an act will do, in one sentence of the page's language.
import type { Fault } from '../../../server/contract/command.ts';
import { formatText } from '../../format.ts';
import { ACT_TEXTS, ACTS_TEXTS } from '../../i18n/act.ts';
import { FAULT_TEXTS, PROFILE_TEXTS } from '../../i18n/commands.ts';
import { XID_TEXTS } from '../../i18n/xid.ts';
import { say } from '../../i18n.ts';
import { type Act, type ActTarget, typedNumber, type Values } from './acts.ts';

export function sentenceOf({ key }: Act, values: Values, target: ActTarget): string {
  const { watts, celsius, megawatts, seconds, fault, xid, profile } = values;
  const meaning = XID_TEXTS[Number(xid)];
  const known = PROFILE_TEXTS[profile ?? ''];
  return say(ACTS_TEXTS[key].says, {
    ...values,
    target: ['power', 'cooling', 'jobs'].includes(target.kind) ? say(ACT_TEXTS.site) : target.id,
    place: values.place ?? target.id,
    watts: formatText(typedNumber(watts), 'W'),
    celsius: formatText(typedNumber(celsius), 'C'),
    megawatts: formatText(typedNumber(megawatts) * 1e6, 'MW', { digits: 2 }),
    seconds: formatText(typedNumber(seconds), 's'),
    fault: fault ? say(FAULT_TEXTS[fault as Fault]) : '',
    meaning: meaning ? ` (${say(meaning)})` : '',
    profile: known ? say(known) : (profile ?? ''),
  });
}

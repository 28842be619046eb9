// The dialog of commands: choose one, read what will happen, carry it out, and see what the site says.
import './act.css';
import { useSignal } from '@preact/signals';
import type { CommandsAnswer } from '../../../server/contract/apiSite.ts';
import type { Command } from '../../../server/contract/command.ts';
import { ACT_TEXTS, ACTS_TEXTS, type ActKey, type FieldName } from '../../i18n/act.ts';
import { say } from '../../i18n.ts';
import { type SiteContext, siteInfo } from '../../live.ts';
import type { Refusal } from '../../time/ask.ts';
import { useJson } from '../../time/useJson.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ActFields } from './actFields.tsx';
import { sentenceOf } from './actSentence.ts';
import { Confirm, Outcome } from './actSteps.tsx';
import { ACTS, type Act, type ActTarget, type Values } from './acts.ts';
import { type Bounds, problemOf } from './check.ts';
import { type Accepted, postCommand } from './postCommand.ts';
import { targetName } from './targetName.ts';

type Step =
  | { readonly at: 'choose' }
  | { readonly at: 'confirm' | 'asking'; readonly command: Command; readonly says: string }
  | { readonly at: 'done'; readonly command: Command; readonly accepted: Accepted }
  | {
      readonly at: 'refused';
      readonly command: Command;
      readonly says: string;
      readonly refusal: Refusal;
    };

export function ActDialog({ target }: { readonly target: ActTarget }) {
  const info = siteInfo.value;
  const known = useJson<CommandsAnswer>('/api/commands').value.answer;
  const step = useSignal<Step>({ at: 'choose' });
  const chosen = useSignal<ActKey | undefined>(ACTS[target.kind][0]?.key);
  const typed = useSignal<Values>({});
  if (!info) return null;
  const now = step.value;
  const act = ACTS[target.kind].find(({ key }) => key === chosen.value);

  async function carryOut(command: Command, says: string, token: string): Promise<void> {
    step.value = { at: 'asking', command, says };
    const reply = await postCommand(command, token);
    step.value =
      'answer' in reply
        ? { at: 'done', command, accepted: reply.answer }
        : { at: 'refused', command, says, refusal: reply.refusal };
  }

  const again = (): void => {
    step.value = { at: 'choose' };
  };
  return (
    <Dialog title={say(ACT_TEXTS.title, { target: targetName(target) })}>
      {now.at === 'choose' ? (
        <Choose
          info={info}
          target={target}
          act={act}
          typed={typed.value}
          profiles={profilesOf(known)}
          onAct={(key) => {
            chosen.value = key;
            typed.value = {};
          }}
          onType={(values) => {
            typed.value = values;
          }}
          onReady={(command, says) => {
            step.value = { at: 'confirm', command, says };
          }}
        />
      ) : now.at === 'done' || now.at === 'refused' ? (
        <Outcome
          outcome={now.at === 'done' ? now.accepted : now.refusal}
          command={now.command}
          onBack={again}
          {...(now.at === 'refused' && {
            onToken: (token: string) => void carryOut(now.command, now.says, token),
          })}
        />
      ) : (
        <Confirm
          says={now.says}
          asking={now.at === 'asking'}
          onBack={again}
          onGo={() => void carryOut(now.command, now.says, '')}
        />
      )}
    </Dialog>
  );
}

function profilesOf(known: CommandsAnswer | undefined): readonly string[] {
  const start = known?.commands.find((row) => row.do === 'startJob');
  return start?.fields.find(({ name }) => name === 'profile')?.choices ?? [];
}

interface ChooseProps {
  readonly info: SiteContext;
  readonly target: ActTarget;
  readonly act: Act | undefined;
  readonly typed: Values;
  readonly profiles: readonly string[];
  readonly onAct: (key: ActKey) => void;
  readonly onType: (values: Values) => void;
  readonly onReady: (command: Command, says: string) => void;
}

function Choose({ info, target, act, typed, profiles, onAct, onType, onReady }: ChooseProps) {
  const problem = useSignal<string>('');
  const bounds = boundsOf(info);
  const values = { ...startsOf(act), ...typed };
  return (
    <form
      class="actForm"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!act) return;
        const wrong = problemOf(act.fields, values, { ids: info.ids, bounds });
        problem.value = wrong?.text ?? '';
        if (!wrong) onReady(act.command(values, target), sentenceOf(act, values, target));
      }}
    >
      <fieldset class="actChoices">
        <legend class="muted">{say(ACT_TEXTS.what)}</legend>
        {ACTS[target.kind].map(({ key }) => (
          <label key={key}>
            <input
              type="radio"
              name="act"
              checked={key === act?.key}
              onChange={() => {
                problem.value = '';
                onAct(key);
              }}
            />
            {say(ACTS_TEXTS[key].name)}
          </label>
        ))}
      </fieldset>
      {act ? (
        <ActFields
          info={info}
          target={target}
          fields={act.fields}
          values={values}
          bounds={bounds}
          profiles={profiles}
          onChange={(name, value) => onType(changed(typed, name, value))}
        />
      ) : null}
      <p role="alert" class="level-warning actProblem">
        {problem.value}
      </p>
      <div class="actButtons">
        <button type="submit" class="button">
          {say(ACT_TEXTS.next)}
        </button>
      </div>
    </form>
  );
}

/** Another place has other faults. */
function changed(typed: Values, name: FieldName, value: string): Values {
  const next = { ...typed, [name]: value };
  if (name !== 'place') return next;
  const { fault: _, ...kept } = next;
  return kept;
}

function startsOf(act: Act | undefined): Values {
  const starts: Partial<Record<FieldName, string>> = {};
  for (const field of act?.fields ?? []) {
    if (field.type === 'number' && field.start !== undefined) starts[field.name] = field.start;
  }
  return starts;
}

/** What the site and not the command bounds. */
function boundsOf({ site, places }: SiteContext): Bounds {
  return { megawatts: site.ratings.connectionW / 1e6, gpus: places.count('gpu') };
}

// The last steps of a command: the sentence to confirm, and what the site answered.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Command } from '../../../server/contract/command.ts';
import type { EventRecord } from '../../../server/contract/event.ts';
import { eventSentence } from '../../eventSentence.ts';
import { formatClock } from '../../format.ts';
import { ACT_TEXTS } from '../../i18n/act.ts';
import { say } from '../../i18n.ts';
import { siteInfo, useEvents } from '../../live.ts';
import { closeLayer } from '../../shell/layer.tsx';
import type { Refusal } from '../../time/ask.ts';
import { StatusMark } from '../../ui/statusMark.tsx';
import type { Accepted } from './postCommand.ts';
import { refusalText } from './refusalText.ts';

interface ConfirmProps {
  readonly says: string;
  readonly asking: boolean;
  readonly onBack: () => void;
  readonly onGo: () => void;
}

export function Confirm({ says, asking, onBack, onGo }: ConfirmProps) {
  const go = useFocus<HTMLButtonElement>();
  return (
    <div class="actStep">
      <h3 class="muted">{say(ACT_TEXTS.confirm)}</h3>
      <p id="actSays">{says}</p>
      <p class="muted">{say(asking ? ACT_TEXTS.waiting : ACT_TEXTS.logged)}</p>
      <div class="actButtons">
        <button type="button" class="button" disabled={asking} onClick={onBack}>
          {say(ACT_TEXTS.back)}
        </button>
        <button
          ref={go}
          type="button"
          class="button actGo"
          aria-describedby="actSays"
          disabled={asking}
          onKeyDown={dropRepeat}
          onClick={onGo}
        >
          {say(ACT_TEXTS.carryOut)}
        </button>
      </div>
    </div>
  );
}

/** A key that is still held from the step before confirms nothing. */
function dropRepeat(event: KeyboardEvent): void {
  if (event.repeat) event.preventDefault();
}

interface OutcomeProps {
  readonly outcome: Accepted | Refusal;
  readonly command: Command;
  readonly onBack: () => void;
  /** Asks again with the token that the server wants. */
  readonly onToken?: (token: string) => void;
}

export function Outcome({ outcome, command, onBack, onToken }: OutcomeProps) {
  const first = useFocus<HTMLButtonElement>();
  const refused = 'status' in outcome;
  return (
    <div class="actStep">
      {refused ? (
        <div role="alert">
          <StatusMark level="warning">
            {say(outcome.status === 0 ? ACT_TEXTS.notKnown : ACT_TEXTS.refused)}
          </StatusMark>
          <p>{refusalText(outcome)}</p>
        </div>
      ) : (
        <Done accepted={outcome} command={command} />
      )}
      {refused && outcome.status === 403 && onToken ? <TokenForm onToken={onToken} /> : null}
      <div class="actButtons">
        <button ref={first} type="button" class="button" onClick={onBack}>
          {say(refused ? ACT_TEXTS.back : ACT_TEXTS.another)}
        </button>
        <button type="button" class="button" onClick={closeLayer}>
          {say(ACT_TEXTS.close)}
        </button>
      </div>
    </div>
  );
}

function Done({ accepted, command }: { readonly accepted: Accepted; readonly command: Command }) {
  const info = siteInfo.value;
  const event = useEvents().value.find((one) => isOf(one, command, accepted.timeMs));
  const time = formatClock(accepted.timeMs, info?.site.timeZone ?? 'UTC');
  return (
    <div role="status">
      <StatusMark level="normal">{say(ACT_TEXTS.done)}</StatusMark>
      <p>{event ? eventSentence(event, info?.rules ?? []) : say(ACT_TEXTS.actsAt, { time })}</p>
      <a class="link" href="/events?kind=command" onClick={closeLayer}>
        {say(ACT_TEXTS.inEvents)}
      </a>
    </div>
  );
}

/** Its event comes with the end of the step in which it first acts. */
function isOf({ kind, code, timeMs }: EventRecord, command: Command, actsMs: number): boolean {
  return kind === 'command' && code === `command.${command.do}` && timeMs === actsMs;
}

function TokenForm({ onToken }: { readonly onToken: (token: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <form
      class="actFields"
      onSubmit={(event) => {
        event.preventDefault();
        if (input.current?.value) onToken(input.current.value);
      }}
    >
      <label>
        <span class="muted">{say(ACT_TEXTS.token)}</span>
        <input ref={input} type="password" autocomplete="off" />
      </label>
    </form>
  );
}

/** The step's first button has the focus: Enter goes on, Escape leaves. */
function useFocus<T extends HTMLElement>() {
  const element = useRef<T>(null);
  // Before the next key can be pressed.
  useLayoutEffect(() => element.current?.focus(), []);
  return element;
}

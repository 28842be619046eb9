// A span of time of one's own, in the site's own hours.
import { useSignal } from '@preact/signals';
import { SHELL_DIALOG_TEXTS as TEXTS } from '../i18n/shellDialogs.ts';
import { say } from '../i18n.ts';
import { clock, siteInfo } from '../live.ts';
import { localOf, momentOf } from '../time/localTime.ts';
import { chooseSpan, span } from '../time/time.ts';
import { Dialog } from '../ui/dialog.tsx';
import { closeLayer } from './layer.tsx';

export function RangeDialog() {
  const zone = siteInfo.value?.site.timeZone ?? 'UTC';
  const nowMs = clock.peek()?.timeMs ?? 0;
  const shown = span.peek() ?? { fromMs: nowMs - 3_600_000, toMs: nowMs };
  const from = useSignal(localOf(shown.fromMs, zone));
  const to = useSignal(localOf(shown.toMs, zone));
  const wrong = useSignal(false);

  function choose(event: Event): void {
    event.preventDefault();
    const chosen = chooseSpan(momentOf(from.value, zone), momentOf(to.value, zone));
    wrong.value = !chosen;
    if (chosen) closeLayer();
  }

  return (
    <Dialog title={say(TEXTS.rangeTitle)} note={say(TEXTS.rangeZone, { zone })}>
      <form class="rangeForm" onSubmit={choose}>
        <label>
          <span class="muted">{say(TEXTS.rangeFrom)}</span>
          <input
            type="datetime-local"
            step="1"
            required
            value={from}
            onInput={(event) => {
              from.value = event.currentTarget.value;
            }}
          />
        </label>
        <label>
          <span class="muted">{say(TEXTS.rangeTo)}</span>
          <input
            type="datetime-local"
            step="1"
            required
            value={to}
            onInput={(event) => {
              to.value = event.currentTarget.value;
            }}
          />
        </label>
        <p role="alert" class="level-warning">
          {wrong.value ? say(TEXTS.rangeWrong) : ''}
        </p>
        <button type="submit" class="plainButton">
          {say(TEXTS.rangeShow)}
        </button>
      </form>
    </Dialog>
  );
}

// The log without a row: why, and one press of a key to the last 24 hours.
import { useEffect } from 'preact/hooks';
import { EVENTS_TEXTS } from '../../i18n/eventsView.ts';
import { say } from '../../i18n.ts';
import { layer } from '../../shell/layer.tsx';
import { lengthMs } from '../../time/range.ts';
import { choosePreset, range } from '../../time/time.ts';

const DAY_MS = 86_400_000;
/** As the hint beside the button says it. */
const KEY = 'd';

interface NothingProps {
  readonly words: string;
  /** There is an answer, and it holds nothing: a longer range may. */
  readonly offer: boolean;
}

export function Nothing({ words, offer }: NothingProps) {
  const wider = offer && !(range.value.kind === 'sliding' && lengthMs(range.value) >= DAY_MS);
  useEffect(() => {
    if (!wider) return;
    const press = (event: KeyboardEvent): void => {
      if (event.key !== KEY || event.ctrlKey || event.metaKey || event.altKey) return;
      if (layer.peek() || isField(event.target)) return;
      event.preventDefault();
      choosePreset('24h');
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [wider]);
  return (
    <div class="empty eventsNothing" role="status">
      <p>{words}</p>
      {wider ? (
        <button
          type="button"
          class="button"
          aria-keyshortcuts={KEY}
          onClick={() => choosePreset('24h')}
        >
          {say(EVENTS_TEXTS.lastDay)}{' '}
          <span aria-hidden="true">
            <kbd>{KEY}</kbd>
          </span>
        </button>
      ) : null}
    </div>
  );
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select') !== null;
}

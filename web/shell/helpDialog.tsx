// The shortcuts of the keyboard, those of the views as they stand in the list.
import '../ui/dialog.css';
import { SHELL_DIALOG_TEXTS as TEXTS } from '../i18n/shellDialogs.ts';
import { say } from '../i18n.ts';
import { Dialog } from '../ui/dialog.tsx';
import { VIEWS } from '../views/list.ts';

interface Shortcut {
  readonly keys: readonly string[];
  readonly does: string;
}

export function HelpDialog() {
  return (
    <Dialog title={say(TEXTS.helpTitle)}>
      <div class="shortcuts">
        <Group name={say(TEXTS.helpEverywhere)} shortcuts={everywhere()} />
        <Group name={say(TEXTS.helpCharts)} shortcuts={onCharts()} />
        <Group name={say(TEXTS.helpFloor)} shortcuts={onFloor()} />
        <Group
          name={say(TEXTS.helpEvents)}
          shortcuts={[{ keys: ['d'], does: say(TEXTS.keyLastDay) }]}
        />
      </div>
    </Dialog>
  );
}

function everywhere(): readonly Shortcut[] {
  const goes = VIEWS.flatMap(({ nav }) =>
    nav ? [{ keys: ['g', nav.go], does: say(TEXTS.keyGo, { view: say(nav.name) }) }] : [],
  );
  return [
    { keys: ['?'], does: say(TEXTS.keyHelp) },
    { keys: ['/'], does: say(TEXTS.keySearch) },
    ...goes,
    { keys: ['Esc'], does: say(TEXTS.keyClimb) },
  ];
}

function onCharts(): readonly Shortcut[] {
  return [
    { keys: [say(TEXTS.keyArrows)], does: say(TEXTS.keyMove) },
    { keys: ['e'], does: say(TEXTS.keyEvent) },
    { keys: ['+'], does: say(TEXTS.keyZoomIn) },
    { keys: ['−'], does: say(TEXTS.keyZoomOut) },
    { keys: ['⌫'], does: say(TEXTS.keyZoomBack) },
    { keys: ['Esc'], does: say(TEXTS.keyLetGo) },
  ];
}

function onFloor(): readonly Shortcut[] {
  return [
    { keys: [say(TEXTS.keyArrows)], does: say(TEXTS.keyFloorMove) },
    { keys: [say(TEXTS.keyPageDown)], does: say(TEXTS.keyEnterRack) },
    { keys: ['↵'], does: say(TEXTS.keyOpen) },
    { keys: ['Esc'], does: say(TEXTS.keyClimb) },
  ];
}

function Group({ name, shortcuts }: { name: string; shortcuts: readonly Shortcut[] }) {
  return (
    <section>
      <h3 class="muted">{name}</h3>
      <dl>
        {shortcuts.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

// The button that opens the dialog of commands; it is not there where the source takes none, nor on a wall screen.

import { ACT_TEXTS } from '../../i18n/act.ts';
import { say } from '../../i18n.ts';
import { siteInfo } from '../../live.ts';
import { query } from '../../route.ts';
import { openLayer } from '../../shell/layer.tsx';
import type { ActTarget } from './acts.ts';
import { targetName } from './targetName.ts';

const kiosk = query('kiosk');

export function ActButton({ kind, id }: ActTarget) {
  const able = siteInfo.value?.abilities.includes('command') === true;
  if (!able || kiosk.value !== undefined) return null;
  const target = { kind, id };
  return (
    <button
      type="button"
      class="button control actButton"
      aria-haspopup="dialog"
      aria-label={say(ACT_TEXTS.actOn, { target: targetName(target) })}
      onClick={() =>
        openLayer(async () => {
          const { ActDialog } = await import('./actDialog.tsx');
          return () => <ActDialog target={target} />;
        })
      }
    >
      {say(ACT_TEXTS.act)}
    </button>
  );
}

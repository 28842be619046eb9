// A part of the overview that is loaded after the key figures and the floor: its panel keeps its place meanwhile.
import { signal } from '@preact/signals';
import { t } from '../../i18n.ts';
import { Panel } from '../../ui/panel.tsx';

type Parts = typeof import('./parts.ts');

const parts = signal<Parts | 'failed' | undefined>(undefined);
let asked = false;

interface PartProps {
  readonly name: keyof Parts;
  readonly class: string;
}

export function Part({ name, class: place }: PartProps) {
  const loaded = parts.value;
  if (loaded === undefined || loaded === 'failed') {
    void load();
    return (
      <Panel title={'\u00a0'} class={place} state={t(loaded ? 'viewMissing' : 'loading')}>
        {null}
      </Panel>
    );
  }
  const Shown = loaded[name];
  return <Shown />;
}

async function load(): Promise<void> {
  if (asked) return;
  asked = true;
  try {
    parts.value = await import('./parts.ts');
  } catch {
    // The server has a newer page than this one, or none.
    parts.value = 'failed';
  }
}

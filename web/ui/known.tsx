// Wraps a number or a name: a click or Enter tells how its metric is known. The telling is loaded when first asked for.
import { signal, useSignal } from '@preact/signals';
import type { ComponentChildren, ComponentType } from 'preact';
import { useRef } from 'preact/hooks';
import type { MetricId } from '../../server/contract/metrics.ts';
import { loadPart } from '../shell/layer.tsx';
import type { ProvenanceProps } from './provenance.tsx';

const Provenance = signal<ComponentType<ProvenanceProps> | undefined>(undefined);

interface KnownProps {
  readonly metric: MetricId;
  readonly children: ComponentChildren;
}

export function Known({ metric, children }: KnownProps) {
  const button = useRef<HTMLButtonElement>(null);
  const open = useSignal(false);
  const Told = Provenance.value;
  async function toggle(): Promise<void> {
    open.value = !open.peek();
    Provenance.value ??= (await loadPart(() => import('./provenance.tsx')))?.Provenance;
    if (!Provenance.value) open.value = false;
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        class="known"
        aria-haspopup="dialog"
        aria-expanded={open.value}
        onClick={() => void toggle()}
      >
        {children}
      </button>
      {open.value && Told ? (
        <Told
          metric={metric}
          anchor={button}
          close={() => {
            open.value = false;
          }}
        />
      ) : null}
    </>
  );
}

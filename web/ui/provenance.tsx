// How a number is known: measured, modelled or assumed, by which formula, from which sources; a card beside the number.
import './provenance.css';
import type { RefObject } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { MetricAnswer } from '../../server/contract/api.ts';
import { type MetricId, metricOf } from '../../server/contract/metrics.ts';
import { BASIS_TEXTS, PROVENANCE_TEXTS } from '../i18n/provenance.ts';
import { say } from '../i18n.ts';
import { placeBeside } from './hint.tsx';
import { useMetricRecords } from './metricRecords.ts';
import { Sources } from './sources.tsx';

export interface ProvenanceProps {
  readonly metric: MetricId;
  /** The number it is about. */
  readonly anchor: RefObject<HTMLElement | null>;
  readonly close: () => void;
}

export function Provenance({ metric, anchor, close }: ProvenanceProps) {
  const card = useRef<HTMLDivElement>(null);
  const id = useId();
  // The caller makes a new one each second; the card opens once.
  const leave = useRef(close);
  leave.current = close;
  const record = useMetricRecords().value.get(metric);
  useLayoutEffect(() => placeBeside(card.current, anchor.current), [record, anchor]);
  useEffect(() => {
    // Above everything, whatever its ancestors clip.
    card.current?.showPopover();
    placeBeside(card.current, anchor.current);
    card.current?.focus();
    const away = (event: Event): void => {
      const target = event.target as Node;
      if (!card.current?.contains(target) && !anchor.current?.contains(target)) leave.current();
    };
    const scrolled = (): void => leave.current();
    document.addEventListener('pointerdown', away);
    addEventListener('scroll', scrolled, true);
    return () => {
      document.removeEventListener('pointerdown', away);
      removeEventListener('scroll', scrolled, true);
    };
  }, [anchor]);
  const { name } = metricOf(metric);
  return (
    <div
      ref={card}
      class="provenance"
      popover="manual"
      role="dialog"
      aria-labelledby={id}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
        anchor.current?.focus();
      }}
    >
      <h3 id={id}>{say(name)}</h3>
      <p>{record ? say(record.help) : ''}</p>
      <Facts metric={metric} row={record?.provenance} />
    </div>
  );
}

interface FactsProps {
  readonly metric: MetricId;
  readonly row: MetricAnswer['provenance'] | undefined;
}

function Facts({ metric, row }: FactsProps) {
  const { unit } = metricOf(metric);
  return (
    <dl>
      <dt>{say(PROVENANCE_TEXTS.basis)}</dt>
      <dd class="strong">{row ? say(BASIS_TEXTS[row.basis]) : '–'}</dd>
      <dt>{say(PROVENANCE_TEXTS.formula)}</dt>
      <dd>{row ? say(row.formula) : '–'}</dd>
      <dt>{say(PROVENANCE_TEXTS.sources)}</dt>
      <dd>{row && row.sources.length > 0 ? <Sources {...row} /> : '–'}</dd>
      <dt>{say(PROVENANCE_TEXTS.metric)}</dt>
      <dd>
        <code>{metric}</code> {unit === 'code' ? '' : unit}
      </dd>
    </dl>
  );
}

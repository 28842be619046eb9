// The way down to a place: overview, hall, row, rack, tray; a step that has a page is a link.
import { say, t } from '../../i18n.ts';
import { RACK_TEXTS } from './rackTexts.ts';

export interface Crumb {
  readonly text: string;
  readonly href?: string;
}

export function Crumbs({ steps }: { readonly steps: readonly Crumb[] }) {
  return (
    <nav class="crumbs" aria-label={say(RACK_TEXTS.path)}>
      <ol>
        <li>
          <a href="/">{t('overview')}</a>
        </li>
        {steps.map(({ text, href }) => (
          <li key={text}>{href === undefined ? text : <a href={href}>{text}</a>}</li>
        ))}
      </ol>
    </nav>
  );
}

interface StepLinksProps {
  readonly label: string;
  readonly previous: Crumb | undefined;
  readonly next: Crumb | undefined;
}

/** The places before and after; at the end of the line the arrow stays, without a link. */
export function StepLinks({ label, previous, next }: StepLinksProps) {
  return (
    <nav class="stepLinks" aria-label={label}>
      <StepLink step={previous} arrow="‹" word={say(RACK_TEXTS.previous)} />
      <StepLink step={next} arrow="›" word={say(RACK_TEXTS.next)} />
    </nav>
  );
}

function StepLink(props: { step: Crumb | undefined; arrow: string; word: string }) {
  const { step, arrow, word } = props;
  if (!step?.href) {
    return (
      <span class="chip square faded" aria-hidden="true">
        {arrow}
      </span>
    );
  }
  return (
    <a class="chip square" href={step.href} aria-label={`${word}: ${step.text}`} title={step.text}>
      {arrow}
    </a>
  );
}

// The first line: which CDU is in trouble, or that none is.
import { useComputed } from '@preact/signals';
import { COOLING_TEXTS } from '../../i18n/cooling.ts';
import { say } from '../../i18n.ts';
import { siteInfo, useTable } from '../../live.ts';
import { StatusMark } from '../../ui/statusMark.tsx';
import { type CduTrouble, cduTroubles } from './troubles.ts';

export function TroublePanel() {
  const table = useTable('site');
  // As text: made anew when it changes, not each second.
  const found = useComputed(() => {
    const now = table.value;
    if (!now) return '';
    const count = siteInfo.value?.places.count('cdu') ?? 0;
    return JSON.stringify(cduTroubles(count, (metric, index) => now.value(metric, index)));
  });
  if (found.value === '') return null;
  const troubles = JSON.parse(found.value) as readonly CduTrouble[];
  return (
    <section class="panel troubleLine" aria-label={say(COOLING_TEXTS.trouble)} aria-live="polite">
      {troubles.length === 0 ? (
        <StatusMark level="normal">{say(COOLING_TEXTS.noTrouble)}</StatusMark>
      ) : (
        troubles.map(({ index, what }) => {
          const cdu = siteInfo.value?.ids.idOf('cdu', index) ?? '';
          const text = what === 'stopped' ? COOLING_TEXTS.cduStopped : COOLING_TEXTS.cduOnePump;
          return (
            <StatusMark key={index} level="warning">
              {say(text, { cdu })}
            </StatusMark>
          );
        })
      )}
    </section>
  );
}

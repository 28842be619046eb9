// The plant line: feeds, UPS, gensets, CDUs, water and weather in words.
import { t } from '../../i18n.ts';
import { siteInfo, useTable } from '../../live.ts';
import { nowMark } from '../../time/nowMark.ts';
import { sliding } from '../../time/time.ts';
import { Hint } from '../../ui/hint.tsx';
import { Shape } from '../../ui/statusMark.tsx';
import { type PlantItem, plantLine } from './plantState.ts';

const PLACEHOLDERS: readonly PlantItem[] = (
  ['feeds', 'ups', 'gensets', 'cdus', 'facilityWater', 'outdoor'] as const
).map((id) => ({ id, words: '–', full: '–', level: 'normal' }));

export function PlantStrip() {
  const table = useTable('site').value;
  const context = siteInfo.value;
  const items = table && context ? plantLine(table, context.places, context.site) : PLACEHOLDERS;
  return (
    <section aria-label={t('plant')}>
      {/* Its line stays while the mark goes: nothing below moves. */}
      {sliding.value ? null : <p class="nowMark muted">{nowMark.value || '\u00a0'}</p>}
      <dl class="plant">
        {items.map(({ id, words, full, level }) => (
          <div key={id} class={`plantItem is-${level}`}>
            <dt class="muted">{t(id)}</dt>
            <dd>
              <Hint
                text={full}
                class="plantWords"
                name={full.includes(words) ? full : `${words} · ${full}`}
              >
                {level === 'normal' ? null : <Shape level={level} />}
                {words}
              </Hint>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

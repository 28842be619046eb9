// The node that is chosen in the diagram: all its metrics now, and its power over the page's range.
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { METRIC_IDS, type MetricId, metricOf } from '../../../server/contract/metrics.ts';
import { ChartPanel } from '../../charts/chartPanel.tsx';
import { POWER_TEXTS } from '../../i18n/power.ts';
import { say } from '../../i18n.ts';
import { siteInfo, useTable } from '../../live.ts';
import { pushQueries } from '../../route.ts';
import { siteUnits } from '../../siteUnits.ts';
import { useSeries } from '../../time/useSeries.ts';
import { Known } from '../../ui/known.tsx';
import { metricRows } from '../../ui/metricRows.ts';
import { metricText, unitFor } from '../../ui/metricText.ts';
import { Panel } from '../../ui/panel.tsx';
import { nodeHref } from './nodeHref.ts';

const POWER_OF: Partial<Record<string, MetricId>> = {
  feed: 'feedPowerW',
  transformer: 'transformerPowerW',
  genset: 'gensetPowerW',
  ups: 'upsPowerW',
  upsGroup: 'upsGroupPowerW',
};

export function NodePanel({ id }: { readonly id: string }) {
  const table = useTable('site');
  const room = useRef<HTMLDivElement>(null);
  const place = siteInfo.value?.ids.parse(id);
  const known = place !== undefined;
  // Its link may stand in a table far below: who opened it reads on here, and who closes it there.
  useEffect(() => {
    if (!known) return;
    room.current?.scrollIntoView({ block: 'nearest' });
    room.current?.focus({ preventScroll: true });
  }, [id, known]);
  // Undone while it is still in the page: only then is it known where the focus is.
  useLayoutEffect(() => {
    const opened = room.current;
    return () => {
      if (opened?.contains(document.activeElement)) queueMicrotask(() => focusLink(id));
    };
  }, [id, known]);
  const power = place && POWER_OF[place.kind];
  if (!place || !power) return null;
  const metrics = METRIC_IDS.filter((metric) => {
    const { scope, kind, unit } = metricOf(metric);
    return scope === place.kind && kind !== 'id' && unit !== 'Wh';
  });
  const read = (metric: MetricId): number => table.peek()?.value(metric, place.index) ?? Number.NaN;
  const close = (
    <button type="button" class="button" onClick={() => pushQueries({ node: undefined })}>
      {say(POWER_TEXTS.close)}
    </button>
  );
  return (
    <div class="nodeDetail" ref={room} tabIndex={-1}>
      <Panel
        title={id}
        actions={close}
        class="nodeFigures"
        exports={{ table: () => metricRows(metrics, read) }}
      >
        <dl class="lineList">
          {metrics.map((metric) => (
            <Line key={metric} metric={metric} index={place.index} />
          ))}
        </dl>
        <Members of={place} />
      </Panel>
      <Past id={id} metric={power} />
    </div>
  );
}

/** Once the panel has gone; on another page, or with another node in the panel, the focus is no longer lost. */
function focusLink(id: string): void {
  if (document.activeElement !== document.body) return;
  document.querySelector<HTMLElement>(`[data-place="${CSS.escape(id)}"]`)?.focus();
}

/** The UPS of a group, each a link to its own figures. */
function Members({ of }: { readonly of: { readonly kind: string; readonly index: number } }) {
  const context = siteInfo.value;
  if (of.kind !== 'upsGroup' || !context) return null;
  const { from, to } = context.places.within('ups', 'upsGroup', of.index);
  return (
    <ul class="gensets" aria-label={say(POWER_TEXTS.ups)}>
      {Array.from({ length: to - from }, (_, i) => context.ids.idOf('ups', from + i)).map((ups) => (
        <li key={ups}>
          <a class="genset" href={nodeHref(ups)}>
            {ups}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Line({ metric, index }: { readonly metric: MetricId; readonly index: number }) {
  const table = useTable('site').value;
  const { number, unit } = metricText(metric, table?.value(metric, index) ?? Number.NaN);
  return (
    <div>
      <dt>{say(metricOf(metric).name)}</dt>
      <dd>
        <Known metric={metric}>
          {number} {unit}
        </Known>
      </dd>
    </div>
  );
}

function Past({ id, metric }: { readonly id: string; readonly metric: MetricId }) {
  const series = useSeries({ metrics: [metric], ids: [id] });
  return (
    <ChartPanel
      title={say(POWER_TEXTS.past, { id })}
      class="nodePast"
      series={series}
      charts={[
        {
          name: say(POWER_TEXTS.past, { id }),
          spec: {
            unit: unitFor(metric, siteUnits()),
            scale: 'zero',
            events: [id],
            lines: [{ metric, id, label: id, ink: 'power' }],
          },
        },
      ]}
    />
  );
}

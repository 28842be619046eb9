// The chosen tray, switch tray or shelf of a rack: each of its metrics now, its GPUs and its events.
import { useEffect, useRef } from 'preact/hooks';
import { METRIC_IDS, type MetricId, metricOf } from '../../../server/contract/metrics.ts';
import { say } from '../../i18n.ts';
import type { SiteContext, Table } from '../../live.ts';
import { pathOf } from '../../route.ts';
import { withNowMark } from '../../time/nowMark.ts';
import { Known } from '../../ui/known.tsx';
import { metricRows } from '../../ui/metricRows.ts';
import { metricText } from '../../ui/metricText.ts';
import { Panel } from '../../ui/panel.tsx';
import { choosePart, chosenPart } from './part.ts';
import { RACK_TEXTS } from './rackTexts.ts';

interface PartPanelProps {
  readonly info: SiteContext;
  readonly rack: number;
  readonly table: Table | undefined;
}

const NAMES = {
  tray: RACK_TEXTS.tray,
  switchTray: RACK_TEXTS.switchTray,
  shelf: RACK_TEXTS.shelf,
} as const;

/** Below this width the columns stand one under the other, and the panel far below what was pressed. */
const NARROW = '(max-width: 1100px)';

export function PartPanel({ info, rack, table }: PartPanelProps) {
  const part = chosenPart.value;
  const box = useRef<HTMLDivElement>(null);
  const id = part?.id;
  useEffect(() => {
    if (id !== undefined && matchMedia(NARROW).matches) {
      box.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [id]);
  if (!part || info.places.ancestors(part.kind, 'rack')[part.index] !== rack) return null;
  const { kind, index } = part;
  const metrics = METRIC_IDS.filter((metric) => metricOf(metric).scope === kind);
  const read = (metric: MetricId): number => table?.value(metric, index) ?? Number.NaN;
  return (
    <div ref={box}>
      <Panel
        title={part.id}
        subtitle={withNowMark(say(NAMES[kind]))}
        class="partPanel"
        actions={
          <button type="button" class="button" onClick={() => choosePart(kind, undefined)}>
            {say(RACK_TEXTS.close)}
          </button>
        }
        exports={{ table: () => metricRows(metrics, read) }}
      >
        <dl class="partLines">
          {metrics.map((metric) => {
            const { number, unit } = metricText(metric, read(metric));
            return (
              <div key={metric}>
                <dt class="muted">{say(metricOf(metric).name)}</dt>
                <dd class="live">
                  <Known metric={metric}>
                    {number} {unit}
                  </Known>
                </dd>
              </div>
            );
          })}
        </dl>
        <p class="partLinks">
          {kind === 'tray' ? <GpuLinks info={info} tray={index} /> : null}
          <a class="link" href={`/events?place=${id}&range=24h`}>
            {say(RACK_TEXTS.partEvents)}
          </a>
        </p>
      </Panel>
    </div>
  );
}

function GpuLinks({ info, tray }: { readonly info: SiteContext; readonly tray: number }) {
  const { from, to } = info.places.within('gpu', 'tray', tray);
  return (
    <>
      {Array.from({ length: to - from }, (_, i) => info.ids.idOf('gpu', from + i)).map((id) => (
        <a key={id} class="link" href={pathOf('gpu', id) ?? '/'}>
          {id.split('-').at(-1)}
        </a>
      ))}
    </>
  );
}

// Where the energy of the page's range goes, as a flow whose parts add up to what goes in.
import { useComputed } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { Sankey } from '../../charts/sankey.tsx';
import { formatText } from '../../format.ts';
import { PARTS_TEXTS } from '../../i18n/overviewParts.ts';
import { say, t } from '../../i18n.ts';
import { siteInfo } from '../../live.ts';
import { siteUnits } from '../../siteUnits.ts';
import { range } from '../../time/time.ts';
import { useSeries } from '../../time/useSeries.ts';
import type { ExportTable } from '../../ui/exportTable.ts';
import { Panel } from '../../ui/panel.tsx';
import { balanceOf, calmW, POWER_METRICS } from './balance.ts';
import { flowOf, meansOf } from './flow.ts';

/** Seconds between two pictures: a mean of minutes moves slowly. */
const EVERY_S = 5;

export function FlowPanel() {
  const series = useSeries({ metrics: POWER_METRICS });
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const turn = useComputed(() => {
    const { state, span, version } = series.value;
    return `${state} ${version} ${Math.floor(span.toMs / 1000 / EVERY_S)}`;
  });
  void turn.value;
  const now = series.peek();
  const means = meansOf(now);
  const read = (metric: (typeof POWER_METRICS)[number]) => means.get(metric) ?? Number.NaN;
  const flow = flowOf(read);
  // The first live seconds are no mean of the range.
  const known = Number.isFinite(flow.facilityW) && now.state !== 'loading';
  const leftW = calmW(flow.residualW, flow.facilityW);
  const percent = formatText(leftW / flow.facilityW, 'percent', { digits: 3 });
  const residual = known ? `${formatText(leftW, 'kW', { digits: 2 })} (${percent})` : '–';
  // A measured site has what no meter counts; in a twin the parts are the whole but for rounding.
  const note =
    siteInfo.value?.kind === 'simulated' ? PARTS_TEXTS.flowNote : PARTS_TEXTS.flowUnmetered;
  return (
    <Panel
      title={say(PARTS_TEXTS.flow)}
      subtitle={say(note, { range: rangeWords(), residual })}
      class="flowPanel"
      exports={{
        covers: () => series.peek().span,
        // Of when it is asked for: a menu may be open while the range is answered.
        table: () => {
          const asked = series.peek();
          const known = asked.state === 'loading' ? undefined : meansOf(asked);
          return tableOf((metric) => known?.get(metric) ?? Number.NaN);
        },
        pictures: () =>
          canvas.current ? [{ canvas: canvas.current, title: siteUnits().power }] : [],
      }}
      state={known ? '' : stateWords(now.state, now.problem)}
    >
      {known ? (
        <Sankey
          label={say(PARTS_TEXTS.flow)}
          nodes={flow.nodes}
          links={flow.links}
          unit={siteUnits().power}
          digits={2}
          canvasRef={(element) => {
            canvas.current = element;
          }}
        />
      ) : null}
    </Panel>
  );
}

function rangeWords(): string {
  const chosen = range.value;
  if (chosen.kind === 'fixed') return say(PARTS_TEXTS.flowPast);
  return chosen.preset.replace(/(\d+)([a-z]+)/, (_, n: string, unit: string) =>
    unit === 'm' ? `${n} min` : `${n} ${unit === 'd' ? say(PARTS_TEXTS.days) : unit}`,
  );
}

function stateWords(state: string, problem: string): string {
  if (state === 'refused') return problem ? t('chartRefused', { problem }) : t('chartFailed');
  if (state === 'offline') return t('chartOffline');
  return state === 'loading' ? t('loading') : say(PARTS_TEXTS.flowNone);
}

/** The balance of every watt, part by part. */
function tableOf(read: Parameters<typeof balanceOf>[0]): ExportTable {
  const { parts, sumW, facilityW, residualW } = balanceOf(read);
  return {
    columns: [
      { name: t('part') },
      { name: t('power'), unit: 'kW', digits: 2 },
      { name: t('share'), unit: '%', digits: 2 },
    ],
    rows: [
      ...parts.map(({ label, powerW, shareRatio }) => [t(label), powerW / 1e3, shareRatio * 100]),
      [t('sumOfParts'), sumW / 1e3, (sumW / facilityW) * 100],
      [t('facility'), facilityW / 1e3, 100],
      [t('residual'), residualW / 1e3, (residualW / facilityW) * 100],
    ],
  };
}

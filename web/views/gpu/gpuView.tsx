// One GPU: everything that is known of it this second, and its last 15 minutes.
import '../rack/place.css';
import './gpu.css';
import { isMetricId, type MetricId } from '../../../server/contract/metrics.ts';
import { STATES } from '../../../server/contract/state.ts';
import { whereText } from '../../floor/readoutText.ts';
import { say, t } from '../../i18n.ts';
import { type SiteContext, siteInfo, useTable } from '../../live.ts';
import { pathOf, query } from '../../route.ts';
import { useSeries } from '../../time/useSeries.ts';
import { ActButton } from '../act/actButton.tsx';
import { NotFound } from '../notFound.tsx';
import { Crumbs, StepLinks } from '../rack/crumbs.tsx';
import { SpreadPanel } from '../rack/spreadPanel.tsx';
import { ClockPanel } from './clockPanel.tsx';
import { GpuEvents } from './gpuEvents.tsx';
import { GpuJob } from './gpuJob.tsx';
import { GPU_TEXTS } from './gpuTexts.ts';
import { MainChart } from './mainChart.tsx';
import { chartedOf, shortMemoryS } from './metricGroups.ts';
import { MetricTable } from './metricTable.tsx';
import { ReasonsPanel } from './reasonsPanel.tsx';
import { SmallCharts } from './smallCharts.tsx';
import { TrayNeighbours } from './trayNeighbours.tsx';

export function GpuView({ id }: { readonly id: string }) {
  const info = siteInfo.value;
  if (!info) return <p class="empty">{say(GPU_TEXTS.waiting)}</p>;
  const place = info.ids.parse(id);
  if (place?.kind !== 'gpu') return <NotFound text={t('noSuchPlace', { id })} />;
  return <GpuPage key={id} info={info} id={id} gpu={place.index} />;
}

interface GpuPageProps {
  readonly info: SiteContext;
  readonly id: string;
  readonly gpu: number;
}

const asked = query('metric');

function chosenMetric(charted: readonly MetricId[]): MetricId {
  const name = asked.value ?? '';
  return isMetricId(name) && charted.includes(name) ? name : 'gpuPowerW';
}

function GpuPage({ info, id, gpu }: GpuPageProps) {
  const table = useTable(`gpu:${id}`).value;
  const charted = chartedOf(info);
  const memoryS = shortMemoryS(info);
  const series = useSeries({
    metrics: charted,
    ids: [id],
    ...(memoryS !== undefined && { lastS: memoryS, points: memoryS }),
  });
  const metric = chosenMetric(charted);
  const value = (of: MetricId): number => table?.value(of, gpu) ?? Number.NaN;
  const out = STATES.gpu[value('gpuState')] === 'out';
  return (
    <div class="placePage">
      <GpuHead info={info} id={id} gpu={gpu} out={out} />
      <div class="placeColumns">
        <div class="placeColumn">
          <MainChart
            metric={metric}
            id={id}
            value={value(metric)}
            series={series}
            site={info.site}
            memoryS={memoryS}
          />
          <SmallCharts
            chosen={metric}
            charted={charted}
            id={id}
            value={value}
            series={series}
            site={info.site}
          />
          <ClockPanel info={info} id={id} value={value} />
          <ReasonsPanel info={info} id={id} />
          <Beside info={info} gpu={gpu} />
          <TrayNeighbours info={info} gpu={gpu} />
          <div class="placePair">
            <GpuJob number={value('gpuJob')} />
            <GpuEvents id={id} info={info} />
          </div>
        </div>
        <MetricTable value={value} />
      </div>
    </div>
  );
}

/** Where it stands among the GPUs of its rack. */
function Beside({ info, gpu }: Pick<GpuPageProps, 'info' | 'gpu'>) {
  const rack = info.places.ancestors('gpu', 'rack')[gpu] ?? 0;
  const table = useTable(`rack:${info.ids.idOf('rack', rack)}`).value;
  return <SpreadPanel info={info} rack={rack} table={table} own={gpu} />;
}

function GpuHead({ info, id, gpu, out }: GpuPageProps & { readonly out: boolean }) {
  const { ids, places, site } = info;
  const rackId = ids.idOf('rack', places.ancestors('gpu', 'rack')[gpu] ?? 0);
  const tray = id.split('-')[1] ?? '';
  const step = (to: number) => {
    if (to < 0 || to >= places.count('gpu')) return undefined;
    const other = ids.idOf('gpu', to);
    return { text: other, href: pathOf('gpu', other) ?? '/' };
  };
  const where = whereText(places, { kind: 'gpu', index: gpu }).split(' · ').slice(0, 2);
  return (
    <header class="placeHead">
      <Crumbs
        steps={[
          ...where.map((text) => ({ text })),
          { text: rackId, href: pathOf('rack', rackId) ?? '/' },
          { text: say(GPU_TEXTS.tray, { number: Number(tray.slice(1)) }) },
        ]}
      />
      <div class="placeTitle">
        <h1>{id}</h1>
        <span class="muted">{site.gpuModel}</span>
        <ActButton kind="gpu" id={id} />
        {out ? <strong class="outWord">{say(GPU_TEXTS.outOfService)}</strong> : null}
        <StepLinks
          label={say(GPU_TEXTS.neighbours)}
          previous={step(gpu - 1)}
          next={step(gpu + 1)}
        />
      </div>
    </header>
  );
}

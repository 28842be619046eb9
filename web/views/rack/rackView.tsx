// One rack: the NVL72 as it stands, where its power goes, what runs on it, and its last 15 minutes.
import './place.css';
import './rack.css';
import type { MetricId } from '../../../server/contract/metrics.ts';
import { STATES } from '../../../server/contract/state.ts';
import { whereText } from '../../floor/readoutText.ts';
import { STATE_TEXTS } from '../../i18n/states.ts';
import { say, t } from '../../i18n.ts';
import { type SiteContext, siteInfo, type Table, useTable } from '../../live.ts';
import { pathOf } from '../../route.ts';
import { ActButton } from '../act/actButton.tsx';
import { NotFound } from '../notFound.tsx';
import { Crumbs, StepLinks } from './crumbs.tsx';
import { Elevation } from './elevation.tsx';
import { GpuTable } from './gpuTable.tsx';
import { PartPanel } from './partPanel.tsx';
import { RackCharts } from './rackCharts.tsx';
import { RackEvents } from './rackEvents.tsx';
import { RackJobs } from './rackJobs.tsx';
import { RACK_TEXTS } from './rackTexts.ts';
import { MetersPanel, SplitPanel } from './splitPanel.tsx';
import { SpreadPanel } from './spreadPanel.tsx';

export function RackView({ id }: { readonly id: string }) {
  const info = siteInfo.value;
  if (!info) return <p class="empty">{say(RACK_TEXTS.waiting)}</p>;
  const place = info.ids.parse(id);
  if (place?.kind !== 'rack') return <NotFound text={t('noSuchPlace', { id })} />;
  return <RackPage key={id} info={info} id={id} rack={place.index} />;
}

interface RackPageProps {
  readonly info: SiteContext;
  readonly id: string;
  readonly rack: number;
}

function RackPage({ info, id, rack }: RackPageProps) {
  const table = useTable(`rack:${id}`).value;
  const value = (metric: MetricId): number => table?.value(metric, rack) ?? Number.NaN;
  const state = STATES.rack[value('rackState')];
  return (
    <div class="placePage">
      <RackHead info={info} id={id} rack={rack} state={state ? say(STATE_TEXTS[state]) : '–'} />
      <div class="placeColumns">
        <div class="placeColumn">
          <Elevation info={info} rack={rack} table={table} />
          <RackJobs info={info} rack={rack} />
          <SpreadPanel info={info} rack={rack} table={table} />
        </div>
        <div class="placeColumn">
          <PartPanel info={info} rack={rack} table={table} />
          <SplitPanel value={value} />
          <MetersPanel value={value} caps={capsOf(info, rack, table)} />
          <RackCharts info={info} id={id} />
          <RackEvents info={info} id={id} />
        </div>
      </div>
      <GpuTable info={info} id={id} rack={rack} />
    </div>
  );
}

/** Lowest and highest power cap of its GPUs; NaN where none is known. */
function capsOf(
  { places }: SiteContext,
  rack: number,
  table: Table | undefined,
): readonly [number, number] {
  const { from, to } = places.within('gpu', 'rack', rack);
  let [low, high] = [Number.NaN, Number.NaN];
  for (let gpu = from; gpu < to; gpu++) {
    const capW = table?.value('gpuPowerLimitW', gpu) ?? Number.NaN;
    if (Number.isNaN(capW)) continue;
    low = Number.isNaN(low) ? capW : Math.min(low, capW);
    high = Number.isNaN(high) ? capW : Math.max(high, capW);
  }
  return [low, high];
}

function RackHead({ info, id, rack, state }: RackPageProps & { readonly state: string }) {
  const { ids, places } = info;
  const step = (to: number) => {
    if (to < 0 || to >= places.count('rack')) return undefined;
    const other = ids.idOf('rack', to);
    return { text: other, href: pathOf('rack', other) ?? '/' };
  };
  const where = whereText(places, { kind: 'rack', index: rack }).split(' · ');
  return (
    <header class="placeHead">
      <Crumbs steps={where.map((text) => ({ text }))} />
      <div class="placeTitle">
        <h1>{say(RACK_TEXTS.rack, { id })}</h1>
        <span class="muted">NVL72 · {state}</span>
        <ActButton kind="rack" id={id} />
        {info.abilities.includes('waveform') ? (
          <a class="link" href={`/power?wave=${id}`}>
            {say(RACK_TEXTS.waveform)}
          </a>
        ) : null}
        <StepLinks
          label={say(RACK_TEXTS.neighbours)}
          previous={step(rack - 1)}
          next={step(rack + 1)}
        />
      </div>
    </header>
  );
}

// One hall: its floor, its racks as a table, its power and thermal state, the ring and the UPS group that serve it.
import '../rack/place.css';
import '../floor/floorView.css';
import './hallView.css';
import { useEffect } from 'preact/hooks';
import type { MetricId } from '../../../server/contract/metrics.ts';
import { STATES } from '../../../server/contract/state.ts';
import { FLOOR_METRICS } from '../../floor/floorMetric.ts';
import { FloorPanel } from '../../floor/floorPanel.tsx';
import { floorShapeOf } from '../../floor/floorShape.ts';
import { formatNumber } from '../../format.ts';
import { HALL_TEXTS as TEXTS } from '../../i18n/hall.ts';
import { say, t } from '../../i18n.ts';
import { type SiteContext, siteInfo, type Table, useTable } from '../../live.ts';
import { pathOf, query } from '../../route.ts';
import { Tiles } from '../../ui/tiles.tsx';
import { Value } from '../../ui/value.tsx';
import { DomainsPanel } from '../floor/domainsPanel.tsx';
import { NotFound } from '../notFound.tsx';
import { Crumbs, StepLinks } from '../rack/crumbs.tsx';
import { HallPowerPanel } from './hallPower.tsx';
import { HallRacks } from './hallRacks.tsx';

export function HallView({ id }: { readonly id: string }) {
  const info = siteInfo.value;
  if (!info) return <p class="empty">{t('loading')}</p>;
  const place = info.ids.parse(id);
  if (place?.kind !== 'hall') return <NotFound text={t('noSuchPlace', { id })} />;
  return <Hall key={id} info={info} id={id} hall={place.index} />;
}

interface HallProps {
  readonly info: SiteContext;
  readonly id: string;
  readonly hall: number;
}

const cell = query('cell');

/** A search leads to a place on the map: its read-out lies below the map, which takes its size after a moment. */
function useReadoutInSight(id: string): void {
  useEffect(() => {
    if (cell.peek() === undefined) return;
    const timer = setTimeout(() => {
      document.querySelector('.hallFloor .readout')?.scrollIntoView({ block: 'nearest' });
    }, MAP_MS);
    return () => clearTimeout(timer);
  }, [id]);
}
const MAP_MS = 500;

function Hall({ info, id, hall }: HallProps) {
  const { places } = info;
  useReadoutInSight(id);
  const racks = places.within('rack', 'hall', hall);
  return (
    <div class="placePage hallPage">
      <HallHead info={info} id={id} hall={hall} />
      <HallTiles info={info} id={id} hall={hall} />
      <div class="hallColumns">
        <FloorPanel class="hallFloor" metrics={FLOOR_METRICS} hall={hall} />
        <div class="floorSide">
          <HallPowerPanel info={info} id={id} />
          <DomainsPanel
            info={info}
            shape={floorShapeOf(places, info.site.floor.hallsAcross)}
            racks={racks}
          />
        </div>
      </div>
      <HallRacks info={info} racks={racks} />
    </div>
  );
}

function HallHead({ info, id, hall }: HallProps) {
  const { ids, places } = info;
  const step = (to: number) => {
    if (to < 0 || to >= places.count('hall')) return undefined;
    const other = ids.idOf('hall', to);
    return { text: other, href: pathOf('hall', other) ?? '/' };
  };
  const racks = places.within('rack', 'hall', hall);
  const gpus = places.within('gpu', 'hall', hall);
  return (
    <header class="placeHead">
      <Crumbs steps={[{ text: say(TEXTS.floor), href: '/floor' }]} />
      <div class="placeTitle">
        <h1>{say(TEXTS.hall, { number: hall + 1 })}</h1>
        <span class="muted">
          {say(racks.to - racks.from === 1 ? TEXTS.holdsOne : TEXTS.holds, {
            id,
            racks: formatNumber(racks.to - racks.from),
            gpus: formatNumber(gpus.to - gpus.from),
          })}
        </span>
        <StepLinks label={say(TEXTS.neighbours)} previous={step(hall - 1)} next={step(hall + 1)} />
      </div>
    </header>
  );
}

function HallTiles({ info, hall }: HallProps) {
  const table = useTable('site').value;
  const read = (metric: MetricId): number => table?.value(metric, hall) ?? Number.NaN;
  const racksW = read('hallRackPowerW');
  const networkW = info.places.count('networkRack') > 0 ? read('hallNetworkPowerW') : 0;
  const kW = (value: number) => <Value value={value} unit="kW" />;
  return (
    <Tiles
      ofNow
      label={say(TEXTS.figures)}
      tiles={[
        {
          name: say(TEXTS.power),
          value: kW(racksW + networkW),
          line: (
            <>
              {say(TEXTS.nvl)} {kW(racksW)}
            </>
          ),
          note: (
            <>
              {say(TEXTS.network)} {kW(networkW)}
            </>
          ),
        },
        {
          name: say(TEXTS.hottest),
          value: <Value value={read('hallGpuTempMaxC')} unit="C" metric="hallGpuTempMaxC" />,
          line: say(TEXTS.limit),
          note: <Value value={info.site.limits.gpuMaxOperatingC} unit="C" digits={0} />,
        },
        groupTile(info, table, hall, 'cdu'),
        groupTile(info, table, hall, 'ups'),
      ]}
    />
  );
}

/** How many CDUs or UPS of the hall are in which state, in words, and what they carry. */
function groupTile(info: SiteContext, table: Table | undefined, hall: number, kind: 'cdu' | 'ups') {
  const { places } = info;
  const within = places.path(kind, 'hall') ? places.within(kind, 'hall', hall) : { from: 0, to: 0 };
  const counts = new Map<string, number>();
  for (let i = within.from; i < within.to; i++) {
    const name = STATES[kind][table?.value(kind === 'cdu' ? 'cduState' : 'upsState', i) ?? -1];
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const all = within.to - within.from;
  const good = ['running', 'standby', 'starting', 'online'].reduce(
    (sum, name) => sum + (counts.get(name) ?? 0),
    0,
  );
  const words = [...counts].map(([name, count]) => `${count} ${say(TEXTS[name as 'running'])}`);
  return {
    name: say(kind === 'cdu' ? TEXTS.ring : TEXTS.upsGroup),
    value: table ? t('someOf', { some: good, all }) : '–',
    line: words.join(' · ') || '–',
  };
}

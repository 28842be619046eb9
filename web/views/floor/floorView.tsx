// The whole floor, large: every metric, a scale with its histogram, what is picked, the domains, and the last days.
import './floorView.css';
import { useSignal, useSignalEffect } from '@preact/signals';
import { useCallback, useEffect, useMemo } from 'preact/hooks';
import { FLOOR_METRICS, isJobMetric, PLANES } from '../../floor/floorMetric.ts';
import { FloorPanel } from '../../floor/floorPanel.tsx';
import { floorShapeOf, gpusPerRack } from '../../floor/floorShape.ts';
import { floorMetric, openHall } from '../../floor/floorState.ts';
import { isCampus } from '../../floor/floorViewOf.ts';
import { FLOOR_VIEW_TEXTS } from '../../i18n/floorView.ts';
import { say } from '../../i18n.ts';
import { type SiteContext, siteInfo } from '../../live.ts';
import { DomainsPanel } from './domainsPanel.tsx';
import { LegendHistogram } from './legendHistogram.tsx';
import { createPastFloor, momentMs } from './moment.ts';
import { createPicking, pickedPlaces } from './picked.ts';
import { SelectionPanel } from './selectionPanel.tsx';
import { TimeScrub } from './timeScrub.tsx';

export function FloorView() {
  const info = siteInfo.value;
  return (
    <div class="floorPage">
      <h1 class="unseen">{say(FLOOR_VIEW_TEXTS.floor)}</h1>
      {info ? <Floor info={info} /> : <p class="empty">{say(FLOOR_VIEW_TEXTS.loading)}</p>}
    </div>
  );
}

function Floor({ info }: { readonly info: SiteContext }) {
  const shape = useMemo(() => floorShapeOf(info.places, info.site.floor.hallsAcross), [info]);
  const past = useMemo(createPastFloor, []);
  useEffect(() => past.stop, [past]);
  const stored = info.stored.has('gpu') || info.stored.has('rack');
  // As the map has it: its own width decides, not the window's.
  const detail = useSignal<'gpus' | 'racks' | undefined>(undefined);
  const tell = useCallback((shown: 'gpus' | 'racks') => {
    detail.value = shown;
  }, []);
  useSignalEffect(() => {
    const metric = floorMetric.value;
    const hall = openHall.value;
    const racks = detail.value === 'racks';
    const planes = isJobMetric(metric) || metric === 'health' ? undefined : PLANES[metric];
    const campusHall = isCampus(shape) && hall !== undefined && !racks;
    past.want(
      stored && detail.value ? planes?.[racks ? 'racks' : 'gpus'] : undefined,
      campusHall ? info.ids.idOf('hall', hall) : undefined,
      momentMs.value,
    );
  });
  const perRack = gpusPerRack(shape);
  const extras = useMemo(
    () => ({ past: past.plane, picked: pickedPlaces, picking: createPicking(perRack) }),
    [past, perRack],
  );
  const racks = detail.value === 'racks';
  return (
    <>
      <FloorPanel
        class={past.plane.value === undefined ? 'floorLarge' : 'floorLarge isPast'}
        metrics={FLOOR_METRICS}
        extras={extras}
        onDetail={tell}
        // Before the map is measured nobody knows which plane to ask for: a campus sends no GPUs without a hall.
        histogram={
          detail.value ? (
            <LegendHistogram info={info} racks={racks} past={past.plane} />
          ) : (
            <div class="legendHistogram" />
          )
        }
        above={<TimeScrub info={info} past={past.shown} stored={stored} />}
      />
      <div class="floorSide">
        <SelectionPanel info={info} perRack={perRack} />
        <DomainsPanel info={info} shape={shape} />
      </div>
    </>
  );
}

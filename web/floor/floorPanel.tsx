// The floor: the site as it stands, every GPU of it, in one metric at a time.
import './floor.css';
import { useId, useMemo, useRef } from 'preact/hooks';
import { say } from '../i18n.ts';
import { type SiteContext, siteInfo } from '../live.ts';
import { Panel } from '../ui/panel.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { type ElementSize, useElementSize } from './elementSize.ts';
import { type FloorLayout, layoutFloor } from './floorLayout.ts';
import { FloorMap } from './floorMap.tsx';
import { FLOOR_METRICS, type FloorMetric } from './floorMetric.ts';
import { floorShapeOf } from './floorShape.ts';
import { chooseFloorMetric, chosen, floorMetric, openHall } from './floorState.ts';
import { FLOOR_TEXTS, METRIC_TEXTS } from './floorTexts.ts';
import { floorViewOf, isCampus } from './floorViewOf.ts';
import { Legend } from './legend.tsx';
import { Readout } from './readout.tsx';

interface FloorPanelProps {
  /** Names the panel's place in its view's grid. */
  readonly class?: string;
}

export function FloorPanel(props: FloorPanelProps) {
  const box = useRef<HTMLDivElement>(null);
  const size = useElementSize(box).value;
  const info = siteInfo.value;
  const metric = floorMetric.value;
  const hall = openHall.value;
  const layout = useMemo(() => info && size && layoutOf(info, size, hall), [info, size, hall]);
  const detail = layout?.view.detail ?? 'gpus';
  const readoutId = useId();
  return (
    <Panel
      title={say(FLOOR_TEXTS.floor)}
      subtitle={say(METRIC_TEXTS[metric][detail])}
      actions={
        <>
          <OpenHall />
          <MetricSwitch metric={metric} />
        </>
      }
      class={`floorPanel ${props.class ?? ''}`}
      flush
    >
      <div class="floorStack">
        <a class="skipMap" href={`#${readoutId}`} onClick={(event) => skipTo(event, readoutId)}>
          {say(FLOOR_TEXTS.skipMap)}
        </a>
        <div class={layout?.view.height === undefined ? 'floorBox tall' : 'floorBox'} ref={box}>
          {info && layout ? (
            <FloorMap info={info} layout={layout} metric={metric} readoutId={readoutId} />
          ) : null}
        </div>
        {info ? <Legend site={info.site} metric={metric} detail={detail} /> : null}
        {info && layout ? (
          <Readout id={readoutId} info={info} shape={layout.shape} hint={hintOf(layout)} />
        ) : null}
      </div>
    </Panel>
  );
}

function layoutOf(info: SiteContext, size: ElementSize, hall: number | undefined): FloorLayout {
  const shape = floorShapeOf(info.places, info.site.floor.hallsAcross);
  return layoutFloor(shape, floorViewOf(shape, size, hall));
}

function hintOf({ shape, view }: FloorLayout): string {
  if (isCampus(shape) && view.halls > 1) return say(FLOOR_TEXTS.hallHint);
  return say(view.height === undefined ? FLOOR_TEXTS.tapHint : FLOOR_TEXTS.pointHint);
}

/** The address stays as it is: its fragment is no place of the site. */
function skipTo(event: Event, id: string): void {
  event.preventDefault();
  document.getElementById(id)?.focus();
}

function MetricSwitch({ metric }: { readonly metric: FloorMetric }) {
  return (
    <Segmented
      label={say(FLOOR_TEXTS.metric)}
      options={FLOOR_METRICS.map((value) => ({ value, label: say(METRIC_TEXTS[value].label) }))}
      value={metric}
      onChange={chooseFloorMetric}
    />
  );
}

/** On a campus: the way back from one hall to all. */
function OpenHall() {
  if (openHall.value === undefined) return null;
  return (
    <button
      type="button"
      class="wholeSite"
      onClick={() => {
        openHall.value = undefined;
        chosen.value = undefined;
      }}
    >
      ‹ {say(FLOOR_TEXTS.wholeSite)}
    </button>
  );
}

// The floor: the site as it stands, every GPU of it, in one metric at a time.
import './floor.css';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { say } from '../i18n.ts';
import { type SiteContext, siteInfo } from '../live.ts';
import { withNowMark } from '../time/nowMark.ts';
import type { PanelExports } from '../ui/exportTable.ts';
import { Panel } from '../ui/panel.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { marksTraysOut } from './drawMarks.ts';
import { type ElementSize, useElementSize } from './elementSize.ts';
import { type FloorLayout, layoutFloor } from './floorLayout.ts';
import { FloorMap, type MapExtras } from './floorMap.tsx';
import { type FloorMetric, SHORT_METRICS } from './floorMetric.ts';
import { floorShapeOf } from './floorShape.ts';
import { chooseFloorMetric, chosen, floorMetric, openHall, showHall } from './floorState.ts';
import { FLOOR_TEXTS, METRIC_TEXTS } from './floorTexts.ts';
import { floorViewOf, isCampus } from './floorViewOf.ts';
import { Legend } from './legend.tsx';
import { Readout } from './readout.tsx';

interface FloorPanelProps {
  /** Names the panel's place in its view's grid. */
  readonly class?: string;
  /** Which metrics can be chosen; the five of the overview unless told. */
  readonly metrics?: readonly FloorMetric[];
  readonly extras?: MapExtras;
  /** Over the scale of the legend. */
  readonly histogram?: ComponentChildren;
  /** Between the head and the map: what moment is shown. */
  readonly above?: ComponentChildren;
  /** One hall alone, whatever the address says. */
  readonly hall?: number;
  /** Told when it is known, and when it changes: what a cell of the map is. */
  readonly onDetail?: (detail: FloorLayout['view']['detail']) => void;
}

export function FloorPanel(props: FloorPanelProps) {
  const box = useRef<HTMLDivElement>(null);
  const size = useElementSize(box).value;
  const info = siteInfo.value;
  const hall = props.hall ?? openHall.value;
  const layout = useMemo(
    () => info && size && layoutOf(info, size, hall, props.hall !== undefined),
    [info, size, hall, props.hall],
  );
  const detail = layout?.view.detail ?? 'gpus';
  const { onDetail } = props;
  useLayoutEffect(() => {
    if (layout) onDetail?.(layout.view.detail);
  }, [layout, onDetail]);
  // A rack has no clock of its own.
  const offered = (props.metrics ?? SHORT_METRICS).filter(
    (one) => detail === 'gpus' || one !== 'clock',
  );
  const asked = floorMetric.value;
  const metric = offered.includes(asked) ? asked : 'power';
  const ofWhat = say(METRIC_TEXTS[metric][detail]);
  const readoutId = useId();
  return (
    <Panel
      title={say(FLOOR_TEXTS.floor)}
      subtitle={props.extras ? ofWhat : withNowMark(ofWhat)}
      actions={
        <>
          {props.hall === undefined ? <OpenHall /> : null}
          <MetricSwitch metric={metric} offered={offered} />
        </>
      }
      class={`floorPanel ${props.class ?? ''}`}
      flush
      {...(info && layout
        ? {
            exports: () =>
              exportsOf(info, { metric, view: layout.view, past: props.extras?.past?.peek() }),
          }
        : {})}
    >
      <div class="floorStack">
        <a class="skipMap" href={`#${readoutId}`} onClick={(event) => skipTo(event, readoutId)}>
          {say(FLOOR_TEXTS.skipMap)}
        </a>
        {props.above}
        <div class={layout?.view.height === undefined ? 'floorBox tall' : 'floorBox'} ref={box}>
          {info && layout ? (
            <FloorMap
              info={info}
              layout={layout}
              metric={metric}
              readoutId={readoutId}
              extras={props.extras}
            />
          ) : null}
        </div>
        {info ? (
          <Legend
            site={info.site}
            metric={metric}
            detail={detail}
            traysOut={layout === undefined || marksTraysOut(layout)}
          >
            {props.histogram}
          </Legend>
        ) : null}
        {info && layout ? (
          <Readout
            id={readoutId}
            info={info}
            shape={layout.shape}
            hint={hintOf(layout)}
            past={props.extras?.past?.value !== undefined}
          />
        ) : null}
      </div>
    </Panel>
  );
}

function layoutOf(
  info: SiteContext,
  size: ElementSize,
  hall: number | undefined,
  only: boolean,
): FloorLayout {
  const shape = floorShapeOf(info.places, info.site.floor.hallsAcross);
  return layoutFloor(shape, floorViewOf(shape, size, hall, only));
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

function MetricSwitch(props: {
  readonly metric: FloorMetric;
  readonly offered: readonly FloorMetric[];
}) {
  return (
    <Segmented
      label={say(FLOOR_TEXTS.metric)}
      options={props.offered.map((value) => ({ value, label: say(METRIC_TEXTS[value].label) }))}
      value={props.metric}
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
        showHall(undefined);
        chosen.value = undefined;
      }}
    >
      ‹ {say(FLOOR_TEXTS.wholeSite)}
    </button>
  );
}

/** Of the menu alone: no part of the first load. */
async function exportsOf(
  ...given: Parameters<typeof import('./floorExports.ts').floorExports>
): Promise<PanelExports> {
  return (await import('./floorExports.ts')).floorExports(...given);
}

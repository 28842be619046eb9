// The map of the floor: a canvas of cells, a canvas of marks over it that listens, and the names of halls and rows.
import { effect } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { MetricId } from '../../server/contract/metrics.ts';
import { say } from '../i18n.ts';
import { connection, type SiteContext, useJobs, usePlane, useTable } from '../live.ts';
import { theme } from '../theme.ts';
import { createSheet } from './drawCells.ts';
import { cduLook, drawCdu, drawCornerMarks, drawFrame, drawNetworkRacks } from './drawMarks.ts';
import { floorJobs } from './floorJobs.ts';
import type { FloorLayout } from './floorLayout.ts';
import { type FloorMetric, PLANES } from './floorMetric.ts';
import { drawFloor } from './floorPicture.ts';
import { chosen, highlightedJob, pointed } from './floorState.ts';
import { FLOOR_TEXTS } from './floorTexts.ts';
import { createFrames } from './frames.ts';
import { readInk } from './ink.ts';
import { createMapActions } from './mapActions.ts';
import { MapLabels } from './mapLabels.tsx';

interface FloorMapProps {
  readonly info: SiteContext;
  readonly layout: FloorLayout;
  readonly metric: FloorMetric;
  /** Id of the element that says in words what is chosen. */
  readonly readoutId: string;
}

export function FloorMap({ info, layout, metric, readoutId }: FloorMapProps) {
  const actions = useMemo(() => createMapActions(info, layout), [info, layout]);
  const style = {
    width: `${layout.width / layout.view.ratio}px`,
    height: `${layout.height / layout.view.ratio}px`,
  };
  return (
    <div
      class="floorMap"
      style={style}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application of its own, moved through with the arrow keys
      tabIndex={0}
      role="application"
      aria-label={say(layout.view.detail === 'gpus' ? FLOOR_TEXTS.map : FLOOR_TEXTS.rackMap)}
      aria-describedby={readoutId}
      onPointerMove={actions.move}
      onPointerLeave={actions.leave}
      onClick={actions.click}
      onDblClick={actions.open}
      onKeyDown={actions.key}
    >
      <div aria-hidden="true">
        <CellCanvas info={info} layout={layout} metric={metric} />
        <MarkCanvas layout={layout} />
        <MapLabels info={info} layout={layout} />
      </div>
    </div>
  );
}

function isStale(): boolean {
  return connection.value !== 'live' && connection.value !== 'connecting';
}

function CellCanvas({ info, layout, metric }: Omit<FloorMapProps, 'readoutId'>) {
  const ref = useRef<HTMLCanvasElement>(null);
  const { detail } = layout.view;
  const alone = layout.view.halls < layout.shape.halls && detail === 'gpus';
  const hallId = alone ? info.ids.idOf('hall', layout.view.firstHall) : undefined;
  const health: MetricId = PLANES.health[detail];
  const shown = usePlane(metric === 'job' ? health : PLANES[metric][detail], hallId);
  const states = usePlane(health, hallId);
  const sheet = useMemo(() => createSheet(layout), [layout]);
  useJobs();

  useEffect(() => {
    const context = ref.current?.getContext('2d');
    if (!context || !sheet) return;
    const frames = createFrames(() =>
      drawFloor(context, layout, sheet, {
        metric,
        plane: shown.peek(),
        health: states.peek(),
        jobs: floorJobs.peek(),
        lit: highlightedJob.peek(),
        stale: isStale(),
        theme: theme.peek(),
        ink: readInk(),
      }),
    );
    const unfollow = effect(() => {
      void [shown.value, states.value, floorJobs.value, highlightedJob.value, theme.value];
      isStale();
      frames.request();
    });
    return () => {
      unfollow();
      frames.stop();
    };
  }, [layout, sheet, metric, shown, states]);

  return <canvas ref={ref} width={layout.width} height={layout.height} />;
}

function MarkCanvas({ layout }: Pick<FloorMapProps, 'layout'>) {
  const ref = useRef<HTMLCanvasElement>(null);
  const rackHealth = usePlane('rackHealth');
  const site = useTable('site');

  useEffect(() => {
    const context = ref.current?.getContext('2d');
    if (!context) return;
    const frames = createFrames(() => {
      const ink = readInk();
      const stale = isStale();
      const table = site.peek();
      const health = rackHealth.peek();
      context.clearRect(0, 0, layout.width, layout.height);
      drawNetworkRacks(context, layout, ink);
      for (const box of layout.cdus) {
        const state = table?.value('cduState', box.index) ?? Number.NaN;
        const pump = table?.value('cduPumpState', box.index) ?? Number.NaN;
        drawCdu(context, box, cduLook(state, pump), ink, stale);
      }
      if (health) drawCornerMarks(context, layout, health.codes, ink, stale);
      const hover = pointed.peek();
      const choice = chosen.peek();
      if (hover) drawFrame(context, layout, hover, ink, false);
      if (choice) drawFrame(context, layout, choice, ink, true);
    });
    const unfollow = effect(() => {
      void [rackHealth.value, site.value, pointed.value, chosen.value, theme.value];
      isStale();
      frames.request();
    });
    return () => {
      unfollow();
      frames.stop();
    };
  }, [layout, rackHealth, site]);

  return <canvas ref={ref} width={layout.width} height={layout.height} />;
}

// The map of the floor: a canvas of cells, a canvas of marks over it that listens, and the names of halls and rows.
import { effect, type ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { MetricId } from '../../server/contract/metrics.ts';
import { say } from '../i18n.ts';
import { connection, type Plane, type SiteContext, useJobs, usePlane, useTable } from '../live.ts';
import { theme } from '../theme.ts';
import { createSheet } from './drawCells.ts';
import {
  cduLook,
  drawCdu,
  drawCornerMarks,
  drawFrame,
  drawNetworkRacks,
  drawPick,
} from './drawMarks.ts';
import { floorJobs, floorTenants } from './floorJobs.ts';
import type { FloorLayout } from './floorLayout.ts';
import { type FloorMetric, isJobMetric, PLANES } from './floorMetric.ts';
import { drawFloor } from './floorPicture.ts';
import { chosen, highlightedJob, pointed } from './floorState.ts';
import { FLOOR_TEXTS } from './floorTexts.ts';
import { createFrames } from './frames.ts';
import type { FloorPlace } from './hit.ts';
import { readInk } from './ink.ts';
import { useKeptChoice } from './keptChoice.ts';
import { createMapActions, type Picking } from './mapActions.ts';
import { MapLabels } from './mapLabels.tsx';

/** What a map of its own page shows besides the present: a past second, and what is picked. */
export interface MapExtras {
  /** A plane of the past; undefined while the map is live. */
  readonly past?: ReadonlySignal<Plane | undefined>;
  readonly picked?: ReadonlySignal<readonly FloorPlace[]>;
  readonly picking?: Picking;
}

interface FloorMapProps {
  readonly info: SiteContext;
  readonly layout: FloorLayout;
  readonly metric: FloorMetric;
  /** Id of the element that says in words what is chosen. */
  readonly readoutId: string;
  readonly extras?: MapExtras | undefined;
}

export function FloorMap({ info, layout, metric, readoutId, extras }: FloorMapProps) {
  const picking = extras?.picking;
  const actions = useMemo(() => createMapActions(info, layout, picking), [info, layout, picking]);
  useKeptChoice();
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
        <CellCanvas info={info} layout={layout} metric={metric} extras={extras} />
        <MarkCanvas layout={layout} extras={extras} />
        <MapLabels info={info} layout={layout} past={extras?.past?.value !== undefined} />
      </div>
    </div>
  );
}

function isStale(): boolean {
  return connection.value !== 'live' && connection.value !== 'connecting';
}

function CellCanvas({ info, layout, metric, extras }: Omit<FloorMapProps, 'readoutId'>) {
  const ref = useRef<HTMLCanvasElement>(null);
  const { detail } = layout.view;
  const alone = layout.view.halls < layout.shape.halls && detail === 'gpus';
  const hallId = alone ? info.ids.idOf('hall', layout.view.firstHall) : undefined;
  const health: MetricId = PLANES.health[detail];
  const shown = usePlane(isJobMetric(metric) ? health : PLANES[metric][detail], hallId);
  const states = usePlane(health, hallId);
  const sheet = useMemo(() => createSheet(layout), [layout]);
  useJobs();
  const past = extras?.past;
  const jobs = metric === 'tenant' ? floorTenants : floorJobs;
  const noteC = info.site.limits.gpuMaxOperatingC - 10;

  useEffect(() => {
    const context = ref.current?.getContext('2d');
    if (!context || !sheet) return;
    const frames = createFrames(() =>
      drawFloor(context, layout, sheet, {
        metric,
        plane: past?.peek() ?? shown.peek(),
        // Who was out of service then, the codes of then say by themselves.
        health: past?.peek() ? undefined : states.peek(),
        jobs: jobs.peek(),
        lit: highlightedJob.peek(),
        stale: past?.peek() === undefined && isStale(),
        theme: theme.peek(),
        ink: readInk(),
        noteC,
      }),
    );
    const unfollow = effect(() => {
      void [shown.value, states.value, jobs.value, highlightedJob.value, theme.value, past?.value];
      isStale();
      frames.request();
    });
    return () => {
      unfollow();
      frames.stop();
    };
  }, [layout, sheet, metric, shown, states, past, jobs, noteC]);

  return <canvas ref={ref} width={layout.width} height={layout.height} />;
}

function MarkCanvas({ layout, extras }: Pick<FloorMapProps, 'layout' | 'extras'>) {
  const past = extras?.past;
  const picked = extras?.picked;
  const ref = useRef<HTMLCanvasElement>(null);
  const rackHealth = usePlane('rackHealth');
  const site = useTable('site');

  useEffect(() => {
    const context = ref.current?.getContext('2d');
    if (!context) return;
    let drawn = '';
    const frames = createFrames(() => {
      const ink = readInk();
      const stale = isStale();
      const table = site.peek();
      // Marks are of now: over a picture of the past they would lie.
      const live = past?.peek() === undefined;
      const health = live ? rackHealth.peek() : undefined;
      const looks = layout.cdus.map(({ index }) => {
        const state = table?.value('cduState', index) ?? Number.NaN;
        const pump = table?.value('cduPumpState', index) ?? Number.NaN;
        return live ? cduLook(state, pump) : 'unknown';
      });
      const picks = picked?.peek() ?? [];
      const hover = pointed.peek();
      const choice = chosen.peek();
      // Most seconds change no mark: the pixels stay.
      const key = JSON.stringify([looks, stale, ink, picks, hover, choice, health?.codes.join('')]);
      if (key === drawn) return;
      drawn = key;
      context.clearRect(0, 0, layout.width, layout.height);
      drawNetworkRacks(context, layout, ink);
      layout.cdus.forEach((box, i) => {
        drawCdu(context, box, looks[i] ?? 'unknown', ink, stale);
      });
      if (health) drawCornerMarks(context, layout, health.codes, ink, stale);
      for (const place of picks) drawPick(context, layout, place, ink);
      if (hover) drawFrame(context, layout, hover, ink, false);
      if (choice) drawFrame(context, layout, choice, ink, true);
    });
    const unfollow = effect(() => {
      void [rackHealth.value, site.value, pointed.value, chosen.value, theme.value];
      void [past?.value, picked?.value];
      isStale();
      frames.request();
    });
    return () => {
      unfollow();
      frames.stop();
    };
  }, [layout, rackHealth, site, past, picked]);

  return <canvas ref={ref} width={layout.width} height={layout.height} />;
}

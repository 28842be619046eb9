// The histogram over the legend's scale: how many places have which value, in 24 classes.
import { effect, type ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { NO_PLANE_CODE } from '../../../server/contract/noValue.ts';
import { isJobMetric, PLANES } from '../../floor/floorMetric.ts';
import { floorMetric, openHall } from '../../floor/floorState.ts';
import { FLOOR_VIEW_TEXTS } from '../../i18n/floorView.ts';
import { say } from '../../i18n.ts';
import { type Plane, type SiteContext, usePlane } from '../../live.ts';
import { colourOf, theme } from '../../theme.ts';

const CLASSES = 24;
const HEIGHT = 22;

interface LegendHistogramProps {
  readonly info: SiteContext;
  readonly racks: boolean;
  readonly past: ReadonlySignal<Plane | undefined>;
}

export function LegendHistogram({ info, racks, past }: LegendHistogramProps) {
  const metric = floorMetric.value;
  const wanted = isJobMetric(metric) ? 'power' : metric;
  const shown = racks && wanted === 'clock' ? 'power' : wanted;
  const hall = openHall.value;
  const hallId = hall === undefined || racks ? undefined : info.ids.idOf('hall', hall);
  const live = usePlane(PLANES[shown][racks ? 'racks' : 'gpus'], hallId);
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(
    () =>
      effect(() => {
        const plane = past.value ?? live.value;
        void theme.value;
        if (ref.current && plane) draw(ref.current, countCodes(plane.codes));
      }),
    [live, past],
  );
  return (
    <canvas
      ref={ref}
      class="legendHistogram"
      role="img"
      aria-label={say(FLOOR_VIEW_TEXTS.counted)}
    />
  );
}

/** Places by class of the scale; those without a value are in none. */
function countCodes(codes: Uint8Array): number[] {
  const counts = new Array<number>(CLASSES).fill(0);
  for (const code of codes) {
    if (code === NO_PLANE_CODE) continue;
    const at = Math.min(CLASSES - 1, Math.floor((code / NO_PLANE_CODE) * CLASSES));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

function draw(canvas: HTMLCanvasElement, counts: readonly number[]): void {
  const ratio = devicePixelRatio;
  const width = Math.round(canvas.clientWidth * ratio);
  const height = Math.round(HEIGHT * ratio);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.clearRect(0, 0, width, height);
  context.fillStyle = colourOf('muted');
  const most = Math.max(1, ...counts);
  const each = width / counts.length;
  counts.forEach((count, i) => {
    if (count === 0) return;
    // One GPU among thousands is still to be seen.
    const tall = Math.max(1, Math.round((count / most) * height));
    context.fillRect(Math.round(i * each), height - tall, Math.max(1, Math.floor(each) - 1), tall);
  });
}

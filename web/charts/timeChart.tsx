// A line chart as a component: drawn when its values, the theme or the language change.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { language } from '../i18n.ts';
import { theme } from '../theme.ts';
import { createLineChart, type LineChart, type LinePicture } from './lineChart.ts';

interface TimeChartProps {
  readonly picture: LinePicture | undefined;
  /** What the chart shows, for who does not see it. */
  readonly label: string;
  readonly plain?: boolean;
}

export function TimeChart({ picture, label, plain = false }: TimeChartProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<LineChart | undefined>(undefined);
  const look = `${theme.value} ${language.value}`;

  useLayoutEffect(() => {
    if (!canvas.current) return;
    chart.current = createLineChart(canvas.current, plain);
    return () => chart.current?.close();
  }, [plain]);
  useLayoutEffect(() => {
    if (picture) chart.current?.draw(picture);
  }, [picture, look]);

  return (
    <div class="timeChart">
      <canvas ref={canvas} role="img" aria-label={label} />
    </div>
  );
}

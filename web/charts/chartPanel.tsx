// A panel of one or more time charts on one axis of time, with the menu that saves their numbers and picture.
import { computed, type ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { unitText } from '../format.ts';
import type { Series } from '../time/seriesTypes.ts';
import type { PanelExports } from '../ui/exportTable.ts';
import { Panel } from '../ui/panel.tsx';
import type { ChartSpec } from './chartTypes.ts';
import { originsPart } from './originsPart.ts';
import { createPlotEdges } from './plotEdges.ts';
import { TimeChart } from './timeChart.tsx';

export interface ChartOfPanel {
  /** Names the chart among others; the panel's title is enough for one alone. */
  readonly name?: string;
  readonly spec: ChartSpec;
  /** Of this chart; the panel's own unless given. */
  readonly series?: ReadonlySignal<Series>;
}

interface ChartPanelProps {
  readonly title: string;
  readonly subtitle?: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly class?: string;
  readonly series: ReadonlySignal<Series>;
  /** One above the other; they share the axis of time and the cursor, never a scale. */
  readonly charts: readonly ChartOfPanel[];
  /** What they show now, in words; the title unless given. */
  readonly label?: string;
  /** Words under the charts. */
  readonly children?: ComponentChildren;
}

export function ChartPanel({ title, series, charts, label, children, ...panel }: ChartPanelProps) {
  const canvases = useRef(new Map<number, HTMLCanvasElement>());
  const edges = useMemo(createPlotEdges, []);
  const exports = async (): Promise<PanelExports> => {
    const { seriesTable } = await import('./seriesTable.ts');
    return {
      covers: () => series.peek().span,
      table: () =>
        seriesTable(charts.map((chart) => ({ ...chart, series: (chart.series ?? series).peek() }))),
      pictures: () =>
        charts.flatMap(({ name, spec }, i) => {
          const canvas = canvases.current.get(i);
          const words = [name, unitText(spec.unit)].filter(Boolean).join(' · ');
          return canvas ? [{ canvas, title: words }] : [];
        }),
    };
  };
  return (
    <Panel title={title} exports={exports} {...panel}>
      <div class={charts.length > 1 ? 'charts several' : 'charts'}>
        {charts.map((chart, i) => (
          <figure key={chart.name ?? i} class="chartFigure">
            <figcaption>
              {chart.name && chart.name !== title ? `${chart.name} ` : ''}
              <span class="muted">
                {unitText(chart.spec.unit)}
                <Making series={chart.series ?? series} />
              </span>
            </figcaption>
            <TimeChart
              series={chart.series ?? series}
              spec={chart.spec}
              edges={edges}
              label={chart.name ? `${title}: ${chart.name}` : (label ?? title)}
              canvasRef={(canvas) => {
                if (canvas) canvases.current.set(i, canvas);
                else canvases.current.delete(i);
              }}
            />
          </figure>
        ))}
      </div>
      {children}
    </Panel>
  );
}

/** Written by its own signal: the panel is not built anew each second. */
function Making({ series }: Pick<ChartPanelProps, 'series'>) {
  const text = useMemo(() => computed(() => originsPart.value?.makingText(series.value)), [series]);
  return <>{text}</>;
}

// What a chart's values were at the cursor: seen above the plot, and the same words for who does not see it.
import type { ReadonlySignal } from '@preact/signals';
import type { EventRecord } from '../../server/contract/event.ts';
import { eventSentence } from '../eventSentence.ts';
import { formatClock, formatDayTime, formatText } from '../format.ts';
import { t } from '../i18n.ts';
import { siteInfo } from '../live.ts';
import type { Series } from '../time/seriesTypes.ts';
import { Shape } from '../ui/statusMark.tsx';
import type { ChartLine, ChartSpec } from './chartTypes.ts';
import { firstIn } from './columns.ts';
import { originAt } from './origins.ts';
import { columnOf } from './picture.ts';

const DAY_MS = 86_400_000;

interface Reading {
  readonly label: string;
  readonly ink: string;
  readonly text: string;
  /** Lowest and highest of the step, where they differ. */
  readonly band: string;
}

/** The value of each line in the step that holds the moment. */
function readingsAt(series: Series, spec: ChartSpec, atMs: number): readonly Reading[] {
  const show = (value: number): string =>
    formatText(value, spec.unit, spec.digits === undefined ? {} : { digits: spec.digits });
  const row = rowAt(series, atMs);
  return spec.lines.map((line: ChartLine) => {
    const { min, mean, max } = columnOf(series, line);
    const [low = Number.NaN, high = Number.NaN] = [min[row], max[row]];
    return {
      label: line.label,
      ink: line.ink,
      text: show(mean[row] ?? Number.NaN),
      band: high > low && show(low) !== show(high) ? `${show(low)} – ${show(high)}` : '',
    };
  });
}

/** Of a stack, what its layers add up to. */
function totalAt(series: Series, spec: ChartSpec, atMs: number): string {
  const row = rowAt(series, atMs);
  const means = spec.lines.map((line) => columnOf(series, line).mean[row] ?? Number.NaN);
  const digits = spec.digits === undefined ? {} : { digits: spec.digits };
  return formatText(
    means.reduce((sum, mean) => sum + mean, 0),
    spec.unit,
    digits,
  );
}

/** The row whose step holds the moment; -1 when there is none. */
function rowAt({ timesMs, stepS }: Series, atMs: number): number {
  const row = firstIn(timesMs, atMs - 1);
  const endMs = timesMs[row];
  return endMs !== undefined && endMs - atMs < stepS * 1000 ? row : -1;
}

/** How the moment came to be known, of which anything is known at all. */
function originOf(series: Series, spec: ChartSpec, atMs: number): string {
  const row = rowAt(series, atMs);
  const known = spec.lines.some(
    (line) => !Number.isNaN(columnOf(series, line).mean[row] ?? Number.NaN),
  );
  return known ? originAt(series.stretches, atMs) : '';
}

function timeText({ span }: Series, atMs: number): string {
  const zone = siteInfo.peek()?.site.timeZone ?? 'UTC';
  const long = span.toMs - span.fromMs > DAY_MS / 2;
  return long ? formatDayTime(atMs, zone) : formatClock(atMs, zone);
}

/** The event nearest to the cursor, if it is near. */
function eventAt(
  events: readonly EventRecord[],
  { span }: Series,
  atMs: number,
): EventRecord | undefined {
  const reach = (span.toMs - span.fromMs) / 80;
  const near = events.filter(({ timeMs }) => Math.abs(timeMs - atMs) <= reach);
  return near.sort((a, b) => Math.abs(a.timeMs - atMs) - Math.abs(b.timeMs - atMs))[0];
}

/** The read-out as one sentence. */
export function readingText(
  series: Series,
  spec: ChartSpec,
  events: readonly EventRecord[],
  atMs: number,
): string {
  const readings = readingsAt(series, spec, atMs).map(({ label, text }) => `${label} ${text}`);
  const event = eventAt(events, series, atMs);
  const told = event ? [eventSentence(event, siteInfo.peek()?.rules ?? [])] : [];
  const origin = originOf(series, spec, atMs);
  return [timeText(series, atMs), ...(origin ? [origin] : []), ...readings, ...told].join(', ');
}

interface ReadoutProps {
  readonly series: ReadonlySignal<Series>;
  readonly spec: ChartSpec;
  readonly events: readonly EventRecord[];
  readonly atMs: number;
}

export function Readout({ series, spec, events, atMs }: ReadoutProps) {
  const now = series.value;
  const event = eventAt(events, now, atMs);
  return (
    <p class="chartReadout live" aria-hidden="true">
      <strong>{timeText(now, atMs)}</strong>
      <Origin series={now} spec={spec} atMs={atMs} />
      {spec.stacked ? <span>Σ {totalAt(now, spec, atMs)}</span> : null}
      {readingsAt(now, spec, atMs).map(({ label, ink, text, band }) => (
        <span key={label}>
          <i class="swatch" style={{ background: `var(--${ink})` }} />
          {spec.lines.length > 1 ? `${label} ` : ''}
          {text}
          {band ? <span class="muted">{` (${band})`}</span> : null}
        </span>
      ))}
      {now.before ? <Before series={now} spec={spec} atMs={atMs} /> : null}
      {event ? (
        <span class={`readEvent level-${event.severity}`}>
          <Shape level={event.severity} /> {eventSentence(event, siteInfo.value?.rules ?? [])}
        </span>
      ) : null}
    </p>
  );
}

interface OriginProps extends Pick<ReadoutProps, 'spec' | 'atMs'> {
  readonly series: Series;
}

/** Says so where the moment was not recorded. */
function Origin({ series, spec, atMs }: OriginProps) {
  const name = originOf(series, spec, atMs);
  return name ? <span class="muted">{name}</span> : null;
}

/** The same values one period before. */
function Before({ series, spec, atMs }: Pick<ReadoutProps, 'spec' | 'atMs'> & { series: Series }) {
  if (!series.before) return null;
  const before: Series = { ...series, ...series.before };
  const readings = readingsAt(before, spec, atMs).map(({ text }) => text);
  return <span class="muted">{t('chartBefore', { values: readings.join(' · ') })}</span>;
}

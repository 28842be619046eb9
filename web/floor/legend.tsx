// What the colours and marks of the floor mean.
import type { ComponentChildren } from 'preact';
import { rangeOf } from '../../server/contract/metrics.ts';
import type { Site } from '../../server/contract/site.ts';
import { codeOf } from '../../server/contract/state.ts';
import { type DisplayUnit, formatText } from '../format.ts';
import { say } from '../i18n.ts';
import { type Theme, theme } from '../theme.ts';
import { Shape } from '../ui/statusMark.tsx';
import { cssOf, rgbOfPixel } from './colour.ts';
import { floorJobs, floorTenants } from './floorJobs.ts';
import { type FloorMetric, isJobMetric, type JobMetric, PLANES } from './floorMetric.ts';
import { FLOOR_TEXTS } from './floorTexts.ts';
import { JobName } from './jobName.tsx';
import type { PlacedJob } from './jobPlane.ts';
import { jobPalette, NO_JOB, toneCss } from './jobTones.ts';
import { paletteOf } from './palette.ts';

interface LegendProps {
  readonly site: Site;
  readonly metric: FloorMetric;
  readonly detail: 'gpus' | 'racks';
  /** Whether racks with trays out have their mark. */
  readonly traysOut: boolean;
  /** Stands over the scale: how many have which value. */
  readonly children?: ComponentChildren;
}

const JOBS_NAMED = 3;

const SCALE_UNITS = {
  power: ['W', 'kW'],
  margin: ['K', 'K'],
  activity: ['percent', 'percent'],
  temperature: ['C', 'C'],
  clock: ['MHz', 'percent'],
} as const;

export function Legend({ site, metric, detail, traysOut, children }: LegendProps) {
  return (
    <ul class="floorLegend">
      {isJobMetric(metric) ? <JobKeys metric={metric} /> : null}
      {metric === 'health' ? <HealthKeys /> : null}
      {isJobMetric(metric) || metric === 'health' ? null : (
        <li>
          <Scale site={site} metric={metric} detail={detail}>
            {children}
          </Scale>
        </li>
      )}
      <Key class="hollow">{say(FLOOR_TEXTS.legendOut)}</Key>
      {isJobMetric(metric) ? null : <Key class="hollow dot">{say(FLOOR_TEXTS.legendNoValue)}</Key>}
      <li class="level-warning">
        <Shape level="warning" />
        <span class="muted">{say(FLOOR_TEXTS.legendWarning)}</span>
      </li>
      <li class="level-critical">
        <Shape level="critical" />
        <span class="muted">{say(FLOOR_TEXTS.legendCritical)}</span>
      </li>
      {traysOut ? (
        <li>
          <svg class="cornerKey" viewBox="0 0 10 10" aria-hidden="true">
            <path d="M1 1H9V9Z" />
          </svg>
          <span class="muted">{say(FLOOR_TEXTS.legendTraysOut)}</span>
        </li>
      ) : null}
      {detail === 'gpus' && !isJobMetric(metric) ? (
        <>
          <Key class="cduBar">{say(FLOOR_TEXTS.legendCdu)}</Key>
          <Key class="networkBar">{say(FLOOR_TEXTS.legendNetwork)}</Key>
        </>
      ) : null}
    </ul>
  );
}

function Key(props: {
  readonly class?: string;
  readonly colour?: string;
  readonly children: ComponentChildren;
}) {
  const style = props.colour === undefined ? {} : { style: { background: props.colour } };
  return (
    <li>
      <i class={`swatch ${props.class ?? ''}`} {...style} />
      <span class="muted">{props.children}</span>
    </li>
  );
}

function Scale({
  site,
  metric,
  detail,
  children,
}: Omit<LegendProps, 'traysOut'> & { metric: keyof typeof SCALE_UNITS }) {
  const range = rangeOf(PLANES[metric][detail], site.limits) ?? [0, 1];
  const unit: DisplayUnit = SCALE_UNITS[metric][detail === 'gpus' ? 0 : 1];
  return (
    <>
      <span class="muted">{formatText(range[0], unit, { digits: 0 })}</span>
      <span class="rampRoom">
        {children}
        <i
          class="ramp"
          style={{
            background: gradient(metric, theme.value, range, site.limits.gpuMaxOperatingC - 10),
          }}
        />
      </span>
      <span class="muted">{formatText(range[1], unit, { digits: 0 })}</span>
    </>
  );
}

function gradient(
  metric: FloorMetric,
  shown: Theme,
  range: readonly [number, number],
  noteC: number,
): string {
  const palette = paletteOf(metric, shown, range, false, noteC);
  const stops = Array.from({ length: 13 }, (_, i) => {
    const code = Math.round((i / 12) * 254);
    return cssOf(rgbOfPixel(palette[code] ?? 0));
  });
  return `linear-gradient(90deg, ${stops.join(', ')})`;
}

function HealthKeys() {
  const palette = paletteOf('health', theme.value, [0, 254], false);
  const normal = cssOf(rgbOfPixel(palette[codeOf('health', 'normal')] ?? 0));
  return <Key colour={normal}>{say(FLOOR_TEXTS.legendNormal)}</Key>;
}

function JobKeys({ metric }: { readonly metric: JobMetric }) {
  const { placed, tones } = metric === 'tenant' ? floorTenants.value : floorJobs.value;
  const largest = [...placed].sort((a, b) => b.gpuCount - a.gpuCount);
  const others = largest.length - JOBS_NAMED;
  const idle = jobPalette(theme.value, false)[NO_JOB] ?? 0;
  return (
    <>
      {largest.slice(0, JOBS_NAMED).map((job) => (
        <JobKey key={job.id} job={job} colour={toneCss(tones.get(job.id) ?? 0, theme.value)} />
      ))}
      {others > 0 ? (
        <li class="muted">{say(FLOOR_TEXTS.legendOthers, { count: others })}</li>
      ) : null}
      <Key colour={cssOf(rgbOfPixel(idle))}>{say(FLOOR_TEXTS.legendIdle)}</Key>
    </>
  );
}

function JobKey({ job, colour }: { readonly job: PlacedJob; readonly colour: string }) {
  return (
    <li class="jobKey">
      <JobName id={job.id}>
        <i class="swatch" style={{ background: colour }} />
        {job.name}
      </JobName>
    </li>
  );
}

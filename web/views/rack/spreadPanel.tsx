// The GPUs of a rack beside each other: a dot each by its value, the trays one above the other; an outlier is seen at once.
import type { MetricId } from '../../../server/contract/metrics.ts';
import type { Text } from '../../../server/contract/text.ts';
import { type DisplayUnit, formatText, formatValue } from '../../format.ts';
import { say } from '../../i18n.ts';
import type { SiteContext, Table } from '../../live.ts';
import { pathOf } from '../../route.ts';
import { withNowMark } from '../../time/nowMark.ts';
import { Known } from '../../ui/known.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RACK_TEXTS } from './rackTexts.ts';
import { rankOf, type Spread, spreadOf } from './spread.ts';

interface Strip {
  readonly metric: MetricId;
  readonly name: Text;
  readonly unit: DisplayUnit;
  readonly digits: number;
  /** Ends of the scale are multiples of this, in the base unit. */
  readonly step: number;
  readonly ink: string;
}

const STRIPS: readonly Strip[] = [
  { metric: 'gpuPowerW', name: RACK_TEXTS.power, unit: 'W', digits: 0, step: 100, ink: 'power' },
  {
    metric: 'gpuTempC',
    name: RACK_TEXTS.temperature,
    unit: 'C',
    digits: 1,
    step: 5,
    ink: 'cooling',
  },
  { metric: 'gpuMemTempC', name: RACK_TEXTS.hbm, unit: 'C', digits: 1, step: 5, ink: 'cooling' },
  {
    metric: 'gpuSmClockMHz',
    name: RACK_TEXTS.clock,
    unit: 'MHz',
    digits: 0,
    step: 100,
    ink: 'compute',
  },
  {
    metric: 'gpuSmActiveRatio',
    name: RACK_TEXTS.activity,
    unit: 'percent',
    digits: 0,
    step: 0.1,
    ink: 'compute',
  },
];

interface SpreadProps {
  readonly info: SiteContext;
  readonly rack: number;
  readonly table: Table | undefined;
  /** The GPU whose page this is. */
  readonly own?: number;
}

export function SpreadPanel({ info, rack, table, own }: SpreadProps) {
  const { from, to } = info.places.within('gpu', 'rack', rack);
  const gpus = Array.from({ length: to - from }, (_, i) => from + i);
  const read = (metric: MetricId): number[] =>
    gpus.map((gpu) => table?.value(metric, gpu) ?? Number.NaN);
  const rackId = info.ids.idOf('rack', rack);
  return (
    <Panel
      title={say(own === undefined ? RACK_TEXTS.spread : RACK_TEXTS.stands, { id: rackId })}
      subtitle={withNowMark(say(own === undefined ? RACK_TEXTS.spreadNote : RACK_TEXTS.standsNote))}
      class="spreadPanel"
      exports={{
        table: () => ({
          columns: [
            { name: 'gpu' },
            ...STRIPS.map(({ metric, unit }) => ({
              name: metric,
              unit: formatValue(0, unit).unit,
            })),
          ],
          rows: gpus.map((gpu, i) => [
            info.ids.idOf('gpu', gpu),
            ...STRIPS.map(({ metric }) => known(read(metric)[i])),
          ]),
        }),
      }}
    >
      <ul class="spreads">
        {STRIPS.map((strip) => (
          <StripRow
            key={strip.metric}
            strip={strip}
            info={info}
            from={from}
            values={read(strip.metric)}
            {...(own !== undefined && { own: own - from })}
          />
        ))}
      </ul>
    </Panel>
  );
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

interface StripRowProps {
  readonly strip: Strip;
  readonly info: SiteContext;
  /** First GPU of the rack. */
  readonly from: number;
  readonly values: readonly number[];
  readonly own?: number;
}

function StripRow({ strip, info, from, values, own }: StripRowProps) {
  const { metric, name, unit, digits, step } = strip;
  const spread = spreadOf(values, step);
  const text = (value: number | undefined): string =>
    formatText(value ?? Number.NaN, unit, { digits });
  const end = (which: number) => {
    const id = info.ids.idOf('gpu', from + which);
    return (
      <>
        <a class="link" href={pathOf('gpu', id) ?? '/'}>
          {id.split('-').slice(1).join('-')}
        </a>{' '}
        <span class="live">{text(values[which])}</span>
      </>
    );
  };
  return (
    <li>
      <span class="spreadName muted">
        <Known metric={metric}>{say(name)}</Known>
      </span>
      {spread ? <Dots {...{ strip, info, from, values, spread }} own={own} /> : <span>–</span>}
      <span class="spreadWords muted">
        {spread ? (
          <>
            {own === undefined ? null : (
              <strong class="live">
                {say(RACK_TEXTS.rank, { rank: rankText(values, own), of: spread.known })}
              </strong>
            )}
            <span>
              {say(RACK_TEXTS.lowest)} {end(spread.lowest)}
            </span>
            <span class="live">
              {say(RACK_TEXTS.median)} {text(spread.median)}
            </span>
            <span>
              {say(RACK_TEXTS.highest)} {end(spread.highest)}
            </span>
          </>
        ) : null}
      </span>
    </li>
  );
}

function rankText(values: readonly number[], own: number): string {
  const rank = rankOf(values, own);
  return Number.isNaN(rank) ? '–' : String(rank);
}

interface DotsProps extends Omit<StripRowProps, 'own'> {
  readonly own: number | undefined;
  readonly spread: Spread;
}

/** Room at the ends, in per cent. */
const [EDGE_X, EDGE_Y] = [1.5, 12];

/** A pointer this near to a dot means it, in pixels. */
const NEAR_PX = 8;

/** For the eye and the pointer; the words beside it, the elevation and the table say the same. One path: its points are all that a second changes. */
function Dots({ strip, info, from, values, own, spread }: DotsProps) {
  const { unit, digits, ink } = strip;
  const [low, high] = spread.scale;
  const trays = Math.max(1, Math.round(values.length / 4));
  const xOf = (value: number): number =>
    EDGE_X + ((value - low) / (high - low)) * (100 - 2 * EDGE_X);
  const yOf = (gpu: number): number =>
    100 - EDGE_Y - (Math.floor(gpu / 4) / Math.max(1, trays - 1)) * (100 - 2 * EDGE_Y);
  const textOf = (gpu: number): string =>
    `${info.ids.idOf('gpu', from + gpu)} ${formatText(values[gpu] ?? Number.NaN, unit, { digits })}`;
  const ownValue = values[own ?? -1] ?? Number.NaN;

  function tell({ currentTarget, clientX, clientY }: PointerEvent): void {
    const plot = currentTarget as HTMLElement;
    const box = plot.getBoundingClientRect();
    const away = values.map((value, gpu) =>
      Math.hypot(
        box.left + (xOf(value) / 100) * box.width - clientX,
        box.top + (yOf(gpu) / 100) * box.height - clientY,
      ),
    );
    const nearest = Math.min(...away.filter(Number.isFinite));
    plot.title = nearest <= NEAR_PX ? textOf(away.indexOf(nearest)) : '';
  }

  return (
    <span class="spreadPlot" aria-hidden="true" onPointerMove={tell}>
      <i class="spreadMedian" style={{ left: `${xOf(spread.median)}%` }} />
      <svg class="dots" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        <path
          style={{ stroke: `var(--${ink})` }}
          d={values
            .map((value, gpu) =>
              Number.isFinite(value) && gpu !== own
                ? `M${xOf(value).toFixed(2)} ${yOf(gpu).toFixed(2)}h0`
                : '',
            )
            .join('')}
        />
      </svg>
      {own !== undefined && Number.isFinite(ownValue) ? (
        <i
          class="dot own"
          style={{ left: `${xOf(ownValue)}%`, top: `${yOf(own)}%`, background: `var(--${ink})` }}
        />
      ) : null}
      <span class="spreadEnds muted">
        <span>{formatText(low, unit, { digits: 0 })}</span>
        <span>{formatText(high, unit, { digits: 0 })}</span>
      </span>
    </span>
  );
}

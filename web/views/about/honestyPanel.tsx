// The honesty meter: age and delay of this second, what was skipped or lost, and what the disk holds.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { HealthAnswer } from '../../../server/contract/api.ts';
import type { StoreAnswer } from '../../../server/contract/apiHistory.ts';
import { formatNumber, formatText } from '../../format.ts';
import { ABOUT_TEXTS } from '../../i18n/about.ts';
import { say } from '../../i18n.ts';
import { delays } from '../../live/delays.ts';
import { siteInfo } from '../../live.ts';
import { useJson } from '../../time/useJson.ts';
import { Panel } from '../../ui/panel.tsx';
import { type ClockOffset, measureOffset } from './clockOffset.ts';

export function HonestyPanel() {
  const { answer: health } = useJson<HealthAnswer>('/api/health', { everyS: 2 }).value;
  const able = health?.store !== null && health?.store !== undefined;
  const { answer: store } = useJson<StoreAnswer>(able ? '/api/store' : undefined, {
    everyS: 10,
  }).value;
  const offset = useOffset();
  const rows = [
    ...pageRows(offset),
    ...healthRows(health),
    ...(health ? storeRows(able, store) : []),
    ...backfillRows(health),
  ];
  return (
    <Panel
      title={say(ABOUT_TEXTS.honesty)}
      class="honestyPanel"
      exports={{
        table: () => ({
          columns: [{ name: say(ABOUT_TEXTS.metric) }, { name: '' }],
          rows: rows.map(([name, value]) => [name, value]),
        }),
      }}
    >
      <dl class="lineList">
        {rows.map(([name, value, lang]) => (
          <div key={name}>
            <dt class="muted">{name}</dt>
            <dd lang={lang}>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

/** Measured once, when the panel opens: clocks do not drift within a look. */
function useOffset(): ClockOffset | undefined {
  const offset = useSignal<ClockOffset | undefined>(undefined);
  useEffect(() => {
    const leaving = new AbortController();
    measureOffset(leaving.signal)
      .then((found) => {
        offset.value = found;
      })
      .catch(() => undefined);
    return () => leaving.abort();
  }, [offset]);
  return offset.value;
}

/** What this page has measured itself; seconds that run faster than the wall's have no delay. */
function pageRows(offset: ClockOffset | undefined): readonly Row[] {
  const { count: frames, missed, drawn, page } = delays();
  const both = ({ p50, p99 }: { readonly p50: number; readonly p99: number }, lessMs = 0): string =>
    `${ms(p50 - lessMs)}, ${ms(p99 - lessMs)}`;
  const real = siteInfo.value?.speed === 1;
  return [
    [
      say(ABOUT_TEXTS.toPixel, { n: formatNumber(frames) }),
      real && offset ? both(drawn, offset.ms) : '–',
    ],
    [say(ABOUT_TEXTS.toDrawn), both(page)],
    [say(ABOUT_TEXTS.clockOff), offset ? offsetText(offset) : '–'],
    [say(ABOUT_TEXTS.missed), count(missed)],
  ];
}

function offsetText({ ms: offMs, withinMs }: ClockOffset): string {
  return `${ms(offMs)} ± ${formatNumber(withinMs, { digits: 1 })} ms`;
}

/** `lang` where the value is quoted in the server's own language. */
type Row = readonly [name: string, value: string, lang?: 'en'];

function ms(value: number | null | undefined): string {
  return value === null || value === undefined || Number.isNaN(value)
    ? '–'
    : `${formatNumber(value, { digits: 0 })} ms`;
}

function count(value: number | undefined): string {
  return value === undefined ? '–' : formatNumber(value);
}

function megabytes(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined) return '–';
  return formatText(bytes, 'MB');
}

function healthRows(health: HealthAnswer | undefined): readonly Row[] {
  const loop = health?.loopDelayMs;
  return [
    [say(ABOUT_TEXTS.version), health?.version ?? '–'],
    [say(ABOUT_TEXTS.age), ms(health?.tickAgeMs)],
    [say(ABOUT_TEXTS.late), ms(health?.lateMs)],
    [say(ABOUT_TEXTS.published), count(health?.published)],
    [say(ABOUT_TEXTS.skipped), count(health?.skipped)],
    [say(ABOUT_TEXTS.overrun), count(health?.overrun)],
    [say(ABOUT_TEXTS.gaps), count(health?.gaps)],
    [say(ABOUT_TEXTS.loop), `${ms(loop?.p50)}, ${ms(loop?.p99)}`],
    [say(ABOUT_TEXTS.memory), megabytes(health?.memory.residentBytes)],
    [say(ABOUT_TEXTS.clients), count(health?.clients)],
  ];
}

/** Which part of the past is being made, and how far it has come. */
function backfillRows(health: HealthAnswer | undefined): readonly Row[] {
  const backfill = health?.backfill;
  if (!backfill) return [];
  const percent = formatNumber(backfill.doneRatio * 100, { digits: 0 });
  return [[say(ABOUT_TEXTS.backfill), say(ABOUT_TEXTS[`backfill_${backfill.part}`], { percent })]];
}

function storeRows(able: boolean, store: StoreAnswer | undefined): readonly Row[] {
  if (!able) return [[say(ABOUT_TEXTS.store), say(ABOUT_TEXTS.noStore)]];
  const day = megabytes(store?.bytesPerDay);
  const held = `${megabytes(store?.bytes)} / ${megabytes(store?.capBytes)}`;
  const name = say(ABOUT_TEXTS.store);
  if (!store?.problem) return [[name, `${held} · ${day} ${say(ABOUT_TEXTS.perDay)}`]];
  return [
    [name, `${held} · ${say(ABOUT_TEXTS.noStore)}`],
    [say(ABOUT_TEXTS.storeProblem), store.problem, 'en'],
  ];
}

// The read-out under the map: the place pointed at, otherwise the one chosen, with its figures of this second.
import { Fragment } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { STATES } from '../../server/contract/state.ts';
import { say } from '../i18n.ts';
import { type SiteContext, type Table, useTable } from '../live.ts';
import { pathOf } from '../route.ts';
import { floorJobs } from './floorJobs.ts';
import { type FloorShape, gpusPerRack } from './floorShape.ts';
import { chosen, pointed } from './floorState.ts';
import { FLOOR_TEXTS } from './floorTexts.ts';
import type { FloorPlace } from './hit.ts';
import { jobOfGpu, jobsWithin } from './jobPlane.ts';
import { cduGroups, gpuGroups, type ReadoutGroup, rackGroups, whereText } from './readoutText.ts';

interface ReadoutProps {
  readonly id: string;
  readonly info: SiteContext;
  readonly shape: FloorShape;
  /** What to do, while nothing is pointed at or chosen. */
  readonly hint: string;
  /** The map shows the past: figures of now would lie beside it. */
  readonly past: boolean;
}

/** Long enough that a pointer passing over a rack does not ask for every GPU of it. */
const SETTLE_MS = 60;
/** A screen reader hears a place once, when its figures are there, and not every second. */
const SAY_AFTER_MS = 500;

export function Readout({ id, info, shape, hint, past }: ReadoutProps) {
  const place = pointed.value ?? chosen.value;
  const key = place ? info.ids.idOf(place.kind, place.index) : '';
  const ref = useRef<HTMLParagraphElement>(null);
  return (
    <div class="readout">
      <p class="readoutLine" id={id} ref={ref} tabIndex={-1}>
        {place ? (
          <PlaceReadout key={key} id={key} place={place} info={info} shape={shape} past={past} />
        ) : (
          <span class="muted">{hint}</span>
        )}
      </p>
      <Spoken of={ref} />
    </div>
  );
}

function Spoken({ of }: { readonly of: { readonly current: HTMLElement | null } }) {
  const [said, setSaid] = useState('');
  const place = chosen.value;
  useEffect(() => {
    if (!place) return;
    const timer = setTimeout(() => setSaid(of.current?.textContent ?? ''), SAY_AFTER_MS);
    return () => clearTimeout(timer);
  }, [place, of]);
  return (
    <span class="unseen" aria-live="polite">
      {said}
    </span>
  );
}

interface PlaceProps {
  readonly id: string;
  readonly place: FloorPlace;
  readonly info: SiteContext;
  readonly shape: FloorShape;
  readonly past: boolean;
}

function PlaceReadout({ id, place, info, shape, past }: PlaceProps) {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), SETTLE_MS);
    return () => clearTimeout(timer);
  }, []);
  const path = pathOf(place.kind, id);
  return (
    <>
      <span class="readoutPlace">
        {path === undefined ? <b>{id}</b> : <a href={path}>{id}</a>}
        {` · ${whereText(info.places, place)}`}
        {past ? null : <JobName place={place} shape={shape} />}
      </span>{' '}
      {past ? (
        <span class="muted">{say(FLOOR_TEXTS.figuresOfNow)}</span>
      ) : (
        <Figures id={id} place={place} info={info} settled={settled} />
      )}
    </>
  );
}

function JobName({ place, shape }: Pick<PlaceProps, 'place' | 'shape'>) {
  const { placed } = floorJobs.value;
  if (place.kind === 'gpu') {
    return <> · {<b>{jobOfGpu(placed, place.index)?.name ?? say(FLOOR_TEXTS.noJob)}</b>}</>;
  }
  if (place.kind !== 'rack') return null;
  const per = gpusPerRack(shape);
  const [most, ...others] = jobsWithin(placed, place.index * per, (place.index + 1) * per);
  const name = most?.job.name ?? say(FLOOR_TEXTS.noJob);
  const text = others.length === 0 ? name : say(FLOOR_TEXTS.jobs, { name, count: others.length });
  return <> · {<b>{text}</b>}</>;
}

interface FiguresProps {
  readonly id: string;
  readonly place: FloorPlace;
  readonly info: SiteContext;
  readonly settled: boolean;
}

function Figures({ id, place, info, settled }: FiguresProps) {
  if (place.kind === 'cdu') return <CduFigures cdu={place.index} />;
  if (place.kind === 'networkRack')
    return <Groups groups={[[{ text: say(FLOOR_TEXTS.networkRack) }]]} />;
  if (place.kind === 'hall') return null;
  if (!settled) return <Groups groups={groupsOf(place, info, undefined)} />;
  return <LiveFigures id={id} place={place} info={info} />;
}

function LiveFigures({ id, place, info }: Omit<FiguresProps, 'settled'>) {
  const table = useTable(place.kind === 'gpu' ? `gpu:${id}` : `rack:${id}`).value;
  return <Groups groups={groupsOf(place, info, table)} />;
}

function CduFigures({ cdu }: { readonly cdu: number }) {
  const table = useTable('site').value;
  const value = valueIn(table);
  return (
    <Groups
      groups={cduGroups({
        state: STATES.cdu[value('cduState', cdu)],
        pump: STATES.pump[value('cduPumpState', cdu)],
        heatW: value('cduHeatW', cdu),
        supplyC: value('cduSupplyC', cdu),
      })}
    />
  );
}

function valueIn(table: Table | undefined): Table['value'] {
  return (metric, index) => table?.value(metric, index) ?? Number.NaN;
}

function groupsOf(
  { kind, index }: FloorPlace,
  { places }: SiteContext,
  table: Table | undefined,
): ReadoutGroup[] {
  const value = valueIn(table);
  if (kind === 'rack') {
    return rackGroups({
      powerW: value('rackPowerW', index),
      hottestC: value('rackGpuTempMaxC', index),
      marginK: value('rackThermalMarginMinK', index),
      smActiveRatio: value('rackSmActiveRatio', index),
      traysOut: value('rackTraysOut', index),
    });
  }
  return gpuGroups({
    out: STATES.gpu[value('gpuState', index)] === 'out',
    powerW: value('gpuPowerW', index),
    limitW: value('gpuPowerLimitW', index),
    tempC: value('gpuTempC', index),
    marginK: value('gpuThermalMarginK', index),
    smActiveRatio: value('gpuSmActiveRatio', index),
    clockMHz: value('gpuSmClockMHz', index),
    reasons: value('gpuEventReasons', index),
    rackPowerW: value('rackPowerW', places.ancestors('gpu', 'rack')[index] ?? 0),
  });
}

function Groups({ groups }: { readonly groups: readonly ReadoutGroup[] }) {
  return (
    <span class="readoutFigures live">
      {groups.map((parts, g) => (
        <span key={g} class="readoutGroup">
          {g > 0 ? <span class="muted"> · </span> : null}
          {parts.map((part, p) => (
            <Fragment key={p}>
              {p > 0 ? ' ' : ''}
              <span
                class={part.strong ? 'figure' : 'muted'}
                {...(part.width === undefined ? {} : { style: { minWidth: `${part.width}ch` } })}
              >
                {part.text}
              </span>
            </Fragment>
          ))}
        </span>
      ))}
    </span>
  );
}

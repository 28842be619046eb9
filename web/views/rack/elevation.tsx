// The rack from the front as it stands: shelves, ten compute trays, nine switch trays, eight compute trays, shelves.
import { rangeOf } from '../../../server/contract/metrics.ts';
import { STATES } from '../../../server/contract/state.ts';
import { upperTrays } from '../../floor/floorShape.ts';
import { FLOOR_TEXTS } from '../../floor/floorTexts.ts';
import { formatText, formatValue } from '../../format.ts';
import { say } from '../../i18n.ts';
import type { SiteContext, Table } from '../../live.ts';
import { pathOf, query, setQuery } from '../../route.ts';
import { theme } from '../../theme.ts';
import { nowMark } from '../../time/nowMark.ts';
import { Panel } from '../../ui/panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { elevationTable } from './elevationTable.ts';
import { isChosen } from './part.ts';
import { PartName } from './partName.tsx';
import { RACK_METRICS_SHOWN, type RackMetricName, rackMetricOf, swatchOf } from './rackMetric.ts';
import { RACK_TEXTS } from './rackTexts.ts';

interface ElevationProps {
  readonly info: SiteContext;
  readonly rack: number;
  readonly table: Table | undefined;
}

const asked = query('metric');
const NAMES = Object.keys(RACK_METRICS_SHOWN) as RackMetricName[];

export function Elevation({ info, rack, table }: ElevationProps) {
  const shown = rackMetricOf(asked.value);
  const { from, to } = info.places.within('tray', 'rack', rack);
  const trays = Array.from({ length: to - from }, (_, i) => to - 1 - i);
  const upper = upperTrays(trays.length);
  const row = (tray: number) => (
    <TrayRow key={tray} info={info} tray={tray} table={table} shown={shown} />
  );
  const id = info.ids.idOf('rack', rack);
  const metric = say(RACK_METRICS_SHOWN[shown].name);
  return (
    <Panel
      title={say(RACK_TEXTS.elevation)}
      subtitle={nowMark.value || undefined}
      actions={
        <Segmented
          label={say(RACK_TEXTS.metric)}
          options={NAMES.map((value) => ({ value, label: say(RACK_METRICS_SHOWN[value].name) }))}
          value={shown}
          onChange={(name) => setQuery('metric', name === 'power' ? undefined : name)}
        />
      }
      class="elevationPanel"
      exports={{
        table: () =>
          elevationTable(info, rack, (of, index) => table?.value(of, index) ?? Number.NaN),
      }}
    >
      <Shelves info={info} rack={rack} table={table} half="upper" />
      <table class="elevation">
        <caption class="unseen">{say(RACK_TEXTS.elevationCaption, { id, metric })}</caption>
        <thead class="elevationHead">
          <tr>
            <th scope="col" class="trayName">
              {say(RACK_TEXTS.tray)}
            </th>
            {[1, 2, 3, 4].map((gpu) => (
              <th key={gpu} scope="col" class="numeric">
                G{gpu}
              </th>
            ))}
            <th scope="col" class="numeric trayPower">
              kW
            </th>
          </tr>
        </thead>
        <tbody>{trays.slice(0, upper).map(row)}</tbody>
        <SwitchTrays info={info} rack={rack} table={table} />
        <tbody>{trays.slice(upper).map(row)}</tbody>
      </table>
      <Shelves info={info} rack={rack} table={table} half="lower" />
    </Panel>
  );
}

interface TrayRowProps {
  readonly info: SiteContext;
  readonly tray: number;
  readonly table: Table | undefined;
  readonly shown: RackMetricName;
}

function TrayRow({ info, tray, table, shown }: TrayRowProps) {
  const { from, to } = info.places.within('gpu', 'tray', tray);
  const out = STATES.tray[table?.value('trayState', tray) ?? 0] === 'out';
  const powerW = table?.value('trayPowerW', tray) ?? Number.NaN;
  return (
    <tr class={`${out ? 'isOut' : ''}${isChosen('tray', tray) ? ' isChosen' : ''}`}>
      <th scope="row" class="trayName">
        <PartName info={info} kind="tray" index={tray} />
      </th>
      {Array.from({ length: to - from }, (_, i) => (
        <GpuCell key={from + i} info={info} gpu={from + i} table={table} shown={shown} />
      ))}
      <td class="numeric live">
        {out ? (
          <span class="muted">{say(RACK_TEXTS.out)}</span>
        ) : (
          formatValue(powerW, 'kW', { digits: 2 }).number
        )}
      </td>
    </tr>
  );
}

interface GpuCellProps extends Omit<TrayRowProps, 'tray'> {
  readonly gpu: number;
}

function GpuCell({ info, gpu, table, shown }: GpuCellProps) {
  const { metric, unit, ramp, ...row } = RACK_METRICS_SHOWN[shown];
  const value = table?.value(metric, gpu) ?? Number.NaN;
  const colouredBy = 'colouredBy' in row ? row.colouredBy : metric;
  const range = rangeOf(colouredBy, info.site.limits) ?? [0, 1];
  const colour = swatchOf(ramp, theme.value, range, table?.value(colouredBy, gpu) ?? Number.NaN);
  const id = info.ids.idOf('gpu', gpu);
  const out = STATES.gpu[table?.value('gpuState', gpu) ?? Number.NaN] === 'out';
  const said = out ? say(FLOOR_TEXTS.out) : formatText(value, unit);
  return (
    <td>
      <a href={pathOf('gpu', id) ?? '/'} class="gpuCell live" aria-label={`${id} ${said}`}>
        <i
          class={colour === undefined ? 'gpuSwatch hollow' : 'gpuSwatch'}
          style={{ background: colour ?? 'transparent' }}
        />
        {formatText(value, unit)}
      </a>
    </td>
  );
}

function SwitchTrays({ info, rack, table }: ElevationProps) {
  const { from, to } = info.places.within('switchTray', 'rack', rack);
  const total = sumOf(from, to, (i) => table?.value('switchTrayPowerW', i) ?? Number.NaN);
  const each = Array.from({ length: to - from }, (_, i) => to - 1 - i);
  return (
    <tbody class="switchTrays">
      <tr>
        <th scope="row" class="trayName">
          <span class="unseen">{say(RACK_TEXTS.switchTrays)} </span>
          {`NVLink N${to - from}–N1`}
        </th>
        <td colSpan={4}>
          <span class="switchBars">
            {each.map((i) => (
              <PartName
                key={i}
                info={info}
                kind="switchTray"
                index={i}
                title={`${info.ids.idOf('switchTray', i)} ${formatText(table?.value('switchTrayPowerW', i) ?? Number.NaN, 'W')}`}
              />
            ))}
          </span>
        </td>
        <td class="numeric live">{formatValue(total, 'kW', { digits: 2 }).number}</td>
      </tr>
    </tbody>
  );
}

function Shelves(props: ElevationProps & { readonly half: 'upper' | 'lower' }) {
  const { info, rack, table, half } = props;
  const { from, to } = info.places.within('shelf', 'rack', rack);
  const middle = Math.floor((from + to) / 2);
  const [first, end] = half === 'upper' ? [middle, to] : [from, middle];
  return (
    <ul class="shelves" aria-label={say(RACK_TEXTS.shelves)}>
      {Array.from({ length: end - first }, (_, i) => end - 1 - i).map((shelf) => (
        <li key={shelf} class={isChosen('shelf', shelf) ? 'isChosen' : ''}>
          <span class="muted">
            <PartName info={info} kind="shelf" index={shelf} />
          </span>
          <span class="live shelfPower">
            {formatText(table?.value('shelfPowerW', shelf) ?? Number.NaN, 'kW')}
          </span>
          <span class="live muted">
            {say(RACK_TEXTS.load)}{' '}
            {formatText(table?.value('shelfLoadRatio', shelf) ?? Number.NaN, 'percent')}
          </span>
          <span class="live muted">
            {say(RACK_TEXTS.loss)}{' '}
            {formatText(table?.value('shelfLossW', shelf) ?? Number.NaN, 'W')}
          </span>
        </li>
      ))}
    </ul>
  );
}

function sumOf(from: number, to: number, read: (index: number) => number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += read(i);
  return sum;
}

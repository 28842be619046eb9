// Why a GPU runs as fast as it does: what holds its clock, in sentences, and where its power cap comes from.

import type { CommandsAnswer } from '../../../server/contract/apiSite.ts';
import { type MetricId, metricOf } from '../../../server/contract/metrics.ts';
import { eventSentence } from '../../eventSentence.ts';
import { clockReasons } from '../../floor/clockReasons.ts';
import { REASON_TEXTS } from '../../floor/floorTexts.ts';
import { formatDayTime, formatNumber } from '../../format.ts';
import { say } from '../../i18n.ts';
import { clock, type SiteContext } from '../../live.ts';
import { nowMark } from '../../time/nowMark.ts';
import { useJson } from '../../time/useJson.ts';
import { metricText } from '../../ui/metricText.ts';
import { Panel } from '../../ui/panel.tsx';
import { Value } from '../../ui/value.tsx';
import { type CapOrigin, capOrigin } from './capOrigin.ts';
import { GPU_TEXTS, REASON_HELP } from './gpuTexts.ts';

interface ClockPanelProps {
  readonly info: SiteContext;
  readonly id: string;
  readonly value: (metric: MetricId) => number;
}

export function ClockPanel({ info, id, value }: ClockPanelProps) {
  const { site } = info;
  const limitW = value('gpuPowerLimitW');
  const able = info.abilities.includes('command');
  const log = useJson<CommandsAnswer>(able ? '/api/commands' : undefined, { everyS: 10 }).value;
  const job = value('gpuJob');
  const origin = capOrigin({
    limitW,
    machineW: site.limits.gpuPowerW,
    nowMs: clock.value?.timeMs ?? 0,
    targets: [id, id.split('-')[0] ?? '', `J${job}`, info.ids.idOf('site', 0)],
    log: log.answer?.log ?? [],
  });
  const reasons = clockReasons(value('gpuEventReasons'));
  const part = value('gpuPartCount');
  return (
    <Panel
      title={say(GPU_TEXTS.clock)}
      subtitle={nowMark.value || undefined}
      class="clockPanel"
      exports={{
        table: () => ({
          columns: [{ name: say(GPU_TEXTS.clock) }, { name: say(GPU_TEXTS.value) }],
          rows: [
            [say(metricOf('gpuSmClockMHz').name), known(value('gpuSmClockMHz'))],
            [say(GPU_TEXTS.heldBy), metricText('gpuEventReasons', value('gpuEventReasons')).number],
            [say(metricOf('gpuPowerLimitW').name), known(limitW)],
            [say(GPU_TEXTS.capFrom), originText(origin, info)],
            [say(GPU_TEXTS.part), known(part)],
          ],
        }),
      }}
    >
      <dl class="clockFacts">
        <div>
          <dt class="muted">{say(GPU_TEXTS.heldBy)}</dt>
          <dd>
            <strong>
              <Value value={value('gpuSmClockMHz')} unit="MHz" digits={1} metric="gpuSmClockMHz" />
            </strong>
            {Number.isNaN(value('gpuEventReasons')) ? <p>–</p> : null}
            {reasons.map((reason) => (
              <p key={reason}>
                <strong>{say(REASON_TEXTS[reason])}</strong>
                {' · '}
                {say(REASON_HELP[reason])}
              </p>
            ))}
            {value('gpuEventReasons') === 0 ? <p>{say(GPU_TEXTS.nothing)}</p> : null}
          </dd>
        </div>
        <div>
          <dt class="muted">{say(GPU_TEXTS.capFrom)}</dt>
          <dd>
            <strong>
              <Value value={limitW} unit="W" metric="gpuPowerLimitW" />
            </strong>
            <p>{originText(origin, info)}</p>
          </dd>
        </div>
        <div>
          <dt class="muted">{say(GPU_TEXTS.part)}</dt>
          <dd>
            {Number.isNaN(part)
              ? '–'
              : part > 1
                ? say(GPU_TEXTS.laterPart, { count: formatNumber(part) })
                : say(GPU_TEXTS.firstPart)}
            <p class="muted">
              {site.gpuModel} · {say(GPU_TEXTS.driver)} {site.driverVersion}
            </p>
          </dd>
        </div>
      </dl>
    </Panel>
  );
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function originText(origin: CapOrigin | undefined, { rules, site }: SiteContext): string {
  if (!origin) return '–';
  if (origin.kind === 'machine') return say(GPU_TEXTS.capMachine);
  if (origin.kind === 'unknown') return say(GPU_TEXTS.capUnknown);
  const { event } = origin;
  return `${formatDayTime(event.timeMs, site.timeZone)} · ${eventSentence(event, rules)}`;
}

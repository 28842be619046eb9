// The XID events of a GPU: those on record and those that come while the page is open.
import { useEffect, useState } from 'preact/hooks';
import type { EventRecord } from '../../../server/contract/event.ts';
import { eventSentence } from '../../eventSentence.ts';
import { formatClock, formatDuration } from '../../format.ts';
import { say, t } from '../../i18n.ts';
import { getJson } from '../../live/context.ts';
import { mergeEvents } from '../../live/records.ts';
import { clock, type SiteContext, useEvents } from '../../live.ts';
import { Panel } from '../../ui/panel.tsx';
import { exportOf } from '../events/eventsExport.ts';
import { eventTree } from '../events/eventTree.ts';
import { GPU_TEXTS } from './gpuTexts.ts';
import { XID_ACTIONS } from './xidActions.ts';

interface GpuEventsProps {
  readonly id: string;
  readonly info: SiteContext;
}

const SHOWN = 12;
const DAY_MS = 86_400_000;

export function GpuEvents({ id, info }: GpuEventsProps) {
  const recorded = useRecorded(id);
  const live = useEvents().value.filter((event) => event.place === id);
  const xids = mergeEvents(typeof recorded === 'string' ? [] : recorded, live).filter(
    ({ kind }) => kind === 'xid',
  );
  const none = recorded === 'missing' ? say(GPU_TEXTS.xidsMissing) : say(GPU_TEXTS.noXids);
  return (
    <Panel
      title={say(GPU_TEXTS.xids)}
      exports={{
        table: () => exportOf(eventTree(xids), (event) => eventSentence(event, info.rules)),
      }}
    >
      {xids.length === 0 ? (
        <p class="muted">{recorded === 'loading' ? t('loading') : none}</p>
      ) : (
        <ul class="xidList">
          {xids.slice(0, SHOWN).map((event) => (
            <li key={event.id}>
              <span>
                {eventSentence(event, info.rules)}
                <XidAction xid={Number(event.text.params.xid)} />
              </span>
              <span class="muted">{whenText(event.timeMs, info)}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function XidAction({ xid }: { readonly xid: number }) {
  const action = XID_ACTIONS[xid];
  return action ? (
    <span class="xidAction muted">{say(GPU_TEXTS.action, { action: say(action) })}</span>
  ) : null;
}

/** Today by the clock; before that by age. */
function whenText(timeMs: number, { site }: SiteContext): string {
  const ageMs = (clock.value?.timeMs ?? timeMs) - timeMs;
  return ageMs < DAY_MS / 2 ? formatClock(timeMs, site.timeZone) : formatDuration(ageMs / 1000);
}

function useRecorded(id: string): readonly EventRecord[] | 'missing' | 'loading' {
  const [recorded, setRecorded] = useState<readonly EventRecord[] | 'missing' | 'loading'>(
    'loading',
  );
  useEffect(() => {
    const leaving = new AbortController();
    getJson<{ events: EventRecord[] }>(`/api/events?ids=${id}&limit=100`, leaving.signal)
      .then(({ events }) => setRecorded(events))
      .catch(() => {
        if (!leaving.signal.aborted) setRecorded('missing');
      });
    return () => leaving.abort();
  }, [id]);
  return recorded;
}

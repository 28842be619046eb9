// What happened at a rack and its parts over the page's range, the newest first.
import { newestFirst } from '../../../server/contract/eventOrder.ts';
import { eventSentence } from '../../eventSentence.ts';
import { formatDayTime } from '../../format.ts';
import { say } from '../../i18n.ts';
import type { SiteContext } from '../../live.ts';
import { span } from '../../time/time.ts';
import { useEventsOf } from '../../time/useEvents.ts';
import { Panel } from '../../ui/panel.tsx';
import { exportOf } from '../events/eventsExport.ts';
import { eventTree } from '../events/eventTree.ts';
import { RACK_TEXTS } from './rackTexts.ts';

const SHOWN = 8;

export function RackEvents({ info, id }: { readonly info: SiteContext; readonly id: string }) {
  const events = useEventsOf([id]).value;
  const shown = [...events].sort(newestFirst).slice(0, SHOWN);
  return (
    <Panel
      title={say(RACK_TEXTS.events)}
      exports={{
        covers: () => span.peek(),
        table: () => exportOf(eventTree(events), (event) => eventSentence(event, info.rules)),
      }}
      actions={
        <a class="link" href={`/events?find=${id}`}>
          {say(RACK_TEXTS.allEvents)}
        </a>
      }
    >
      {shown.length === 0 ? <p class="muted">{say(RACK_TEXTS.noEvents)}</p> : null}
      <ul class="placeEvents">
        {shown.map((event) => (
          <li key={event.id}>
            <span>{eventSentence(event, info.rules)}</span>
            <span class="muted">{formatDayTime(event.timeMs, info.site.timeZone)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

// The log as a table of numbers and words: every event of the trees that are shown, open or not.
import type { EventRecord } from '../../../server/contract/event.ts';
import { EVENTS_TEXTS, KIND_TEXTS, SEVERITY_TEXTS } from '../../i18n/eventsView.ts';
import { say } from '../../i18n.ts';
import type { ExportTable } from '../../ui/exportTable.ts';
import type { EventNode } from './eventTree.ts';

export function exportOf(
  roots: readonly EventNode[],
  sentence: (event: EventRecord) => string,
): ExportTable {
  const rows: (string | number | null)[][] = [];
  const add = ({ event, under }: EventNode): void => {
    const { id, timeMs, severity, kind, place, code, cause } = event;
    rows.push([
      id,
      new Date(timeMs).toISOString(),
      say(SEVERITY_TEXTS[severity]),
      say(KIND_TEXTS[kind]),
      place,
      code,
      sentence(event),
      cause,
    ]);
    for (const below of under) add(below);
  };
  for (const root of roots) add(root);
  return {
    columns: [
      { name: 'id' },
      { name: say(EVENTS_TEXTS.time), time: true },
      { name: say(EVENTS_TEXTS.severity) },
      { name: say(EVENTS_TEXTS.kind) },
      { name: say(EVENTS_TEXTS.place) },
      { name: 'code' },
      { name: say(EVENTS_TEXTS.what) },
      { name: 'cause' },
    ],
    rows,
  };
}

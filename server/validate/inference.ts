// Rows of the rhythm of serving: tokens of chat by local hour, over a week.
import { createCalendar } from '../simulation/calendar.ts';
import type { Family } from './family.ts';
import { mean } from './statistics.ts';
import type { TwinRun, Watcher } from './twinRun.ts';

export const INFERENCE: Family = {
  name: 'inference',
  quickRows: [],
  runRows: ['infer.chat.peaktrough', 'infer.chat.weekend'],
  watch: { week: watchChat },
};

/** The published series counts requests; ours counts tokens, with the same number a request. */
function watchChat(run: TwinRun): Watcher {
  const { columns, running, parts } = run;
  const { localS } = createCalendar(parts.site.timeZone);
  const { programmes, profiles } = parts.workload;
  const isChat = (name: string): boolean =>
    programmes.some((row) => {
      const profile = profiles[row.profile];
      return (
        name.startsWith(`${row.name}-`) && profile?.pattern === 'serve' && profile.rhythm === 'chat'
      );
    });
  const before = new Map<number, number>();
  for (const { id, slot } of running.values()) before.set(id, columns.jobTokens[slot] as number);
  const weekday = new Array<number>(24).fill(0);
  let weekendTokens = 0;
  return {
    see(dtS) {
      const middleS = localS(run.timeMs / 1_000 - dtS / 2);
      const hour = Math.floor(middleS / 3_600) % 24;
      const isWeekend = (Math.floor(middleS / 86_400) + 3) % 7 >= 5;
      for (const { id, slot, name } of running.values()) {
        if (!isChat(name)) continue;
        const tokens = columns.jobTokens[slot] as number;
        const made = tokens - (before.get(id) ?? 0);
        before.set(id, tokens);
        if (isWeekend) weekendTokens += made;
        else weekday[hour] = (weekday[hour] as number) + made;
      }
    },
    found: () => ({
      'infer.chat.peaktrough': Math.max(...weekday) / Math.min(...weekday),
      // Two days against five, a day.
      'infer.chat.weekend': weekendTokens / 2 / ((24 * mean(weekday)) / 5),
    }),
  };
}

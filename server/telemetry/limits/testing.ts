// A site worked by hand with rules to watch it, for tests of the limits.
import type { AlarmRule } from '../../contract/alarm.ts';
import { handMade } from '../testing.ts';

const text = { en: '{place}', fr: '{place}' };

/** A rule that holds, to be changed. */
export const SOUND: AlarmRule = {
  id: 'hot',
  metric: 'ringSupplyC',
  severity: 'warning',
  on: { above: 45 },
  off: { below: 43 },
  onDelayS: 0,
  offDelayS: 0,
  title: text,
  consequence: text,
  action: text,
  source: 'made by hand',
};

export function siteWith(...rules: readonly Partial<AlarmRule>[]) {
  const site = handMade({ rules: rules.map((change) => ({ ...SOUND, ...change })) });
  const { events } = site.telemetry;
  return {
    ...site,
    events,
    codes: () => events.list({ limit: 99 }).map(({ code }) => code),
    standing: () => events.standing().map(({ code, place }) => `${code} ${place}`),
    supply(...celsius: number[]) {
      site.columns.ringSupplyC.set(celsius);
      site.step();
    },
  };
}

import { afterEach, expect, test } from 'vitest';
import type { AlarmRule } from '../server/contract/alarm.ts';
import type { EventRecord } from '../server/contract/event.ts';
import { eventSentence } from './eventSentence.ts';
import { language } from './i18n.ts';
import { inOrder } from './views/overview/eventsPanel.tsx';

const RULE: AlarmRule = {
  id: 'waterWarm',
  metric: 'plantWarmSupplyC',
  severity: 'warning',
  on: { above: 40 },
  off: { below: 38 },
  onDelayS: 1,
  offDelayS: 1,
  title: { en: 'Water at {value}', fr: 'Eau à {value}' },
  consequence: { en: '-', fr: '-' },
  action: { en: '-', fr: '-' },
  source: '-',
};

let lastId = 0;

function event(key: string, params: Record<string, string | number>, more = {}): EventRecord {
  const id = ++lastId;
  const base = { kind: 'alarm', severity: 'warning', code: key, place: null, cause: null } as const;
  return { ...base, id, timeMs: id * 1000, text: { key, params }, ...more };
}

const say = (key: string, params: Record<string, string | number>): string =>
  eventSentence(event(key, params), [RULE]).replaceAll('\u00a0', ' ');

afterEach(() => {
  language.value = 'en';
});

test('an alarm speaks with its rule’s title, its reading scaled', () => {
  expect(say('alarm.waterWarm', { place: 'PLANT', value: 41.26, count: 1 })).toBe(
    'Water at 41.3 °C',
  );
  language.value = 'fr';
  expect(say('alarm.waterWarm', { place: 'PLANT', value: 41.26, count: 1 })).toBe('Eau à 41,3 °C');
});

test('an alarm that is over says so', () => {
  expect(say('alarm.waterWarm.cleared', { place: 'PLANT' })).toMatch(/^Over: Water at/);
});

test('an alarm whose rule the page does not know still names its place', () => {
  expect(say('alarm.other', { place: 'R118' })).toBe('other R118');
});

test('names of the contract become words', () => {
  expect(say('coldLoop.mode', { mode: 'chiller' })).toBe('Cold loop: chillers');
  expect(say('cdu.pumpStopped', { cdu: 'CDU2-3', pump: 'a' })).toBe('CDU2-3 pump A stopped');
  expect(say('xid', { gpu: 'R1-T1-G1', xid: 94 })).toBe('R1-T1-G1 XID 94 (contained ECC error)');
  expect(say('tray.out', { tray: 'R1-T1', cause: 'hbm' })).toBe(
    'R1-T1 out of service: GPU memory fault',
  );
  const restart = { job: 'J7', name: 'aurore', cause: 'gpu' };
  expect(say('job.restarted', restart)).toBe('aurore restarted: GPU fault');
  const cost = { lostS: 840, lostSteps: 126, waitS: 372 };
  expect(say('job.restarted', { ...restart, ...cost })).toBe(
    'aurore restarted: GPU fault, 14 min of work lost',
  );
  expect(say('job.ended', { job: 'J7', name: 'aurore', reason: 'completed' })).toBe(
    'aurore completed',
  );
});

test('an event of a newer source is shown as it is', () => {
  expect(say('moon.rose', { place: 'H1' })).toBe('moon.rose H1');
});

test('what stands comes first, critical before warning, then the newest', () => {
  const old = event('a', {}, { untilMs: null });
  const grave = event('b', {}, { severity: 'critical', untilMs: null });
  const over = event('c', {}, { untilMs: 5 });
  const newest = event('d', {}, { severity: 'info' });
  const order = inOrder([newest, over, grave, old]);
  expect(order).toEqual([grave, old, newest, over]);
});

test('a command says what was asked with its units, of whom, and by whom', () => {
  const cap = { target: 'R118', watts: 900, by: 'localhost:8080 127.0.0.1' };
  const fault = { place: 'CDU2-3', fault: 'pumpA', by: '127.0.0.1' };
  const shed = { megawatts: 18.5, minutes: 30, by: '127.0.0.1' };
  expect(say('command.setCap', cap)).toBe(
    'R118: GPU power capped at 900 W (localhost:8080 127.0.0.1)',
  );
  expect(say('command.injectFault', fault)).toBe(
    'CDU2-3: fault by command, pump A stopped (127.0.0.1)',
  );
  const start = { job: 'J9', profile: 'fineTuning', gpus: 1, minutes: 60, by: '127.0.0.1' };
  expect(say('command.startJob', start)).toBe(
    'J9 requested: fine-tuning, 1 GPU, 60 min (127.0.0.1)',
  );
  language.value = 'fr';
  expect(say('command.startJob', start)).toContain('affinage, 1 GPU, 60 min');
  expect(say('command.shed', shed)).toBe('Délestage à 18,5 MW pendant 30 min (127.0.0.1)');
  expect(say('command.setHeatReuse', { share: 0.25, by: '127.0.0.1' })).toBe(
    'Chaleur valorisée : 25 % de celle de la boucle tiède (127.0.0.1)',
  );
});

test('a feed that is back says when its load will be', () => {
  const params = { place: 'FEED1', seconds: 600 };
  expect(say('feed.backSteady', params)).toBe(
    'FEED1 live again: its load returns after 10 min of steady voltage',
  );
  language.value = 'fr';
  expect(say('feed.backSteady', params)).toBe(
    'FEED1 de nouveau sous tension : reprise de sa charge après 10 min de tension stable',
  );
});

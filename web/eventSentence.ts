// The sentence of an event in the page's language: from its key and parameters, or from the rule behind an alarm.
import type { AlarmRule } from '../server/contract/alarm.ts';
import type { EventRecord } from '../server/contract/event.ts';
import { EVENT_TEXT, type EventKey } from '../server/contract/eventText.ts';
import type { Unit } from '../server/contract/metric.ts';
import { isMetricId, metricOf } from '../server/contract/metrics.ts';
import type { StateTable } from '../server/contract/state.ts';
import { type DisplayUnit, formatDuration, formatNumber, formatText } from './format.ts';
import { CAUSE_TEXTS } from './i18n/causes.ts';
import { FAULT_TEXTS, PROFILE_TEXTS } from './i18n/commands.ts';
import { EVENT_SENTENCES, JOB_END_TEXTS } from './i18n/events.ts';
import { STATE_TEXTS, type StateName, stateText } from './i18n/states.ts';
import { XID_TEXTS } from './i18n/xid.ts';
import { say, t } from './i18n.ts';

/** How a reading of an alarm is shown, by the unit of its metric. */
const READING_UNITS: Partial<Record<Unit, DisplayUnit>> = {
  W: 'kW',
  Wh: 'kWh',
  V: 'kV',
  A: 'A',
  C: 'C',
  K: 'K',
  MHz: 'MHz',
  Lpm: 'Lpm',
  kPa: 'kPa',
  ratio: 'percent',
  '%': 'pct',
};

type Params = EventRecord['text']['params'];

export function eventSentence({ text }: EventRecord, rules: readonly AlarmRule[]): string {
  if (text.key.startsWith('alarm.')) return alarmSentence(text.key, text.params, rules);
  if (!isEventKey(text.key)) return [text.key, ...Object.values(text.params)].join(' ');
  return say(EVENT_SENTENCES[text.key], wordsOf(text.key, text.params));
}

function isEventKey(key: string): key is EventKey {
  return Object.hasOwn(EVENT_TEXT, key);
}

function alarmSentence(key: string, params: Params, rules: readonly AlarmRule[]): string {
  const [, id = '', end] = key.split('.');
  const rule = rules.find((candidate) => candidate.id === id);
  const place = params.place ?? '';
  if (!rule) return `${id} ${place}`.trim();
  const title = say(rule.title, {
    place,
    value: readingOf(rule, params.value),
    count: typeof params.count === 'number' ? formatNumber(params.count) : '',
  }).trim();
  return end === 'cleared' ? t('eventOver', { title }) : title;
}

function readingOf(rule: AlarmRule, value: string | number | undefined): string {
  if (value === undefined) return '–';
  const row = isMetricId(rule.metric) ? metricOf(rule.metric) : undefined;
  if (typeof value === 'string') {
    const word = (name: string): string => stateWord(name, row?.states);
    return value.split(' ').map(word).join(', ');
  }
  const unit = row ? READING_UNITS[row.unit] : undefined;
  return unit ? formatText(value, unit) : formatNumber(value);
}

function stateWord(name: string, table?: StateTable): string {
  if (!(name in STATE_TEXTS)) return name;
  const known = name as StateName;
  return say(table ? stateText(table, known) : STATE_TEXTS[known]);
}

/** Parameters that are names of the contract become words of the language. */
function wordsOf(key: EventKey, params: Params): Params {
  const words: Record<string, string | number> = { ...params, meaning: xidMeaning(params.xid) };
  if (typeof params.gpus === 'number') words.gpus = formatNumber(params.gpus);
  if (params.pump !== undefined) words.pump = String(params.pump).toUpperCase();
  if (params.mode !== undefined) words.mode = stateWord(String(params.mode));
  if (params.cause !== undefined) words.cause = causeWord(params.cause);
  if (/^(command|shed|gpu)\./.test(key)) Object.assign(words, commandWords(params));
  if (key === 'job.restarted') words.lost = lostWork(params.lostS);
  if (key === 'job.checkpoint') words.seconds = formatText(Number(params.seconds), 's');
  if (key === 'feed.backSteady') words.seconds = formatDuration(Number(params.seconds));
  if (key === 'job.ended') words.reason = endWord(String(params.reason));
  return words;
}

/** Bounds of a command with their units, its fault and its kind of work in words. */
function commandWords(params: Params): Params {
  const { fault, profile, watts, celsius, megawatts, drawnMegawatts, seconds, share } = params;
  const known = typeof fault === 'string' && fault in FAULT_TEXTS;
  const work = typeof profile === 'string' ? PROFILE_TEXTS[profile] : undefined;
  return {
    ...(known && { fault: say(FAULT_TEXTS[fault as keyof typeof FAULT_TEXTS]) }),
    ...(work && { profile: say(work) }),
    ...(watts !== undefined && { watts: formatText(Number(watts), 'W') }),
    ...(celsius !== undefined && { celsius: formatText(Number(celsius), 'C') }),
    ...(megawatts !== undefined && { megawatts: formatText(Number(megawatts) * 1e6, 'MW') }),
    ...(drawnMegawatts !== undefined && {
      drawnMegawatts: formatText(Number(drawnMegawatts) * 1e6, 'MW'),
    }),
    ...(seconds !== undefined && { seconds: formatText(Number(seconds), 's') }),
    ...(share !== undefined && { share: formatText(Number(share), 'percent') }),
  };
}

function endWord(reason: string): string {
  return reason in JOB_END_TEXTS
    ? say(JOB_END_TEXTS[reason as keyof typeof JOB_END_TEXTS])
    : reason;
}

/** Of a service, and of a restart recorded before this was told, nothing. */
function lostWork(seconds: string | number | undefined): string {
  return Number(seconds) > 0 ? t('workLost', { time: formatDuration(Number(seconds)) }) : '';
}

function xidMeaning(xid: string | number | undefined): string {
  const text = XID_TEXTS[Number(xid)];
  return text ? ` (${say(text)})` : '';
}

/** A cause that the page does not know is shown as the source says it. */
function causeWord(cause: string | number): string {
  const text = CAUSE_TEXTS[cause];
  return text ? say(text) : String(cause);
}

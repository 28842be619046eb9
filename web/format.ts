// The only place that scales units: from base units to what a person reads, at a fixed scale and width.
import type { Language } from '../server/contract/text.ts';
import { localMidnightMs } from '../server/contract/zone.ts';
import { language } from './i18n.ts';

/** Factor from the base unit, the text after the number, and the decimals where none are asked for. */
const DISPLAY_UNITS = {
  W: { factor: 1, text: 'W', digits: 0 },
  kW: { factor: 1e-3, text: 'kW', digits: 1 },
  MW: { factor: 1e-6, text: 'MW', digits: 1 },
  kWPerMin: { factor: 1e-3, text: 'kW/min', digits: 1 },
  MWPerMin: { factor: 1e-6, text: 'MW/min', digits: 2 },
  Wh: { factor: 1, text: 'Wh', digits: 0 },
  kWh: { factor: 1e-3, text: 'kWh', digits: 1 },
  MWh: { factor: 1e-6, text: 'MWh', digits: 1 },
  GWh: { factor: 1e-9, text: 'GWh', digits: 2 },
  V: { factor: 1, text: 'V', digits: 0 },
  kV: { factor: 1e-3, text: 'kV', digits: 1 },
  A: { factor: 1, text: 'A', digits: 0 },
  C: { factor: 1, text: '°C', digits: 1 },
  K: { factor: 1, text: 'K', digits: 1 },
  MHz: { factor: 1, text: 'MHz', digits: 0 },
  GiB: { factor: 1 / 1024, text: 'GiB', digits: 1 },
  MB: { factor: 1e-6, text: 'MB', digits: 0 },
  TB: { factor: 1e-12, text: 'TB', digits: 1 },
  GBps: { factor: 1e-9, text: 'GB/s', digits: 2 },
  Lpm: { factor: 1, text: 'L/min', digits: 0 },
  L: { factor: 1, text: 'L', digits: 0 },
  LPerKWh: { factor: 1, text: 'L/kWh', digits: 3 },
  kPa: { factor: 1, text: 'kPa', digits: 0 },
  s: { factor: 1, text: 's', digits: 0 },
  kg: { factor: 1e-3, text: 'kg', digits: 1 },
  t: { factor: 1e-6, text: 't', digits: 1 },
  gPerKWh: { factor: 1, text: 'g/kWh', digits: 0 },
  kgPerKWh: { factor: 1, text: 'kg/kWh', digits: 3 },
  EUR: { factor: 1, text: '€', digits: 0 },
  EURPerMWh: { factor: 1, text: '€/MWh', digits: 1 },
  /** From a ratio of 0 to 1. */
  percent: { factor: 100, text: '%', digits: 0 },
  /** From a value that is a percentage already. */
  pct: { factor: 1, text: '%', digits: 0 },
  ratio: { factor: 1, text: '', digits: 3 },
  count: { factor: 1, text: '', digits: 0 },
  /** Energy for each token, in joules, from Wh and tokens. */
  JPerToken: { factor: 3600, text: 'J', digits: 2 },
} as const;
export type DisplayUnit = keyof typeof DISPLAY_UNITS;

/** What a value in its base unit is multiplied by to stand on an axis of this unit. */
export function factorOf(unit: DisplayUnit): number {
  return DISPLAY_UNITS[unit].factor;
}

/** A byte is an octet in French. */
const FRENCH_UNITS: Partial<Record<DisplayUnit, string>> = {
  GiB: 'Gio',
  MB: 'Mo',
  TB: 'To',
  GBps: 'Go/s',
};

/** The unit as it is written; empty for a count or a ratio. */
export function unitText(unit: DisplayUnit, of: Language = language.value): string {
  return (of === 'fr' ? FRENCH_UNITS[unit] : undefined) ?? DISPLAY_UNITS[unit].text;
}

export interface FormatOptions {
  readonly digits?: number;
  readonly language?: Language;
}

export interface Shown {
  readonly number: string;
  readonly unit: string;
}

const LOCALES: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR' };
const NOT_KNOWN = '–';
const NO_BREAK_SPACE = '\u00a0';

/** Number and unit apart, so that each can have its own style; what is not known is a dash. */
export function formatValue(value: number, unit: DisplayUnit, options: FormatOptions = {}): Shown {
  const { factor, digits } = DISPLAY_UNITS[unit];
  const of = options.language ?? language.value;
  const text = unitText(unit, of);
  const number = formatNumber(value * factor, { ...options, digits: options.digits ?? digits });
  // English writes the euro before its number, French after it; so it does in a price: €59/MWh.
  if (text.startsWith('€') && of === 'en') {
    if (number === NOT_KNOWN) return { number, unit: '' };
    return { number: `${number.replace(/^−?/, '$&€')}${text.slice(1)}`, unit: '' };
  }
  return { number, unit: text };
}

/** Number and unit as one text that does not break; a dash alone when it is not known. */
export function formatText(value: number, unit: DisplayUnit, options: FormatOptions = {}): string {
  if (!Number.isFinite(value)) return NOT_KNOWN;
  const shown = formatValue(value, unit, options);
  return shown.unit ? `${shown.number}${NO_BREAK_SPACE}${shown.unit}` : shown.number;
}

/** The unit of an energy that may be of any size, as one job's among others. */
export function energyUnit(wh: number): 'kWh' | 'MWh' | 'GWh' {
  const size = Math.abs(wh);
  return size >= 1e9 ? 'GWh' : size >= 1e6 ? 'MWh' : 'kWh';
}

export function energyText(wh: number): string {
  return formatText(wh, energyUnit(wh), { digits: 2 });
}

/** The unit of a mass of carbon dioxide that may be of any size. */
export function massUnit(grams: number): 'kg' | 't' {
  return Math.abs(grams) >= 1e6 ? 't' : 'kg';
}

export function formatNumber(value: number, options: FormatOptions = {}): string {
  if (!Number.isFinite(value)) return NOT_KNOWN;
  return numberFormat(options.language ?? language.value, options.digits ?? 0)
    .format(value)
    .replace('-', '−');
}

/** Hours, minutes and seconds in the site's zone. */
export function formatClock(timeMs: number, timeZone: string, seconds = true): string {
  if (!Number.isFinite(timeMs)) return NOT_KNOWN;
  return clockFormat(timeZone, seconds).format(timeMs);
}

/** The time of today, or day and minute of another day. */
export function formatMoment(timeMs: number, nowMs: number, timeZone: string): string {
  const today = timeMs >= localMidnightMs(nowMs, timeZone);
  if (today || !Number.isFinite(nowMs)) return formatClock(timeMs, timeZone);
  return formatDayTime(timeMs, timeZone);
}

/** Day and time at the site, whatever today is: `22 Nov 14:03`. */
export function formatDayTime(timeMs: number, timeZone: string, seconds = false): string {
  if (!Number.isFinite(timeMs)) return NOT_KNOWN;
  return `${formatDay(timeMs, timeZone)} ${formatClock(timeMs, timeZone, seconds)}`;
}

/** The day at the site: `22 Nov`. */
export function formatDay(timeMs: number, timeZone: string): string {
  return dayFormat(timeZone, language.value).format(timeMs);
}

/** A length of time in its two largest units: `48 s`, `12 min`, `3 h 04 min`, `5 d 3 h`. */
export function formatDuration(seconds: number, lang: Language = language.value): string {
  if (!Number.isFinite(seconds)) return NOT_KNOWN;
  const whole = Math.max(0, Math.floor(seconds));
  const minutes = Math.floor(whole / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  const join = (...parts: string[]): string => parts.join(NO_BREAK_SPACE);
  if (days > 0) return join(`${days}`, lang === 'fr' ? 'j' : 'd', `${hours % 24}`, 'h');
  if (hours > 0) return join(`${hours}`, 'h', String(minutes % 60).padStart(2, '0'), 'min');
  return minutes > 0 ? join(`${minutes}`, 'min') : join(`${whole}`, 's');
}

const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(lang: Language, digits: number): Intl.NumberFormat {
  const key = `${lang}${digits}`;
  const made =
    numberFormats.get(key) ??
    new Intl.NumberFormat(LOCALES[lang], {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: 'negative',
    });
  numberFormats.set(key, made);
  return made;
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

function dayFormat(timeZone: string, lang: Language): Intl.DateTimeFormat {
  const key = `${timeZone}${lang}`;
  const made =
    dayFormats.get(key) ??
    new Intl.DateTimeFormat(LOCALES[lang], { timeZone, day: 'numeric', month: 'short' });
  dayFormats.set(key, made);
  return made;
}

const clockFormats = new Map<string, Intl.DateTimeFormat>();

function clockFormat(timeZone: string, seconds: boolean): Intl.DateTimeFormat {
  const key = `${timeZone}${seconds}`;
  const made =
    clockFormats.get(key) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      hour: '2-digit',
      minute: '2-digit',
      ...(seconds ? { second: '2-digit' } : {}),
    });
  clockFormats.set(key, made);
  return made;
}

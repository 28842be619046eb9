// The site's own calendar: where its days begin, in UTC. A local day has 23, 24 or 25 hours.

/** Clocks change at whole quarters of an hour: between them an offset is asked for once. */
const STEADY_MS = 900_000;
const MOST_OFFSETS = 2_000;
const offsets = new Map<string, Map<number, number>>();

/** Milliseconds that local time is ahead of UTC at this moment; `timeZone` is an IANA name. */
export function zoneOffsetMs(timeMs: number, timeZone: string): number {
  const quarter = Math.floor(timeMs / STEADY_MS);
  let known = offsets.get(timeZone);
  if (!known || known.size >= MOST_OFFSETS) {
    known = new Map();
    offsets.set(timeZone, known);
  }
  let offset = known.get(quarter);
  if (offset === undefined) {
    offset = offsetMs(timeMs, timeZone);
    known.set(quarter, offset);
  }
  return offset;
}

function offsetMs(timeMs: number, timeZone: string): number {
  const second = Math.floor(timeMs / 1000) * 1000;
  const parts = formatOf(timeZone).formatToParts(second);
  const field = (type: string): number =>
    Number(parts.find((part) => part.type === type)?.value ?? Number.NaN);
  const local = Date.UTC(
    field('year'),
    field('month') - 1,
    field('day'),
    field('hour'),
    field('minute'),
    field('second'),
  );
  return local - second;
}

/** The last local midnight at or before this moment, in UTC. */
export function localMidnightMs(timeMs: number, timeZone: string): number {
  const offset = zoneOffsetMs(timeMs, timeZone);
  const localDay = Math.floor((timeMs + offset) / DAY_MS) * DAY_MS;
  const guess = localDay - offset;
  // The clocks may have changed since midnight: midnight has its own offset.
  return localDay - zoneOffsetMs(guess, timeZone);
}

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
}

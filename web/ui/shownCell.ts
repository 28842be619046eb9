// A cell of an exported table as a person reads it: in the page's language, times in the site's own hours.
import { formatDayTime, formatNumber } from '../format.ts';
import { siteInfo } from '../live.ts';
import type { ExportCell, ExportColumn } from './exportTable.ts';

export function shownCell(cell: ExportCell, { time, digits = 2 }: ExportColumn): string {
  if (typeof cell !== 'string') return formatNumber(cell ?? Number.NaN, { digits });
  const zone = siteInfo.peek()?.site.timeZone;
  return time && zone ? formatDayTime(Date.parse(cell), zone, true) : cell;
}

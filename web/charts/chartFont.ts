// The type of every canvas: as large as the page's smallest.
import { tokenOf } from '../theme.ts';

export const CHART_FAMILY = '"Inter", system-ui, sans-serif';

/** Pixels; a wall screen enlarges it. */
export function chartTextPx(): number {
  return Number.parseFloat(tokenOf('size-11')) || 11;
}

export function chartFont(weight = 400): string {
  return `${weight} ${chartTextPx()}px ${CHART_FAMILY}`;
}

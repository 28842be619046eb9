// A statistic's number as it is known: four figures, no zeros after them, the small ones as a power of ten.
import { formatNumber } from '../../format.ts';

const FIGURES = 4;
const SMALL = 1e-3;

export function figures(value: number | null): string {
  if (value === null) return '–';
  const rounded = Number(value.toPrecision(FIGURES));
  if (rounded !== 0 && Math.abs(rounded) < SMALL) return powerOfTen(rounded);
  const [, decimals = ''] = String(rounded).split('.');
  return formatNumber(rounded, { digits: decimals.length });
}

function powerOfTen(value: number): string {
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  const lead = formatNumber(value / 10 ** exponent, { digits: 1 });
  const raised = [...String(Math.abs(exponent))]
    .map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)])
    .join('');
  return `${lead} × 10${exponent < 0 ? '⁻' : ''}${raised}`;
}

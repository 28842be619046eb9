// The verdicts as one table of plain text, for a terminal or a page.
import type { Verdict } from './judge.ts';

const HEAD = ['row', 'statistic', 'real', 'ours', 'accepted', 'unit', 'verdict', 'source'];

export function tableOf(verdicts: readonly Verdict[]): string {
  const lines = [HEAD, ...verdicts.map(lineOf)];
  const widths = HEAD.map((_, i) => Math.max(...lines.map((line) => (line[i] ?? '').length)));
  const text = lines.map((line) =>
    line
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...text, '', summaryOf(verdicts)].join('\n');
}

function lineOf({ row, value, low, high, says }: Verdict): string[] {
  const band = Number.isNaN(low) ? `${row.low}` : `${short(low)} to ${short(high)}`;
  return [row.id, row.statistic, short(row.real), short(value), band, row.unit, says, row.source];
}

function summaryOf(verdicts: readonly Verdict[]): string {
  const count = (wanted: (says: Verdict['says']) => boolean): number =>
    verdicts.filter(({ says }) => wanted(says)).length;
  const notRun = count((says) => says === 'not run');
  const tail = notRun > 0 ? `, ${notRun} not run` : '';
  return `${count((says) => says === 'pass')} in band, ${count((says) => says.startsWith('MISS'))} missed${tail}`;
}

/** Four figures are more than any of these statistics is known to. */
function short(value: number): string {
  if (Number.isNaN(value)) return '-';
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) < 1e-3 ? value.toExponential(1) : String(Number(value.toPrecision(4)));
}

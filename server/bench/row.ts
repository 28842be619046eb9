// A row of the bench's table: what was measured, how far it spread, and how it stands to its aim.

export interface Row {
  readonly what: string;
  readonly measured: number;
  readonly unit: string;
  /** Between which values the measured one lies. */
  readonly spread?: {
    readonly of: 'min..max' | 'p50/p95' | 'p50/p99';
    readonly values: readonly number[];
  };
  readonly aim?: number;
  /** Where more is better; otherwise less is. */
  readonly moreIsBetter?: boolean;
}

const HEAD = ['what', 'measured', 'unit', 'spread', 'aim', 'measured / aim', 'verdict'];
const THREE_DIGITS = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** A Markdown table, padded so that it can be read in a terminal too. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, i) => Math.max(...lines.map((cells) => (cells[i] ?? '').length)));
  const line = (cells: readonly string[], fill: string): string =>
    `| ${widths.map((width, i) => (cells[i] ?? '').padEnd(width, fill)).join(' | ')} |`;
  const [head = '', ...body] = lines.map((cells) => line(cells, ' '));
  return [head, line([], '-'), ...body].join('\n');
}

function cellsOf({ what, measured, unit, spread, aim, moreIsBetter }: Row): readonly string[] {
  return [
    what,
    numberText(measured),
    unit,
    spread ? `${spread.values.map(numberText).join(' .. ')} (${spread.of})` : '',
    aim === undefined ? '' : numberText(aim),
    aim === undefined || aim === 0 ? '' : numberText(measured / aim),
    aim === undefined ? '' : verdict(measured, aim, moreIsBetter ?? false),
  ];
}

function verdict(measured: number, aim: number, moreIsBetter: boolean): string {
  const ratio = moreIsBetter ? aim / measured : measured / aim;
  return ratio <= 1 || measured === aim ? 'met' : `missed x${numberText(ratio)}`;
}

function numberText(value: number): string {
  return (Math.abs(value) >= 100 ? WHOLE : THREE_DIGITS).format(value);
}

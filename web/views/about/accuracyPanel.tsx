// The accuracy table: published statistics, what the twin gives, the accepted band, and the verdict of the last kept run.
import type {
  AccuracyAnswer,
  AccuracyRow,
  AccuracyRun,
} from '../../../server/contract/accuracy.ts';
import { ACCURACY_TEXTS, STATISTICS } from '../../i18n/accuracy.ts';
import { say } from '../../i18n.ts';
import { useJson } from '../../time/useJson.ts';
import type { ExportTable } from '../../ui/exportTable.ts';
import { Panel } from '../../ui/panel.tsx';
import { Shape } from '../../ui/statusMark.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { dayText } from './dayText.ts';
import { figures } from './figures.ts';

const UNITS: Readonly<Record<string, string>> = {
  C: '°C',
  'EUR/MWh': '€/MWh',
  'kW AC': 'kW',
  ratio: '',
  r: '',
};

const WAITING: readonly string[] = ['loading', 'ready'];

export function AccuracyPanel() {
  const { state, answer, problem } = useJson<AccuracyAnswer>('/api/accuracy').value;
  const run = answer?.run ?? undefined;
  return (
    <Panel
      title={say(ACCURACY_TEXTS.title)}
      subtitle={run ? summaryOf(run) : ''}
      class="accuracyPanel"
      flush
      {...(run ? { exports: { table: () => tableOf(run) } } : {})}
      state={
        run
          ? ''
          : WAITING.includes(state)
            ? say(ACCURACY_TEXTS[state === 'ready' ? 'none' : 'loading'])
            : problem
      }
    >
      {run ? (
        <>
          <Table
            caption={say(ACCURACY_TEXTS.title)}
            columns={columns()}
            rows={run.rows}
            rowKey={({ id }) => id}
          />
          <p class="muted accuracyNote">{say(ACCURACY_TEXTS.how)}</p>
        </>
      ) : null}
    </Panel>
  );
}

function summaryOf({ rows, date, seed, version }: AccuracyRun): string {
  const count = (verdict: AccuracyRow['verdict']): number =>
    rows.filter((row) => row.verdict === verdict).length;
  const notRun = count('notRun');
  const words = say(ACCURACY_TEXTS.summary, {
    ...{ pass: count('pass'), count: rows.length - notRun },
    ...{ date: dayText(date), seed, version },
  });
  return notRun > 0 ? `${words} · ${say(ACCURACY_TEXTS.notRunCount, { n: notRun })}` : words;
}

const nameOf = ({ id, statistic }: AccuracyRow): string => {
  const name = STATISTICS[id];
  return name ? say(name) : statistic;
};

const unitOf = ({ unit }: AccuracyRow): string =>
  unit === '1/day' ? say(ACCURACY_TEXTS.perDay) : (UNITS[unit] ?? unit);

const sourceOf = ({ source }: AccuracyRow): string =>
  source === 'law' ? say(ACCURACY_TEXTS.law) : source;

function bandOf({ low, high }: AccuracyRow): string {
  if (low === null || high === null) return '–';
  if (low === high) return figures(low);
  return say(ACCURACY_TEXTS.to, { low: figures(low), high: figures(high) });
}

function columns(): readonly Column<AccuracyRow>[] {
  return [
    {
      id: 'statistic',
      header: say(ACCURACY_TEXTS.statistic),
      cell: nameOf,
    },
    {
      id: 'real',
      header: say(ACCURACY_TEXTS.real),
      numeric: true,
      cell: (row) => `${figures(row.real)} ${unitOf(row)}`,
    },
    {
      id: 'ours',
      header: say(ACCURACY_TEXTS.ours),
      numeric: true,
      cell: (row) => <strong>{figures(row.value)}</strong>,
    },
    { id: 'band', header: say(ACCURACY_TEXTS.band), numeric: true, cell: bandOf },
    { id: 'where', header: say(ACCURACY_TEXTS.where), cell: (row) => <BandMark row={row} /> },
    {
      id: 'verdict',
      header: say(ACCURACY_TEXTS.verdict),
      cell: ({ verdict }) => <Verdict verdict={verdict} />,
    },
    {
      id: 'source',
      header: say(ACCURACY_TEXTS.source),
      wide: true,
      cell: (row) => (
        <span class="muted" title={sourceOf(row)} {...(row.source !== 'law' && { lang: 'en' })}>
          {sourceOf(row)}
        </span>
      ),
    },
  ];
}

function Verdict({ verdict }: Pick<AccuracyRow, 'verdict'>) {
  const missed = verdict === 'miss' || verdict === 'notMeasured';
  return (
    <span class={missed ? 'severity level-warning' : 'muted'}>
      {missed ? <Shape level="warning" /> : null}
      {say(ACCURACY_TEXTS[verdict])}
    </span>
  );
}

const WIDTH = 88;
/** Of the drawing, on either side of the band: what lies outside is drawn there. */
const MARGIN = 12;

/** The band as a line, the real value as a stroke, the twin's as a dot; the columns beside it say the same in numbers. */
function BandMark({ row: { low, high, real, value } }: { readonly row: AccuracyRow }) {
  if (low === null || high === null || high <= low) return null;
  const xOf = (at: number): number => {
    const x = MARGIN + ((at - low) / (high - low)) * (WIDTH - 2 * MARGIN);
    return Math.min(WIDTH - 3, Math.max(3, x));
  };
  return (
    <svg class="bandMark" width={WIDTH} height="12" aria-hidden="true">
      <path class="bandLine" d={`M${MARGIN} 6H${WIDTH - MARGIN}`} />
      <path class="bandReal" d={`M${xOf(real)} 1V11`} />
      {value === null ? null : <circle cx={xOf(value)} cy="6" r="3" />}
    </svg>
  );
}

function tableOf({ rows }: AccuracyRun): ExportTable {
  const names = ['id', 'statistic', 'unit', 'real', 'twin', 'low', 'high', 'verdict', 'source'];
  return {
    columns: names.map((name) => ({ name, digits: 4 })),
    rows: rows.map((row) => [
      ...[row.id, nameOf(row), unitOf(row), row.real, row.value, row.low, row.high],
      ...[say(ACCURACY_TEXTS[row.verdict]), sourceOf(row)],
    ]),
  };
}

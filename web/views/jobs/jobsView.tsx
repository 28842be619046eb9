// Jobs: what runs, waits and has ended; where the IT power goes line by line; and the sums of each tenant.
import './jobs.css';
import { useComputed } from '@preact/signals';
import type { JobsAnswer } from '../../../server/contract/api.ts';
import type { JobView } from '../../../server/contract/job.ts';
import { formatNumber } from '../../format.ts';
import { JOBS_TEXTS } from '../../i18n/jobsView.ts';
import { say, t } from '../../i18n.ts';
import { clock, jobsKnown, siteInfo, useJobs } from '../../live.ts';
import { navigate, pathOf, query, setQuery } from '../../route.ts';
import { useJson } from '../../time/useJson.ts';
import { DataTable } from '../../ui/dataTable.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SearchBox } from '../../ui/searchBox.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import type { Sorting } from '../../ui/tableRows.ts';
import { ActButton } from '../act/actButton.tsx';
import { JOB_CELL_NAMES, jobCells, jobColumns } from './jobColumns.tsx';
import { filtered } from './jobList.ts';
import { PowerLines } from './powerLines.tsx';
import { TenantPanel } from './tenantPanel.tsx';
import { TimelinePanel } from './timelinePanel.tsx';

const tab = query('state');
const words = query('find');
const sort = query('sort');
const TABS = ['running', 'queued', 'ended'] as const;
/** Ended jobs that one look asks for. */
const ENDED = 500;

export function JobsView() {
  const state = TABS.find((one) => one === tab.value) ?? 'running';
  const live = useJobs();
  const path = state === 'ended' ? `/api/jobs?state=ended&limit=${ENDED}` : undefined;
  const ended = useJson<JobsAnswer>(path, { everyS: 30 });
  const shown = useComputed(() =>
    state === 'ended'
      ? (ended.value.answer?.jobs ?? [])
      : live.value.filter((job) => job.state === state),
  );
  // The minute is enough for runtimes.
  const nowMs = useComputed(() => Math.floor((clock.value?.timeMs ?? 0) / 60_000) * 60_000);
  const kindText = (kind: JobView['kind']): string => t(`kind_${kind}`);
  const rows = filtered(shown.value, words.value ?? '', kindText);
  const zone = siteInfo.value?.site.timeZone ?? 'UTC';
  const waiting = state === 'ended' ? ended.value.state === 'loading' : !jobsKnown.value;
  return (
    <div class="jobsView">
      <h1 class="unseen">{say(JOBS_TEXTS.title)}</h1>
      <div class="jobsSides">
        <PowerLines />
        <TenantPanel jobs={live} />
        <TimelinePanel jobs={live} />
      </div>
      <Panel
        title={say(JOBS_TEXTS.title)}
        subtitle={formatNumber(rows.length)}
        actions={<ActButton kind="jobs" id="SITE" />}
        class="jobsTablePanel"
        exports={{ table: () => ({ columns: [...JOB_CELL_NAMES], rows: rows.map(jobCells) }) }}
        flush
      >
        <div class="jobsFilters">
          <Segmented
            label={say(JOBS_TEXTS.state)}
            options={TABS.map((value) => ({ value, label: tabText(value, live.value) }))}
            value={state}
            onChange={(value) => setQuery('state', value === 'running' ? undefined : value)}
          />
          <SearchBox
            label={say(JOBS_TEXTS.search)}
            value={words.value ?? ''}
            onChange={(value) => setQuery('find', value === '' ? undefined : value)}
          />
        </div>
        <DataTable
          caption={say(JOBS_TEXTS.title)}
          columns={jobColumns(state, zone, nowMs.value)}
          rows={rows}
          rowKey={({ id }) => id}
          sorting={readSorting(state)}
          onSort={({ column, down }) => setQuery('sort', `${column}${down ? '-down' : ''}`)}
          onOpen={({ id }) => navigate(pathOf('job', id) ?? '/jobs')}
          empty={say(waiting ? JOBS_TEXTS.loading : JOBS_TEXTS.empty)}
        />
      </Panel>
    </div>
  );
}

function tabText(state: JobView['state'], jobs: readonly JobView[]): string {
  if (state === 'ended') return say(JOBS_TEXTS.ended);
  const count = jobs.filter((job) => job.state === state).length;
  return `${say(JOBS_TEXTS[state])} ${formatNumber(count)}`;
}

/** `power-down`; without it running jobs by power, ended ones by their start. */
function readSorting(state: JobView['state']): Sorting {
  const [column, down] = (sort.value ?? '').split('-');
  if (column) return { column, down: down === 'down' };
  if (state === 'running') return { column: 'power', down: true };
  return state === 'ended' ? { column: 'started', down: true } : { column: 'gpus', down: true };
}

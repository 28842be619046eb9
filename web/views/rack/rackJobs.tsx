// The jobs that hold GPUs of a rack, the largest share first.
import { floorJobs } from '../../floor/floorJobs.ts';
import { jobsWithin } from '../../floor/jobPlane.ts';
import { toneCss } from '../../floor/jobTones.ts';
import { formatNumber } from '../../format.ts';
import { say } from '../../i18n.ts';
import { type SiteContext, useJobs } from '../../live.ts';
import { pathOf } from '../../route.ts';
import { theme } from '../../theme.ts';
import { nowMark } from '../../time/nowMark.ts';
import { Panel } from '../../ui/panel.tsx';
import { RACK_TEXTS } from './rackTexts.ts';

interface RackJobsProps {
  readonly info: SiteContext;
  readonly rack: number;
}

export function RackJobs({ info, rack }: RackJobsProps) {
  useJobs();
  const { placed, tones } = floorJobs.value;
  const { from, to } = info.places.within('gpu', 'rack', rack);
  const jobs = jobsWithin(placed, from, to);
  return (
    <Panel
      title={say(RACK_TEXTS.jobs)}
      subtitle={nowMark.value || undefined}
      exports={{
        table: () => ({
          columns: [
            { name: 'id' },
            { name: 'name' },
            { name: 'tenant' },
            { name: 'gpusHere', digits: 0 },
            { name: 'gpuCount', digits: 0 },
          ],
          rows: jobs.map(({ job, gpus }) => [job.id, job.name, job.tenant, gpus, job.gpuCount]),
        }),
      }}
    >
      {jobs.length === 0 ? (
        <p class="muted">{say(RACK_TEXTS.noJobs)}</p>
      ) : (
        <ul class="rackJobs">
          {jobs.map(({ job, gpus }) => (
            <li key={job.id}>
              <i
                class="swatch"
                style={{ background: toneCss(tones.get(job.id) ?? 0, theme.value) }}
              />
              <a class="link" href={pathOf('job', job.id) ?? '/jobs'}>
                {job.name}
              </a>
              <span class="muted">
                {say(RACK_TEXTS.jobGpus, { here: gpus, all: formatNumber(job.gpuCount) })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

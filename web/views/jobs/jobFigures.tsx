// The figures of a job so far, each with its unit; those that its kind does not have are left out.
import type { ReadonlySignal } from '@preact/signals';
import type { JobView } from '../../../server/contract/job.ts';
import { formatNumber } from '../../format.ts';
import { JOBS_TEXTS } from '../../i18n/jobsView.ts';
import { say } from '../../i18n.ts';
import { type TileRow, Tiles } from '../../ui/tiles.tsx';
import { Value } from '../../ui/value.tsx';

export function JobFigures({ job }: { readonly job: ReadonlySignal<JobView | undefined> }) {
  const now = job.value;
  if (!now) return null;
  return (
    <Tiles label={say(JOBS_TEXTS.figures)} tiles={[...power(now), ...account(now), ...work(now)]} />
  );
}

const known = (value: number | null): number => value ?? Number.NaN;

function power(job: JobView): readonly TileRow[] {
  if (job.state !== 'running') return [];
  return [
    {
      name: say(JOBS_TEXTS.power),
      value: <Value value={known(job.powerW)} unit="kW" digits={1} metric="jobPowerW" />,
      line: <Value value={known(job.gpuPowerW)} unit="kW" digits={1} metric="jobGpuPowerW" />,
      note: say(JOBS_TEXTS.traceGpu),
    },
    {
      name: say(JOBS_TEXTS.sm),
      value: <Value value={known(job.smActiveRatio)} unit="percent" metric="jobSmActiveRatio" />,
      line: `${say(JOBS_TEXTS.pace)} ${formatNumber(100 * known(job.paceRatio), { digits: 0 })} %`,
      note: say(JOBS_TEXTS.paceHelp),
    },
  ];
}

function account(job: JobView): readonly TileRow[] {
  return [
    {
      name: say(JOBS_TEXTS.energy),
      value: (
        <Value value={known(job.facilityWh)} unit="MWh" digits={3} metric="jobFacilityEnergyWh" />
      ),
      line: <Value value={known(job.energyWh)} unit="MWh" digits={3} metric="jobEnergyWh" />,
      note: say(JOBS_TEXTS.rackEnergy),
    },
    {
      name: say(JOBS_TEXTS.cost),
      value: <Value value={known(job.costEur)} unit="EUR" digits={2} metric="jobCostEur" />,
      note: say(JOBS_TEXTS.costHelp),
    },
    {
      name: say(JOBS_TEXTS.carbon),
      value: <Value value={known(job.co2G)} unit="kg" digits={1} metric="jobCo2G" />,
      note: say(JOBS_TEXTS.carbonHelp),
    },
  ];
}

function work(job: JobView): readonly TileRow[] {
  const tiles: TileRow[] = [];
  const count = (value: number): string => formatNumber(value, { digits: 0 });
  const add = (name: string, value: number | null, lost?: number | null): void => {
    if (value === null || value === 0) return;
    tiles.push({
      name,
      value: count(value),
      ...(lost ? { note: say(JOBS_TEXTS.lost, { count: count(lost) }) } : {}),
    });
  };
  add(say(JOBS_TEXTS.tokens), job.tokens, job.lostTokens);
  add(say(JOBS_TEXTS.steps), job.steps, job.lostSteps);
  add(say(JOBS_TEXTS.requests), job.requests);
  const joules = (name: string, value: number | null): void => {
    if (value === null) return;
    const digits = value < 100 ? 3 : 0;
    tiles.push({ name, value: `${formatNumber(value, { digits })} J` });
  };
  joules(say(JOBS_TEXTS.perToken), job.siteJPerToken);
  joules(say(JOBS_TEXTS.gpuPerToken), job.gpuJPerToken);
  joules(say(JOBS_TEXTS.sitePerStep), job.siteJPerStep);
  if (job.restarts) tiles.push({ name: say(JOBS_TEXTS.restarts), value: count(job.restarts) });
  return tiles;
}

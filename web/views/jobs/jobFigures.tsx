// The figures of a job so far, each with its unit; those that its kind does not have are left out.
import type { ReadonlySignal } from '@preact/signals';
import type { JobView } from '../../../server/contract/job.ts';
import { STATES } from '../../../server/contract/state.ts';
import { energyUnit, formatNumber, formatText, massUnit } from '../../format.ts';
import { JOBS_TEXTS } from '../../i18n/jobsView.ts';
import { stateText } from '../../i18n/states.ts';
import { say } from '../../i18n.ts';
import { Hint } from '../../ui/hint.tsx';
import { type TileRow, Tiles } from '../../ui/tiles.tsx';
import { Value } from '../../ui/value.tsx';

export function JobFigures({ job }: { readonly job: ReadonlySignal<JobView | undefined> }) {
  const now = job.value;
  if (!now) return null;
  return (
    <Tiles
      ofNow
      label={say(JOBS_TEXTS.figures)}
      tiles={[...power(now), ...account(now), ...work(now)]}
    />
  );
}

const known = (value: number | null): number => value ?? Number.NaN;

/** About a megawatt: chosen by size, so that the unit never jumps with the load. */
const MEGAWATT_GPUS = 720;

function power(job: JobView): readonly TileRow[] {
  if (job.state !== 'running') return [];
  const [unit, digits] =
    job.gpuCount >= MEGAWATT_GPUS ? (['MW', 3] as const) : (['kW', 1] as const);
  return [
    {
      name: say(JOBS_TEXTS.power),
      value: <Value value={known(job.powerW)} unit={unit} digits={digits} metric="jobPowerW" />,
      line: (
        <Value value={known(job.gpuPowerW)} unit={unit} digits={digits} metric="jobGpuPowerW" />
      ),
      note: say(JOBS_TEXTS.traceGpu),
    },
    {
      name: say(JOBS_TEXTS.sm),
      value: <Value value={known(job.smActiveRatio)} unit="percent" metric="jobSmActiveRatio" />,
      line: (
        <Hint text={say(JOBS_TEXTS.paceHelp)}>
          {say(JOBS_TEXTS.pace)} {formatText(known(job.paceRatio), 'percent')}
        </Hint>
      ),
      note: phaseText(job.phase),
    },
  ];
}

const ENERGY_DIGITS = { kWh: 2, MWh: 3, GWh: 4 } as const;

function account(job: JobView): readonly TileRow[] {
  const energy = energyUnit(known(job.facilityWh));
  const digits = ENERGY_DIGITS[energy];
  const lifeUnit = energyUnit(known(job.energyWh));
  return [
    {
      name: say(JOBS_TEXTS.itEnergy),
      value: <Value value={known(job.energyWh)} unit={lifeUnit} digits={1} metric="jobEnergyWh" />,
      note: say(JOBS_TEXTS.itEnergyHelp),
    },
    {
      name: say(JOBS_TEXTS.energy),
      value: (
        <Value
          value={known(job.facilityWh)}
          unit={energy}
          digits={digits}
          metric="jobFacilityEnergyWh"
        />
      ),
      line: (
        <Value
          value={known(job.ledgerWh)}
          unit={energy}
          digits={digits}
          metric="jobLedgerEnergyWh"
        />
      ),
      note: say(JOBS_TEXTS.rackEnergyBooked),
    },
    {
      name: say(JOBS_TEXTS.cost),
      value: <Value value={known(job.costEur)} unit="EUR" digits={2} metric="jobCostEur" />,
      note: say(JOBS_TEXTS.costHelp),
    },
    {
      name: say(JOBS_TEXTS.carbon),
      value: (
        <Value
          value={known(job.co2G)}
          unit={massUnit(known(job.co2G))}
          digits={3}
          metric="jobCo2G"
        />
      ),
      note: say(JOBS_TEXTS.carbonHelp),
    },
  ];
}

function work(job: JobView): readonly TileRow[] {
  const tiles: TileRow[] = [];
  const count = largeCount;
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
    tiles.push({ name, value: joulesText(value) });
  };
  joules(say(JOBS_TEXTS.perToken), job.siteJPerToken);
  joules(say(JOBS_TEXTS.gpuPerToken), job.gpuJPerToken);
  joules(say(JOBS_TEXTS.sitePerStep), job.siteJPerStep);
  if (job.restarts) tiles.push({ name: say(JOBS_TEXTS.restarts), value: count(job.restarts) });
  return tiles;
}

/** Counts beyond a million in millions or billions. */
function largeCount(value: number): string {
  if (value >= 1e9) return `${formatNumber(value / 1e9, { digits: 3 })} ${say(JOBS_TEXTS.billion)}`;
  if (value >= 1e6) return `${formatNumber(value / 1e6, { digits: 3 })} ${say(JOBS_TEXTS.million)}`;
  return formatNumber(value, { digits: 0 });
}

function joulesText(joules: number): string {
  if (joules >= 1e6) return `${formatNumber(joules / 1e6, { digits: 2 })} MJ`;
  if (joules >= 1e4) return `${formatNumber(joules / 1e3, { digits: 2 })} kJ`;
  return `${formatNumber(joules, { digits: joules < 100 ? 3 : 0 })} J`;
}

function phaseText(phase: string | null): string {
  const found = STATES.phase.find((name) => name === phase);
  return found ? say(stateText('phase', found)) : '–';
}

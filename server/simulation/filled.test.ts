// Laws of completeness: every metric of the dictionary is filled, and what is absent is absent for a reason.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import { isReadMetric, METRIC_IDS, metricOf } from '../contract/metrics.ts';
import { NO_CODE } from '../contract/noValue.ts';
import { codeOf } from '../contract/state.ts';
import { TICK_METRIC_IDS } from '../contract/tick.ts';
import { createDerive } from './derive.ts';
import { PROVENANCE } from './provenance.ts';
import { openTwin, sum } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const OUT = codeOf('gpu', 'out');
/** What a place keeps while its GPU is out of service. */
const KNOWN_ALWAYS = new Set<string>(['gpuState', 'gpuEnergyWh', 'gpuPartCount']);
const parts = readSite(FIXTURES, 'ile-de-france');
const twin = openTwin(parts);
twin.run(3_600, 60);
twin.run(5, 1);
const { columns } = twin;
const derive = createDerive({ ...parts, seed: 42 });

/** How many values of a column say "not known". */
function unknown(id: (typeof TICK_METRIC_IDS)[number]): number {
  const { kind } = metricOf(id);
  let count = 0;
  for (const value of columns[id] as ArrayLike<number> & Iterable<number>) {
    if (kind === 'id') count += Number(value < 0);
    else if (kind === 'state' || kind === 'mask') count += Number(value === NO_CODE);
    else count += Number(Number.isNaN(value));
  }
  return count;
}

/** Running jobs that do nothing of what a metric counts. */
function jobsWithout(id: (typeof TICK_METRIC_IDS)[number]): number {
  const counts = COUNTED_BY[id];
  if (!counts) return 0;
  const { profiles, programmes, streams } = parts.workload;
  const nameOf = (name: string) => name.replace(/-[0-9]+$/, '');
  return [...twin.jobs.values()].filter((job) => {
    if (job.state !== 'running') return false;
    const row =
      programmes.find(({ name }) => name === nameOf(job.name)) ??
      streams.find(({ names }) => names.includes(nameOf(job.name)));
    const profile = profiles[row?.profile ?? ''];
    return !profile || !counts(profile);
  }).length;
}

type Profile = (typeof parts.workload.profiles)[string];
const iterates = ({ pattern }: Profile) => pattern === 'iterate';
const serves = ({ pattern }: Profile) => pattern === 'serve';
const trains = (profile: Profile) => iterates(profile) && profile.tokensPerGpuS > 0;
const answers = (profile: Profile) => 'request' in profile;
const COUNTED_BY: Partial<Record<(typeof TICK_METRIC_IDS)[number], (of: Profile) => boolean>> = {
  jobTokens: (profile) => trains(profile) || answers(profile),
  jobLostTokens: trains,
  jobSteps: iterates,
  jobLostSteps: iterates,
  jobRequests: answers,
  jobPrefillTokens: answers,
  jobDecodeTokens: answers,
  jobPrefillRatio: serves,
};

describe('a tick', () => {
  const gpusOut = columns.gpuState.filter((state) => state === OUT).length;
  const freeSlots = columns.jobId.filter((id) => id < 0).length;

  it.each(TICK_METRIC_IDS)('%s is filled', (id) => {
    const { scope } = metricOf(id);
    if (scope === 'job') expect(unknown(id)).toBe(freeSlots + jobsWithout(id));
    else if (KNOWN_ALWAYS.has(id)) expect(unknown(id)).toBe(0);
    else if (id === 'gpuJob')
      expect(unknown(id)).toBe(columns.gpuState.filter((s) => s !== 0).length);
    else expect(unknown(id)).toBe(scope === 'gpu' ? gpusOut : 0);
  });

  it('has 45-90 trays out of service whose GPUs report nothing while the tray draws standby power', () => {
    expect(gpusOut / 4).toBeGreaterThanOrEqual(45);
    expect(gpusOut / 4).toBeLessThanOrEqual(90);
    columns.gpuState.forEach((state, g) => {
      if (state === OUT)
        expect(columns.trayPowerW[Math.floor(g / 4)]).toBe(parts.hardware.tray.standbyW);
    });
  });

  it('has a provenance for every metric that the twin fills', () => {
    const filled = METRIC_IDS.filter((id) => metricOf(id).origin === 'source');
    expect(Object.keys(PROVENANCE).sort()).toEqual([...filled].sort());
  });

  it('shows the clocks of an idle GPU', () => {
    columns.gpuState.forEach((state, g) => {
      if (state !== 1) return;
      expect(columns.gpuSmClockMHz[g]).toBe(120);
      expect(columns.gpuEventReasons[g]).toBe(1);
    });
  });
});

describe('metrics on read', () => {
  const tick = { timeMs: twin.simulation.timeMs, columns };
  const read = (id: Parameters<typeof derive>[1]) => {
    const out = new Float32Array(columns.gpuState.length);
    derive(tick, id, 0, out.length, out);
    return out;
  };

  it.each(METRIC_IDS.filter(isReadMetric))(
    '%s is there for every GPU in service and for no other',
    (id) => {
      const absent = [...read(id)].map(Number.isNaN);
      expect(absent).toEqual([...columns.gpuState].map((state) => state === OUT));
    },
  );

  it('fb free, used and reserved add up to the memory of the GPU', () => {
    const [free, used, reserved] = [
      read('gpuFbFreeMiB'),
      read('gpuFbUsedMiB'),
      read('gpuFbReservedMiB'),
    ];
    free.forEach((value, g) => {
      if (columns.gpuState[g] === OUT) return;
      expect(value + (used[g] as number) + (reserved[g] as number)).toBe(
        parts.site.limits.gpuMemoryMiB,
      );
      expect(value).toBeGreaterThanOrEqual(0);
    });
  });

  it('answers a part as it answers the whole', () => {
    const whole = read('gpuPcieTxBps');
    const part = new Float32Array(8);
    derive(tick, 'gpuPcieTxBps', 7_200, 7_208, part);
    expect([...part]).toEqual([...whole.subarray(7_200, 7_208)]);
    expect(sum(part)).toBeGreaterThan(0);
  });
});

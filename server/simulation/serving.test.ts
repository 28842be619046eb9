// Laws of serving and of the clock: requests follow the day and the week, and what a cap takes from work it shows.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import { openTwin, racksOf } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const parts = racksOf(readSite(FIXTURES, 'one-rack'), 2);
const site = { ...parts.site, outOfServiceShare: 0 };
const { hardware } = parts;
const causes = hardware.faults.causes.map((cause) => ({ ...cause, perMillionGpuHours: 0 }));
const still = {
  ...parts,
  site,
  hardware: { ...hardware, faults: { ...hardware.faults, causes } },
  workload: { ...parts.workload, programmes: [], streams: [] },
};

type Twin = ReturnType<typeof openTwin>;
const open = (profile: string, startMs: number): { twin: Twin; slot: number } => {
  const twin = openTwin(still, { startMs });
  twin.simulation.command({ do: 'startJob', profile, gpus: 72, minutes: 60 * 24 * 14 }, 'test');
  twin.run(1, 1);
  return { twin, slot: [...twin.jobs.values()][0]?.slot ?? -1 };
};
const MONDAY_MS = Date.UTC(2026, 2, 8, 23);

describe('a chat service', () => {
  const { twin, slot } = open('chatServing', MONDAY_MS - 1_000);
  const { jobRequests, jobPrefillTokens, jobDecodeTokens, jobTokens, jobPrefillRatio } =
    twin.columns;
  const { jobGpuEnergyWh } = twin.columns;
  const perHour: number[] = [];
  const ratios: number[] = [];
  const read = () => (jobRequests[slot] as number) ?? 0;
  let before = read();
  twin.run(7 * 86_400, 3_600, () => {
    perHour.push(read() - before);
    before = read();
    ratios.push(jobPrefillRatio[slot] as number);
  });
  const dayOf = (day: number) => perHour.slice(day * 24, day * 24 + 24);

  it('is asked twice as much by day as by night, and about half as much at the weekend', () => {
    const weekdays = Array.from({ length: 24 }, (_, hour) =>
      [0, 1, 2, 3, 4].reduce((all, day) => all + (dayOf(day)[hour] as number), 0),
    );
    expect(Math.max(...weekdays) / Math.min(...weekdays)).toBeGreaterThan(1.6);
    expect(Math.max(...weekdays) / Math.min(...weekdays)).toBeLessThan(2.6);
    expect(weekdays.indexOf(Math.min(...weekdays))).toBeLessThan(6);
    const total = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
    const weekend = total(dayOf(5)) + total(dayOf(6));
    const ratio = weekend / 2 / (total(weekdays) / 5);
    expect(ratio).toBeGreaterThan(0.45);
    expect(ratio).toBeLessThan(0.7);
  });

  it('reads and writes the tokens that it counts, so many a request', () => {
    const read = jobPrefillTokens[slot] as number;
    const written = jobDecodeTokens[slot] as number;
    expect(read + written).toBeCloseTo(jobTokens[slot] as number, 0);
    expect(written / (jobRequests[slot] as number)).toBeCloseTo(211, 6);
    // Prompts are as long as in the trace on the mean of a week.
    expect(Math.abs(read / (jobRequests[slot] as number) / 1_155 - 1)).toBeLessThan(0.03);
  });

  it('spends 9-23 % of its busy time on prefill, never always the same', () => {
    expect(Math.min(...ratios)).toBeGreaterThan(0.09);
    expect(Math.max(...ratios)).toBeLessThan(0.3);
    expect(new Set(ratios.map((ratio) => ratio.toFixed(3))).size).toBeGreaterThan(10);
  });

  it('pays a published number of joules a token at its GPUs: p5 to p95 of B200 chat is 0.06-6.4', () => {
    const jPerToken = ((jobGpuEnergyWh[slot] as number) * 3_600) / (jobTokens[slot] as number);
    expect(jPerToken).toBeGreaterThan(0.06);
    expect(jPerToken).toBeLessThan(6.4);
  });
});

/** Tokens and joules of the GPUs in a quarter of an hour under a cap of all GPUs. */
function underCap(profile: string, watts: number | null) {
  // A weekday at 15:30 in Paris.
  const { twin, slot } = open(profile, Date.UTC(2026, 2, 10, 14, 30));
  const { columns } = twin;
  if (watts !== null) {
    twin.simulation.command({ do: 'setCap', place: 'SITE', watts }, 'test');
  }
  twin.run(600, 1);
  const tokens = columns.jobTokens[slot] as number;
  const wh = columns.jobGpuEnergyWh[slot] as number;
  twin.run(900, 1);
  return {
    tokens: (columns.jobTokens[slot] as number) - tokens,
    joules: ((columns.jobGpuEnergyWh[slot] as number) - wh) * 3_600,
    pace: columns.jobPaceRatio[slot] as number,
    steps: columns.jobSteps[slot] as number,
  };
}

describe('a power cap of 70 %', () => {
  it('leaves pretraining 80-93 % of its tokens, as traces say, and saves energy a token', () => {
    const [free, capped] = [underCap('densePretraining', null), underCap('densePretraining', 840)];
    const kept = capped.tokens / free.tokens;
    expect(kept).toBeGreaterThan(0.8);
    expect(kept).toBeLessThan(0.93);
    expect(capped.pace).toBeLessThan(free.pace);
    expect(capped.steps).toBeLessThan(free.steps);
    expect(capped.joules / capped.tokens).toBeLessThan(0.95 * (free.joules / free.tokens));
  });

  it('costs work from a backlog less than training, since decoding waits for memory', () => {
    const [free, capped] = [underCap('batchServing', null), underCap('batchServing', 700)];
    expect(capped.tokens / free.tokens).toBeLessThan(0.99);
    const [trained, slowed] = [
      underCap('densePretraining', null),
      underCap('densePretraining', 700),
    ];
    expect(capped.tokens / free.tokens).toBeGreaterThan(slowed.tokens / trained.tokens);
  });
});

// Laws of load shedding: the target is reached and held, ends by itself with a ramp, and says what it cannot do.
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import { CLOCK_EVENT } from '../contract/state.ts';
import { firstHalls } from './gpuTesting.ts';
import { openTwin, sum } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const site = firstHalls(readSite(FIXTURES, 'ile-de-france'), 1);
const START_S = 1_800;

function opened() {
  const twin = openTwin(site);
  twin.run(START_S, 60);
  return twin;
}
type Opened = ReturnType<typeof opened>;
const facilityMW = ({ columns }: Opened): number => (columns.siteFacilityPowerW[0] as number) / 1e6;
const shed = ({ simulation }: Opened, megawatts: number, minutes: number) =>
  simulation.command({ do: 'shed', megawatts, minutes }, 'test');
const codes = ({ events }: Opened): string[] =>
  events.map(({ code }) => code).filter((code) => code.startsWith('shed.'));

describe('load shedding', () => {
  let twin: Opened;
  let beforeMW = 0;
  let targetMW = 0;
  const minute: number[][] = [];
  const capW: number[] = [];

  beforeAll(() => {
    twin = opened();
    const before: number[] = [];
    twin.run(60, 1, () => before.push(facilityMW(twin)));
    beforeMW = sum(before) / 60;
    targetMW = Math.round(beforeMW * 0.75 * 100) / 100;
    expect(shed(twin, targetMW, 10)).toMatchObject({ accepted: true });
    for (let m = 0; m < 14; m++) {
      const watts: number[] = [];
      twin.run(60, 1, () => {
        watts.push(facilityMW(twin));
        capW.push(Math.max(...twin.columns.gpuPowerLimitW.filter((limit) => limit > 0)));
      });
      minute.push(watts);
    }
  });
  const meanOf = (m: number): number => sum(minute[m] ?? []) / 60;

  it('takes a quarter of the power off within ten seconds', () => {
    const first = (minute[0] ?? []).slice(5, 15);
    expect(sum(first) / 10).toBeLessThan(beforeMW - 0.8 * (beforeMW - targetMW));
  });

  it('holds each minute at the target, hardly above it and not far below', () => {
    for (let m = 1; m < 10; m++) {
      expect(meanOf(m)).toBeLessThan(targetMW * 1.01);
      expect(meanOf(m)).toBeGreaterThan(targetMW * 0.94);
    }
  });

  it('ends by itself, and gives the power back along a ramp', () => {
    expect(codes(twin)).toEqual(['shed.started', 'shed.ended']);
    expect(twin.events.find(({ code }) => code === 'shed.ended')?.timeMs).toBe(
      (twin.events.find(({ code }) => code === 'shed.started')?.timeMs ?? 0) + 600_000,
    );
    expect(capW.at(-1)).toBe(1_200);
    for (let s = 601; s < capW.length; s++) {
      expect((capW[s] as number) - (capW[s - 1] as number)).toBeLessThanOrEqual(16);
    }
    expect(meanOf(13)).toBeGreaterThan(beforeMW * 0.9);
  });

  it('slows GPUs by their power cap and by nothing else', () => {
    const held = opened();
    shed(held, targetMW, 5);
    held.run(30, 1);
    const masks = [...held.columns.gpuEventReasons].filter((mask) => mask !== 65_535);
    const capped = masks.filter((mask) => (mask & CLOCK_EVENT.powerCap) !== 0).length;
    expect(capped).toBeGreaterThan(masks.length / 4);
    for (const mask of masks) expect(mask & ~(CLOCK_EVENT.powerCap | CLOCK_EVENT.gpuIdle)).toBe(0);
  });

  it('reaches its target at coarse steps too', () => {
    const coarse = opened();
    shed(coarse, targetMW, 30);
    const means: number[] = [];
    coarse.run(1_200, 60, () => means.push(facilityMW(coarse)));
    for (const mean of means.slice(5)) {
      expect(mean).toBeLessThan(targetMW * 1.03);
      expect(mean).toBeGreaterThan(targetMW * 0.92);
    }
  });

  it('says when the lowest cap is not enough', () => {
    const short = opened();
    shed(short, 1, 10);
    short.run(120, 1);
    expect(codes(short)).toEqual(['shed.started', 'shed.unreached']);
    const said = short.events.find(({ code }) => code === 'shed.unreached');
    expect(said?.text.params).toMatchObject({ megawatts: 1 });
    expect(said?.text.params.drawnMegawatts).toBeGreaterThan(1.2);
    expect(said?.cause).toBe(short.events.find(({ code }) => code === 'shed.started')?.ref);
  });

  it('can be ended, once', () => {
    const ended = opened();
    shed(ended, targetMW, 10);
    ended.run(20, 1);
    const end = () => ended.simulation.command({ do: 'endShed' }, 'test');
    expect(end()).toMatchObject({ accepted: true });
    expect(end()).toMatchObject({ accepted: false, reason: 'conflict' });
    ended.run(90, 1);
    expect(Math.max(...ended.columns.gpuPowerLimitW.filter((limit) => limit > 0))).toBe(1_200);
  });
});

// Laws of the live frame: an own copy of the newest second, and reads computed once a frame.
import { describe, expect, it } from 'vitest';
import { NO_CODE, NO_ID } from '../contract/noValue.ts';
import { CLOCK_EVENT, codeOf } from '../contract/state.ts';
import { handMade } from './testing.ts';

describe('the live frame', () => {
  it('knows nothing before the first tick', () => {
    const { frame, events } = handMade().telemetry;
    expect(frame.seq).toBe(0);
    expect(frame.value('siteItPowerW', 0)).toBeNaN();
    expect(frame.value('rackState', 0)).toBe(NO_CODE);
    expect(frame.value('gpuJob', 0)).toBe(NO_ID);
    expect(frame.coverage('siteSmActiveRatio', 0)).toBe(0);
    expect(frame.coverage('siteItPowerW', 0)).toBe(1);
    expect(events.status.state).toBe('unknown');
  });

  it('is a copy: the source may write its columns again', () => {
    const site = handMade();
    site.fill('gpuPowerW', 700);
    site.step();
    site.fill('gpuPowerW', 1);
    expect(site.telemetry.frame.value('gpuPowerW', 5)).toBe(700);
  });

  it('shows the newest second only: the past is recorded, not published', () => {
    const site = handMade();
    let heard = 0;
    site.telemetry.onFrame(() => heard++);
    site.fill('gpuPowerW', 700);
    site.step();
    site.fill('gpuPowerW', 300);
    site.step({ newest: false });
    expect(heard).toBe(1);
    expect(site.telemetry.frame.seq).toBe(1);
    expect(site.telemetry.frame.timeMs).toBe(site.timeMs - 1000);
    expect(site.telemetry.frame.value('gpuPowerW', 0)).toBe(700);
    expect(site.telemetry.frame.value('rackGpuSensorPowerW', 0)).toBe(12 * 700);
  });

  it('no longer calls who has undone onFrame', () => {
    const site = handMade();
    let heard = 0;
    const undo = site.telemetry.onFrame(() => heard++);
    site.step();
    undo();
    site.step();
    expect(heard).toBe(1);
  });

  it('asks the source for a rack at a time and once a frame', () => {
    const asked: string[] = [];
    const site = handMade({
      derive: (tick, metric, from, to, out) => {
        asked.push(`${metric} ${from}-${to}`);
        for (let gpu = from; gpu < to; gpu++) {
          out[gpu - from] = gpu === 14 ? Number.NaN : (tick.columns.gpuPowerW[gpu] as number) + gpu;
        }
      },
    });
    const { frame } = site.telemetry;
    expect(frame.value('gpuMemClockMHz', 13)).toBeNaN();
    site.fill('gpuPowerW', 1000);
    site.step();
    expect(frame.value('gpuMemClockMHz', 13)).toBe(1013);
    expect(frame.value('gpuMemClockMHz', 23)).toBe(1023);
    expect(frame.value('gpuVgpuLicense', 14)).toBe(NO_CODE);
    expect(asked).toEqual(['gpuMemClockMHz 12-24', 'gpuVgpuLicense 12-24']);
    site.fill('gpuPowerW', 0);
    site.step();
    expect(frame.value('gpuMemClockMHz', 13)).toBe(13);
    expect(frame.value('gpuMemClockMHz', 12)).toBe(12);
    expect(asked).toHaveLength(3);
    expect(frame.value('gpuMemClockMHz', 48)).toBeNaN();
  });

  it('says "not known" for reads of a source that computes none', () => {
    const site = handMade();
    site.step();
    expect(site.telemetry.frame.value('gpuMemClockMHz', 0)).toBeNaN();
    expect(site.telemetry.frame.value('gpuVgpuLicense', 0)).toBe(NO_CODE);
  });
});

describe('health', () => {
  const site = handMade();
  const { frame } = site.telemetry;
  const health = (gpu: number) => frame.value('gpuHealth', gpu);

  it('never takes a power cap for trouble', () => {
    site.fill('gpuState', codeOf('gpu', 'work'));
    site.fill('gpuEventReasons', CLOCK_EVENT.powerCap);
    site.step();
    expect(health(0)).toBe(codeOf('health', 'normal'));
    expect(frame.value('rackHealth', 0)).toBe(codeOf('health', 'normal'));
    expect(frame.value('siteGpusThermallySlowed', 0)).toBe(0);
  });

  it('is the worst sign of the GPU, and of the GPUs in service for the rack', () => {
    site.columns.gpuEventReasons[0] = CLOCK_EVENT.powerCap | CLOCK_EVENT.swThermal;
    site.columns.gpuState[3] = codeOf('gpu', 'out');
    site.columns.gpuState[40] = codeOf('gpu', 'out');
    site.columns.gpuEventReasons[12] = CLOCK_EVENT.hwThermal;
    site.columns.gpuEventReasons[13] = NO_CODE;
    site.columns.rackState[2] = codeOf('rack', 'out');
    site.step();
    expect([0, 1, 2, 3].map(health)).toEqual([1, 0, 0, 3]);
    expect(health(12)).toBe(codeOf('health', 'critical'));
    expect(health(13)).toBe(NO_CODE);
    expect([0, 1, 2, 3].map((rack) => frame.value('rackHealth', rack))).toEqual([1, 2, 3, 4]);
    expect(frame.value('siteGpusThermallySlowed', 0)).toBe(2);
  });

  it('of a GPU never speaks of the past: an XID sticks in its gauge', () => {
    const own = handMade();
    own.fill('gpuState', codeOf('gpu', 'work'));
    own.fill('gpuEventReasons', 0);
    own.columns.gpuXid[0] = 94;
    own.step();
    expect(own.telemetry.frame.value('gpuHealth', 0)).toBe(codeOf('health', 'normal'));
    expect(own.telemetry.frame.value('rackHealth', 0)).toBe(codeOf('health', 'normal'));
  });

  it('of a rack is at least as bad as an alarm that stands there, and well again when it clears', () => {
    const leak = {
      id: 'leak',
      metric: 'rackLeakState',
      severity: 'critical' as const,
      on: { is: ['leaking'] },
      off: { is: ['tight'] },
      onDelayS: 0,
      offDelayS: 0,
      title: { en: 'a', fr: 'b' },
      consequence: { en: 'a', fr: 'b' },
      action: { en: 'a', fr: 'b' },
      source: 'made by hand',
    };
    const own = handMade({ rules: [leak] });
    own.fill('gpuState', codeOf('gpu', 'work'));
    own.fill('gpuEventReasons', 0);
    const racks = () => [0, 1].map((rack) => own.telemetry.frame.value('rackHealth', rack));
    own.columns.rackLeakState.fill(codeOf('leak', 'tight'));
    own.columns.rackLeakState[1] = codeOf('leak', 'leaking');
    own.step();
    expect(racks()).toEqual([codeOf('health', 'normal'), codeOf('health', 'critical')]);
    own.columns.rackLeakState[1] = codeOf('leak', 'tight');
    own.step();
    expect(racks()).toEqual([codeOf('health', 'normal'), codeOf('health', 'normal')]);
  });

  it('names the GPU with the smallest known margin', () => {
    expect(frame.value('siteThermalMarginGpu', 0)).toBe(NO_ID);
    site.columns.gpuThermalMarginK.set([9, 4, 6], 20);
    site.step();
    expect(frame.value('siteThermalMarginGpu', 0)).toBe(21);
    expect(frame.value('siteThermalMarginMinK', 0)).toBe(4);
  });
});

describe('the balance', () => {
  it('is what goes in less every part, and not known when a part is not', () => {
    const site = handMade();
    const parts = [
      'siteGpuPowerW',
      'siteGracePowerW',
      'siteTrayStaticPowerW',
      'siteSwitchPowerW',
      'siteShelfLossW',
      'siteNetworkPowerW',
      'siteBuswayLossW',
      'siteUpsLossW',
      'siteTransformerLossW',
      'siteLineLossW',
      'siteCoolingPowerW',
      'siteHousePowerW',
    ] as const;
    for (const part of parts) site.fill(part, 100);
    site.fill('siteGridPowerW', 1500);
    site.fill('siteGensetPowerW', 0);
    site.fill('siteBatteryPowerW', -290);
    site.step();
    expect(site.telemetry.frame.value('siteBalanceResidualW', 0)).toBe(10);
    expect(site.telemetry.frame.value('siteConnectionLoadRatio', 0)).toBeCloseTo(0.0015);
    site.fill('siteHousePowerW', Number.NaN);
    site.step();
    expect(site.telemetry.frame.value('siteBalanceResidualW', 0)).toBeNaN();
  });
});

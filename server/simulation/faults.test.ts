// Laws of failure: published rates, bursts with one root, trays that go out and come back anew, spares that run short.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import type { SourceEvent } from '../contract/event.ts';
import { createPlaceIds } from '../contract/id.ts';
import { codeOf } from '../contract/state.ts';
import { openTwin, START_MS } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const site = readSite(FIXTURES, 'ile-de-france');
/** Without the thousands of small jobs a day, which fail like the others and take most of the time. */
const parts = {
  ...site,
  workload: { ...site.workload, streams: site.workload.streams.slice(0, 1) },
};
const { causes } = parts.hardware.faults;
const OUT = codeOf('tray', 'out');
const DAYS = 30;
const twin = openTwin(parts);
const shares: number[] = [];
const outAtStart = countOut(twin.columns.trayState);
twin.run(DAYS * 86_400, 1_800, () => shares.push(countOut(twin.columns.trayState)));

const { events } = twin;
const of = (code: string) => events.filter((event) => event.code === code);
const byRef = new Map(events.map((event) => [event.ref, event]));
const xids = events.filter(({ kind }) => kind === 'xid');

function countOut(trayState: Uint16Array): number {
  return trayState.reduce((out, state) => out + Number(state === OUT), 0);
}

/** Bounds of a Poisson count with this mean, 99.9 % of the time (normal, on the square root of the count). */
function poisson(mean: number): readonly [number, number] {
  return [(Math.sqrt(mean) - 1.65) ** 2, (Math.sqrt(mean) + 1.65) ** 2];
}

/** What a GPU in service can expect in the month, of the causes that a test picks. */
function expected(pick: (cause: (typeof causes)[number]) => number): number {
  const perMillion = causes.reduce((sum, cause) => sum + cause.perMillionGpuHours * pick(cause), 0);
  const inService = 1 - shares.reduce((sum, out) => sum + out, 0) / shares.length / 4_500;
  return (perMillion * 18_000 * 24 * DAYS * inService) / 1e6;
}

describe('failures', () => {
  it('have the published rate: 419 in 21.23 million GPU-hours', () => {
    const total = causes.reduce((sum, { perMillionGpuHours }) => sum + perMillionGpuHours, 0);
    expect(total).toBeCloseTo(419 / 21.23, 1);
  });

  it.each(['gpu', 'hbm', 'hostMaintenance', 'gpuProcessor'])(
    'take trays out for %s as often as published, within a Poisson interval',
    (name) => {
      const seen = of('tray.out').filter(({ text }) => text.params.cause === name).length;
      const [low, high] = poisson(
        expected(({ cause, outRatio }) => (cause === name ? outRatio : 0)),
      );
      expect(seen).toBeGreaterThan(low);
      expect(seen).toBeLessThan(high);
    },
  );

  it('begin as often as published, whatever shows of them', () => {
    const roots = xids.filter(({ cause }) => cause === undefined);
    const silent = of('tray.out').filter(({ cause }) => cause === undefined);
    const { notes } = parts.hardware.faults;
    const noted = notes.reduce((sum, { perMillionGpuHours }) => sum + perMillionGpuHours, 0);
    const [low, high] = poisson(
      expected(({ bursts, outRatio }) => {
        const shown = bursts.filter(({ length }) => length > 0).length / bursts.length;
        return shown + (1 - shown) * outRatio;
      }) +
        (noted * 18_000 * 24 * DAYS) / 1e6,
    );
    // A program's XID needs a program: about one GPU in ten has none.
    expect(roots.length + silent.length).toBeGreaterThan(0.94 * low);
    expect(roots.length + silent.length).toBeLessThan(high);
  });

  it('show bursts: what follows within three minutes names the first as its cause', () => {
    const followers = xids.filter(({ cause }) => cause !== undefined);
    expect(followers.length).toBeGreaterThan(xids.length / 3);
    for (const { cause, timeMs } of followers) {
      const root = byRef.get(cause) as SourceEvent;
      expect(root.kind).toBe('xid');
      expect(root.cause).toBeUndefined();
      expect(timeMs - root.timeMs).toBeGreaterThanOrEqual(0);
      expect(timeMs - root.timeMs).toBeLessThanOrEqual(180_000);
    }
  });

  it('are a warning only where they take something out of service', () => {
    const reasons = new Set(of('tray.out').map(({ cause }) => cause));
    for (const { ref, severity } of xids) {
      expect(severity).toBe(reasons.has(ref) ? 'warning' : 'info');
    }
  });

  it('lead from the XID over the tray to the job', () => {
    const chains = of('job.restarted').map(({ cause }) => {
      const above = byRef.get(cause);
      return [above?.code, byRef.get(above?.cause)?.kind].join();
    });
    expect(chains).toContain('tray.out,xid');
    // Only what shows no XID and takes nothing out has nothing above it.
    const silent = of('job.restarted').filter(({ cause }) => cause === undefined);
    for (const { text } of silent) {
      const cause = causes.find((row) => row.cause === text.params.cause);
      expect(cause?.outRatio).toBeLessThan(1);
      expect(cause?.bursts).toContainEqual([]);
    }
  });
});

describe('trays', () => {
  it('are out of service 45-90 at a time, at every step of the month', () => {
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(45);
    expect(Math.max(...shares)).toBeLessThanOrEqual(90);
  });

  it('come back, each once', () => {
    const trays = (code: string): number =>
      of(code).reduce((sum, { text }) => sum + Number(text.params.trays ?? 1), 0);
    const back = trays('tray.back') + trays('trays.back');
    expect(back).toBeGreaterThan(100);
    expect(shares.at(-1)).toBe(outAtStart + trays('tray.out') + trays('trays.out') - back);
  });

  it('wait for spares that run short, first come first served', () => {
    const { siteSpareTrays, siteTraysWaiting } = twin.columns;
    expect(siteSpareTrays[0]).toBe(0);
    expect(siteTraysWaiting[0]).toBeGreaterThan(30);
    expect(siteTraysWaiting[0]).toBeLessThanOrEqual(shares.at(-1) as number);
  });

  it('come back with four new parts when they were swapped', () => {
    const { gpuPartCount } = twin.columns;
    let swapped = 0;
    for (let tray = 0; tray < twin.places.count('tray'); tray++) {
      const parts = gpuPartCount.subarray(tray * 4, tray * 4 + 4);
      expect(new Set(parts).size).toBe(1);
      if ((parts[0] as number) > 1) swapped++;
    }
    expect(swapped).toBeGreaterThan(60);
  });

  it('leave 45-90 out at the start of any seed', () => {
    for (const seed of [1, 2, 3]) {
      const out = countOut(openTwin(parts, { seed }).columns.trayState);
      expect(out).toBeGreaterThanOrEqual(45);
      expect(out).toBeLessThanOrEqual(90);
    }
  });
});

describe('events', () => {
  it('report places and times that exist', () => {
    const ids = createPlaceIds(twin.places);
    for (const { place, timeMs } of events) {
      if (place !== null) expect(ids.parse(place)).toBeDefined();
      expect(timeMs % 1_000).toBe(0);
      expect(timeMs).toBeGreaterThan(START_MS);
      expect(timeMs).toBeLessThanOrEqual(twin.simulation.timeMs);
    }
  });
});

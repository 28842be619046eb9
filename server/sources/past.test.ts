// Laws of a past made to order, with its real worker: whole, in order, always the same, and ended when nobody reads on.

import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import type { PastRequest, Source } from '../contract/source.ts';
import { createSimulatedSource } from './simulated.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const source = createSimulatedSource(readSite(FIXTURES, 'one-rack'), { seed: 1, speed: 1 });
const FROM_MS = Date.UTC(2026, 0, 14, 9);
const SPAN: PastRequest = { fromMs: FROM_MS, toMs: FROM_MS + 6 * 3_600_000, stepS: 300 };

const past: NonNullable<Source['past']> = (request, sinks) => {
  if (!source.past) throw new Error('the simulated source has a past');
  return source.past(request, sinks);
};
const ports = (): number =>
  process.getActiveResourcesInfo().filter((resource) => resource === 'MessagePort').length;

describe('a past made to order', () => {
  it('has every step once, in order, with energy that only grows, and is the same however slowly it is read', async () => {
    const jobs = new Set<number>();
    const told = { event: () => undefined, job: ({ id }: { id: number }) => jobs.add(id) };
    const read = async (slowly: boolean) => {
      const seen: number[][] = [];
      for await (const { timeMs, dtS, newest, columns } of past(SPAN, told)) {
        expect([dtS, newest]).toEqual([300, false]);
        // A tick is lent until the next is asked for, while the worker makes those after it.
        const before = columns.gpuEnergyWh.slice();
        if (slowly && seen.length < 5) await wait(30);
        expect(columns.gpuEnergyWh).toEqual(before);
        for (const id of columns.jobId) expect(id < 0 || jobs.has(id)).toBe(true);
        seen.push([timeMs, columns.siteFacilityEnergyWh[0] as number]);
      }
      return seen;
    };
    const [once, again] = await Promise.all([read(false), read(true)]);
    expect(once.map(([timeMs]) => timeMs)).toEqual(
      Array.from({ length: 72 }, (_, i) => FROM_MS + (i + 1) * 300_000),
    );
    once.slice(1).forEach(([, wh], i) => {
      expect(wh).toBeGreaterThan(once[i]?.[1] as number);
    });
    expect(again).toEqual(once);
    expect(jobs.size).toBeGreaterThan(1);
  });

  it('ends its worker when the reader stops early', async () => {
    const before = ports();
    const ticks = past(SPAN)[Symbol.asyncIterator]();
    await ticks.next();
    expect(ports()).toBeGreaterThan(before);
    await ticks.return?.();
    await wait(0);
    expect(ports()).toBe(before);
    expect(await ticks.next()).toEqual({ done: true, value: undefined });
  });

  it.each([
    [{ ...SPAN, stepS: 0 }, /stepS must be a whole number from 1 to 900, not 0/],
    [{ ...SPAN, stepS: 7 }, /a whole number of 7 s apart/],
    [{ ...SPAN, toMs: SPAN.fromMs }, /a whole number of 300 s apart/],
  ])('refuses %j by its bound', async (request, bound) => {
    await expect(past(request)[Symbol.asyncIterator]().next()).rejects.toThrow(bound);
  });
});

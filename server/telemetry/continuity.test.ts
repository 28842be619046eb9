// Laws of the counts: published, skipped, late, and time that is missing.
import { describe, expect, it } from 'vitest';
import { handMade } from './testing.ts';

describe('counts', () => {
  it('skipped are seconds made good after live began, at normal speed', () => {
    const site = handMade();
    for (let i = 0; i < 5; i++) site.step({ newest: false });
    expect(site.telemetry.counts).toMatchObject({ published: 0, skipped: 0 });
    site.step();
    site.step({ newest: false });
    site.step({ newest: false });
    site.step();
    expect(site.telemetry.counts).toMatchObject({ published: 2, skipped: 2, gaps: 0 });
  });

  it('nothing is skipped when the clock of the site runs fast on purpose', () => {
    const site = handMade({ speed: 10 });
    site.step();
    for (let i = 0; i < 9; i++) site.step({ newest: false, lateMs: Number.NaN });
    expect(site.telemetry.counts).toMatchObject({ published: 1, skipped: 0 });
  });

  it('an overrun is a published second handed over more than a second late', () => {
    const site = handMade();
    site.step({ lateMs: 1_000 });
    site.step({ lateMs: 1_001 });
    site.step({ lateMs: 9_000, newest: false });
    site.step({ lateMs: Number.NaN });
    expect(site.telemetry.counts).toMatchObject({ published: 3, overrun: 1 });
    expect(site.telemetry.counts.lateMs).toBeNaN();
  });

  it('a gap is time that no step covers, whatever the length of the steps', () => {
    const site = handMade();
    site.step({ dtS: 60, newest: false });
    site.step({ dtS: 60, newest: false });
    site.seconds(3);
    expect(site.telemetry.counts.gaps).toBe(0);
    site.step({ timeMs: site.timeMs + 2_000 });
    site.step({ timeMs: site.timeMs + 600_000 });
    site.seconds(3);
    expect(site.telemetry.counts.gaps).toBe(2);
  });
});

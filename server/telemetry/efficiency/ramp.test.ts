// Laws of the ramp: minute against minute, the same from steps of any length up to a minute, and nothing across a gap.
import { expect, test } from 'vitest';
import { handMade } from '../testing.ts';
import { createRamp } from './ramp.ts';

const START_S = 1_800_000_000;

/** Reads steps of so many seconds, whose mean is that of a power which grows by 1,000 W a second. */
function rise(stepS: number, seconds: number) {
  const ramp = createRamp();
  for (let s = stepS; s <= seconds; s += stepS) {
    ramp.read((START_S + s) * 1_000, (s - stepS / 2) * 1_000, s > stepS);
  }
  return ramp;
}

test.each([1, 2, 5, 10, 30, 60])(
  'a steady rise is its watts a minute, in steps of %i s',
  (step) => {
    expect(rise(step, 600).wPerMin()).toBeCloseTo(60_000, 6);
  },
);

test('one second of a swing is one second’s worth of a minute, not sixty', () => {
  const ramp = createRamp();
  for (let s = 1; s <= 120; s++) ramp.read((START_S + s) * 1_000, s === 120 ? 6e6 : 0, s > 1);
  expect(ramp.wPerMin()).toBeCloseTo(1e5, 6);
});

test('it is not known before two minutes, across a gap, or from steps longer than a minute', () => {
  expect(rise(1, 119).wPerMin()).toBeNaN();
  expect(rise(1, 120).wPerMin()).not.toBeNaN();
  const ramp = rise(1, 300);
  ramp.read((START_S + 400) * 1_000, 0, false);
  expect(ramp.wPerMin()).toBeNaN();
  expect(rise(300, 3_000).wPerMin()).toBeNaN();
});

test('it goes on where it was saved', () => {
  const [whole, saved, later] = [rise(1, 300), rise(1, 200), createRamp()];
  later.restore(structuredClone(saved.save()));
  for (let s = 201; s <= 300; s++) later.read((START_S + s) * 1_000, (s - 0.5) * 1_000, true);
  expect(later.wPerMin()).toBe(whole.wPerMin());
});

test('telemetry says it of the site, in every second and in its ring', () => {
  const site = handMade();
  for (let s = 1; s <= 130; s++) {
    site.fill('siteFacilityPowerW', s <= 65 ? 1_000 : 4_000);
    site.seconds(1);
  }
  // Of the minute before the last, 55 seconds lie before the step.
  const before = (1_000 * 55 + 4_000 * 5) / 60;
  expect(site.telemetry.frame.value('siteRampWPerMin', 0)).toBeCloseTo(4_000 - before, 6);
});

// Laws of the waveform: the closed form is the waveform's own integral, whatever the step and the pace.
import { describe, expect, it } from 'vitest';
import { paceAt } from './pace.ts';
import {
  type Beat,
  convertClock,
  cycleSeconds,
  iterationsDone,
  paced,
  phaseAt,
  phaseSeconds,
  tailSeconds,
} from './phase.ts';

const beat: Beat = { iterationS: 0.37, communicateS: 0.09, iterations: 146, checkpointS: 7 };

function seconds(fromS: number, toS: number, of: Beat = beat) {
  const out = { compute: 0, communicate: 0, checkpoint: 0 };
  phaseSeconds(of, fromS, toS, out);
  return out;
}

describe('the phases of a job', () => {
  it('fill every span exactly and are never negative', () => {
    for (let from = -5; from < 200; from += 0.731) {
      const { compute, communicate, checkpoint } = seconds(from, from + 1);
      expect(compute + communicate + checkpoint).toBeCloseTo(1, 9);
      for (const part of [compute, communicate, checkpoint]) expect(part).toBeGreaterThan(-1e-9);
    }
  });

  it('add up: a span is the sum of its parts', () => {
    const whole = seconds(3, 903);
    const parts = Array.from({ length: 900 }, (_, i) => seconds(3 + i, 4 + i));
    for (const phase of ['compute', 'communicate', 'checkpoint'] as const) {
      const total = parts.reduce((sum, part) => sum + part[phase], 0);
      expect(total).toBeCloseTo(whole[phase], 6);
    }
  });

  it('agree with the waveform sampled a thousand times a second', () => {
    const count = { compute: 0, communicate: 0, checkpoint: 0 };
    for (let i = 0; i < 122_000; i++) count[phaseAt(beat, (i + 0.5) / 1_000)]++;
    const exact = seconds(0, 122);
    for (const phase of ['compute', 'communicate', 'checkpoint'] as const) {
      expect(count[phase] / 1_000).toBeCloseTo(exact[phase], 0);
    }
  });

  it('do not alias: a beat of 3 Hz shows the same share in every second', () => {
    const at3Hz = (x: number) => tailSeconds(x, 1 / 3, 0.1);
    for (let t = 0; t < 50; t++) expect(at3Hz(t + 1) - at3Hz(t)).toBeCloseTo(0.3, 9);
  });

  it('hold a whole number of iterations between two checkpoints', () => {
    const cycleS = cycleSeconds(beat);
    expect(iterationsDone(beat, cycleS - beat.checkpointS)).toBe(beat.iterations);
    expect(iterationsDone(beat, cycleS - beat.checkpointS - 0.01)).toBe(beat.iterations - 1);
    const { compute, communicate } = seconds(0, cycleS);
    expect(compute / (compute + communicate)).toBeCloseTo(1 - 0.09 / 0.37, 9);
  });
});

describe('a pace below full', () => {
  const slow = paced(beat, 0.8);

  it('stretches compute and nothing else', () => {
    const fast = seconds(0, cycleSeconds(beat));
    const long = seconds(0, cycleSeconds(slow), slow);
    expect(long.compute).toBeCloseTo(fast.compute / 0.8, 9);
    expect(long.communicate).toBeCloseTo(fast.communicate, 9);
    expect(long.checkpoint).toBeCloseTo(fast.checkpoint, 9);
  });

  it('is taken up where the job stands, in the same phase of the same iteration, and back', () => {
    for (let at = 0; at < cycleSeconds(beat); at += 0.0531) {
      const there = convertClock(beat, slow, at);
      expect(phaseAt(slow, there + 1e-6)).toBe(phaseAt(beat, at + 1e-6));
      expect(iterationsDone(slow, there)).toBe(iterationsDone(beat, at));
      expect(convertClock(slow, beat, there)).toBeCloseTo(at, 9);
    }
  });

  it('follows the clock by the share of time that waits for it', () => {
    expect(paceAt(1, 0.8)).toBe(1);
    expect(paceAt(0.8, 1)).toBeCloseTo(0.8, 9);
    expect(paceAt(0.8, 0)).toBe(1);
    expect(paceAt(0.8, 0.8)).toBeCloseTo(1 / 1.2, 9);
  });
});

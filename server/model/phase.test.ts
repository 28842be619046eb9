// Laws of the waveform: the closed form is the waveform's own integral, whatever the step.
import { describe, expect, it } from 'vitest';
import { type Beat, phaseAt, phaseSeconds, tailSeconds } from './phase.ts';

const beat: Beat = { iterationS: 0.37, communicateS: 0.09, checkpointEveryS: 61, checkpointS: 7 };

function seconds(fromS: number, toS: number) {
  const out = { compute: 0, communicate: 0, checkpoint: 0 };
  phaseSeconds(beat, fromS, toS, out);
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
});

// Laws of the job view: every GPU has its job's tone, and jobs side by side never look the same.
import { describe, expect, it } from 'vitest';
import { jobCodes, jobOfGpu, jobsBeside, jobsWithin, type PlacedJob } from './jobPlane.ts';
import { assignTones, jobPalette, NO_JOB, TONES } from './jobTones.ts';

function job(number: number, ...ranges: [number, number][]): PlacedJob {
  const gpuCount = ranges.reduce((sum, [from, to]) => sum + to - from, 0);
  return { id: `J${number}`, name: `job-${number}`, tenant: 'lab', gpuCount, ranges };
}

describe('job painting', () => {
  const jobs = [job(1, [0, 72]), job(2, [72, 100], [144, 216]), job(TONES + 1, [100, 144])];
  const beside = jobsBeside(jobs, 3, 72, 10);
  const tones = assignTones(
    jobs.map(({ id }) => id),
    beside,
    new Map(),
  );

  it('gives each GPU the tone of the job whose range holds it', () => {
    const codes = jobCodes(jobs, tones, 0, 250, 1);
    expect(codes[0]).toBe(tones.get('J1'));
    expect(codes[71]).toBe(tones.get('J1'));
    expect(codes[72]).toBe(tones.get('J2'));
    expect(codes[215]).toBe(tones.get('J2'));
    expect(codes[216]).toBe(NO_JOB);
    expect(jobOfGpu(jobs, 120)?.id).toBe(`J${TONES + 1}`);
  });

  it('gives a rack the tone of the job that holds most of it', () => {
    const codes = jobCodes(jobs, tones, 0, 4, 72);
    expect([...codes]).toEqual([
      tones.get('J1'),
      tones.get(`J${TONES + 1}`),
      tones.get('J2'),
      NO_JOB,
    ]);
  });

  it('paints one hall of a larger site from its own first place on', () => {
    expect(jobCodes(jobs, tones, 144, 2, 1)[0]).toBe(tones.get('J2'));
  });

  it('gives jobs that touch different tones, even when their ids ask for the same', () => {
    expect(beside.get('J1')).toContain(`J${TONES + 1}`);
    expect(tones.get('J1')).not.toBe(tones.get(`J${TONES + 1}`));
  });

  it('keeps a tone while its job lives', () => {
    const later = assignTones(['J40', `J${TONES + 1}`], new Map(), tones);
    expect(later.get(`J${TONES + 1}`)).toBe(tones.get(`J${TONES + 1}`));
  });

  it('counts the GPUs of each job in a rack', () => {
    expect(jobsWithin(jobs, 72, 144).map(({ job, gpus }) => [job.id, gpus])).toEqual([
      [`J${TONES + 1}`, 44],
      ['J2', 28],
    ]);
  });

  it('has a colour of its own for every tone', () => {
    const palette = jobPalette('dark', false);
    expect(new Set(palette.slice(0, TONES)).size).toBe(TONES);
  });
});

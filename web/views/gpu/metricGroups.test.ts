// The page of a GPU shows the whole dictionary, each metric once, and never a zero for what is not known.
import { afterEach, describe, expect, it } from 'vitest';
import { METRIC_IDS, metricOf } from '../../../server/contract/metrics.ts';
import { CLOCK_EVENT } from '../../../server/contract/state.ts';
import { language } from '../../i18n.ts';
import { metricText } from '../../ui/metricText.ts';
import { CHARTED, chartedOf, METRIC_GROUPS, shortMemoryS } from './metricGroups.ts';

const OF_GPU = METRIC_IDS.filter((id) => metricOf(id).scope === 'gpu');

afterEach(() => {
  language.value = 'en';
});

describe('metrics of a GPU', () => {
  it('are all shown, each once', () => {
    const shown = METRIC_GROUPS.flatMap(({ metrics }) => metrics);
    expect([...shown].sort()).toEqual([...OF_GPU].sort());
  });

  it('have a chart when they are quantities kept in the ring', () => {
    expect(CHARTED).toContain('gpuPowerW');
    expect(CHARTED).not.toContain('gpuEventReasons');
    for (const id of CHARTED) expect(metricOf(id).ring).toBe(true);
  });

  it('show a dash where nothing is known', () => {
    for (const id of OF_GPU) expect(metricText(id, Number.NaN)).toEqual({ number: '–', unit: '' });
  });

  it('say states and clock reasons in the words of the language', () => {
    expect(metricText('gpuState', 2).number).toBe('out of service');
    expect(metricText('gpuEventReasons', CLOCK_EVENT.powerCap).number).toBe('power-capped');
    language.value = 'fr';
    expect(metricText('gpuState', 2).number).toBe('hors service');
    expect(metricText('gpuEventReasons', 0).number).toBe('rien ne la limite');
  });

  it('show figures at the precision of their unit', () => {
    expect(metricText('gpuPowerW', 1_043.26)).toEqual({ number: '1,043.3', unit: 'W' });
    expect(metricText('gpuSmActiveRatio', 0.8114)).toEqual({ number: '81.14', unit: '%' });
    expect(metricText('gpuNvlinkBytes', 3.2e16)).toEqual({ number: '32,000.0', unit: 'TB' });
  });
});

describe('a site that remembers little of a GPU', () => {
  const ring = { seconds: 900, gpuSeconds: 45, gpuMetrics: ['gpuPowerW', 'gpuEventReasons'] };
  const of = (stored: string[]) => ({ site: { ring }, stored: new Set(stored) }) as never;

  it('is asked for what it keeps, and says for how long', () => {
    expect(chartedOf(of(['rack']))).toEqual(['gpuPowerW']);
    expect(shortMemoryS(of(['rack']))).toBe(45);
    expect(chartedOf(of(['gpu']))).toEqual(CHARTED);
    expect(shortMemoryS(of(['gpu']))).toBeUndefined();
  });
});

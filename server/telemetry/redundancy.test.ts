// Laws of redundancy: the words follow from states, counts and ratings alone, and what is not known is not guessed.
import { describe, expect, it } from 'vitest';
import type { MetricId } from '../contract/metrics.ts';
import { NO_CODE } from '../contract/noValue.ts';
import { codeOf, STATES } from '../contract/state.ts';
import { ONE_RACK } from '../testingSite.ts';
import { type HandMade, handMade, TWO_HALLS } from './testing.ts';

const UPS_OFF = codeOf('ups', 'off');
const BATTERY = codeOf('ups', 'battery');
const BYPASS = codeOf('ups', 'bypass');

/** Four UPS a group of which three are needed, three CDUs a ring of which two are, two of everything else for one. */
function calm(places = TWO_HALLS): HandMade {
  const site = handMade({ places });
  for (const state of ['feedState', 'transformerState', 'gensetState', 'upsState'] as const) {
    site.fill(state, 0);
  }
  site.fill('cduState', 0);
  site.fill('upsLoadRatio', 0.6);
  site.fill('transformerLoadRatio', 0.5);
  return site;
}

function word(site: HandMade, metric: MetricId, index = 0): string {
  site.step();
  const code = site.telemetry.frame.value(metric, index);
  return code === NO_CODE ? 'unknown' : (STATES.redundancy[code] ?? `code ${code}`);
}

describe('a group of four UPS that needs three', () => {
  it.each([
    [[0, 0, 0, 0], 'redundant'],
    [[0, 0, 0, UPS_OFF], 'none'],
    [[BATTERY, BATTERY, BATTERY, BATTERY], 'redundant'],
    [[0, 0, 0, BYPASS], 'none'],
    [[0, 0, UPS_OFF, UPS_OFF], 'overloaded'],
    [[0, UPS_OFF, UPS_OFF, UPS_OFF], 'overloaded'],
    [[UPS_OFF, UPS_OFF, UPS_OFF, UPS_OFF], 'lost'],
    [[BYPASS, BYPASS, BYPASS, BYPASS], 'lost'],
  ])('in states %j is %s', (states, expected) => {
    const site = calm();
    site.columns.upsState.set(states);
    expect(word(site, 'upsGroupRedundancy')).toBe(expected);
    expect(word(site, 'upsGroupRedundancy', 1)).toBe('redundant');
  });

  it('is overloaded by its load as well', () => {
    const site = calm();
    site.columns.upsLoadRatio[2] = 1.02;
    expect(word(site, 'upsGroupRedundancy')).toBe('overloaded');
  });
});

describe('a state that is not known', () => {
  it('leaves the word where it makes no difference, and takes it where it does', () => {
    const site = calm();
    site.columns.upsState.set([0, 0, UPS_OFF, NO_CODE]);
    expect(word(site, 'upsGroupRedundancy')).toBe('unknown');
    site.columns.upsState.set([0, UPS_OFF, UPS_OFF, NO_CODE]);
    expect(word(site, 'upsGroupRedundancy')).toBe('overloaded');
  });

  it('says nothing of a site that measures no states', () => {
    const site = handMade();
    for (const metric of [
      'siteFeedRedundancy',
      'siteGensetRedundancy',
      'ringRedundancy',
    ] as const) {
      expect(word(site, metric)).toBe('unknown');
    }
  });
});

describe('the site and its rings', () => {
  it('lose their spare with the first part and everything with the last', () => {
    const site = calm();
    const words = () => [
      word(site, 'siteFeedRedundancy'),
      word(site, 'siteTransformerRedundancy'),
      word(site, 'siteGensetRedundancy'),
      word(site, 'ringRedundancy'),
    ];
    expect(words()).toEqual(['redundant', 'redundant', 'redundant', 'redundant']);
    site.columns.feedState[0] = codeOf('feed', 'lost');
    site.columns.transformerState[1] = codeOf('transformer', 'out');
    site.columns.gensetState[0] = codeOf('genset', 'out');
    site.columns.cduState[0] = codeOf('cdu', 'stopped');
    site.columns.cduState[1] = codeOf('cdu', 'starting');
    expect(words()).toEqual(['none', 'none', 'none', 'none']);
    site.columns.feedState[1] = codeOf('feed', 'lost');
    site.columns.transformerState[0] = codeOf('transformer', 'out');
    site.columns.gensetState[1] = codeOf('genset', 'out');
    site.columns.cduState[1] = codeOf('cdu', 'stopped');
    expect(words()).toEqual(['lost', 'lost', 'lost', 'overloaded']);
  });

  it('have none by design where there is no more than is needed', () => {
    const places = ONE_RACK.map((row) => (row.kind === 'feed' ? { ...row, count: 1 } : row));
    const site = calm(places);
    expect(word(site, 'siteFeedRedundancy')).toBe('single');
    site.columns.feedState[0] = codeOf('feed', 'lost');
    expect(word(site, 'siteFeedRedundancy')).toBe('lost');
  });
});

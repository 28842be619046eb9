import { expect, onTestFinished, test } from 'vitest';
import type { MetricId } from '../../../server/contract/metrics.ts';
import { createPlaces } from '../../../server/contract/place.ts';
import { codeOf } from '../../../server/contract/state.ts';
import { language } from '../../i18n.ts';
import type { Table } from '../../live.ts';
import { plantLine } from './plantState.ts';

const places = createPlaces([
  { kind: 'site', count: 1, parents: [] },
  { kind: 'feed', count: 2, parents: ['site'] },
  { kind: 'genset', count: 4, parents: ['site'] },
  { kind: 'hall', count: 2, parents: ['site'] },
  { kind: 'upsGroup', count: 2, parents: ['hall'] },
  { kind: 'ups', count: 8, parents: ['upsGroup'] },
  { kind: 'cduRing', count: 2, parents: ['hall'] },
  { kind: 'cdu', count: 8, parents: ['cduRing'] },
  { kind: 'row', count: 2, parents: ['hall'] },
  { kind: 'rack', count: 2, parents: ['row'] },
  { kind: 'tray', count: 2, parents: ['rack'] },
  { kind: 'gpu', count: 2, parents: ['tray'] },
]);
const ratings = { upsNeeded: 3, cduNeeded: 3, gensetsNeeded: 3 };
const site = { ratings } as Parameters<typeof plantLine>[2];

type Exceptions = Partial<Record<MetricId, Readonly<Record<number, number>>>>;

/** All well, but for the exceptions. */
function line(exceptions: Exceptions) {
  const table: Table = {
    seq: 1,
    timeMs: 0,
    has: () => true,
    value: (metric, index) => exceptions[metric]?.[index] ?? 0,
  };
  return Object.fromEntries(plantLine(table, places, site).map((item) => [item.id, item]));
}

test('all well is calm and says its redundancy', () => {
  const { feeds, ups, cdus, gensets } = line({});
  expect(feeds).toMatchObject({ words: '2 of 2', level: 'normal' });
  expect(ups).toMatchObject({ words: '8 of 8 · N+1', level: 'normal' });
  expect(cdus).toMatchObject({ words: '8 of 8 · N+1', level: 'normal' });
  expect(gensets).toMatchObject({ words: '4 ready', level: 'normal' });
});

test('a CDU standing by is still the spare of its ring', () => {
  expect(line({ cduState: { 2: codeOf('cdu', 'standby') } }).cdus).toMatchObject({
    words: '8 of 8 · N+1',
    level: 'normal',
  });
});

test('the ring that has lost its spare decides, not the site’s total', () => {
  const stopped = codeOf('cdu', 'stopped');
  expect(line({ cduState: { 2: stopped } }).cdus).toMatchObject({
    words: '7 of 8 · N',
    level: 'warning',
  });
  expect(line({ cduState: { 2: stopped, 3: stopped } }).cdus?.level).toBe('critical');
  expect(line({ cduState: { 2: stopped, 6: stopped } }).cdus?.level).toBe('warning');
});

test('a CDU on one pump has lost its redundancy', () => {
  expect(line({ cduPumpState: { 0: codeOf('pump', 'b') } }).cdus).toMatchObject({
    words: '1 on one pump',
    full: '8 of 8 CDUs available · weakest ring N+1 · 1 on one pump',
    level: 'warning',
  });
});

test('a feed lost is a warning, both are critical, and batteries always are', () => {
  const lost = codeOf('feed', 'lost');
  expect(line({ feedState: { 0: lost } }).feeds?.level).toBe('warning');
  expect(line({ feedState: { 0: lost, 1: lost } }).feeds?.level).toBe('critical');
  const battery = codeOf('ups', 'battery');
  expect(line({ upsState: { 0: battery } }).ups).toMatchObject({
    words: '1 on battery',
    full: '7 of 8 UPS online · weakest group N · 1 on battery',
    level: 'critical',
  });
});

test('a genset that runs or lacks is worth a look', () => {
  const out = codeOf('genset', 'out');
  expect(line({ gensetState: { 0: out } }).gensets?.level).toBe('normal');
  expect(line({ gensetState: { 0: out, 1: out } }).gensets?.level).toBe('warning');
  expect(line({ gensetState: { 0: codeOf('genset', 'running'), 1: out } }).gensets).toMatchObject({
    words: '1 running',
    full: '2 ready · 1 running · 1 out · 3 needed',
    level: 'warning',
  });
});

test('one genset that is left ready is told in the singular', () => {
  language.value = 'fr';
  onTestFinished(() => {
    language.value = 'en';
  });
  const out = codeOf('genset', 'out');
  const { words, full } = line({ gensetState: { 0: out, 1: out, 2: out } }).gensets ?? {};
  expect([words, full]).toEqual([
    '3 hors service',
    '1 prêt · 0 en marche · 3 hors service · 3 requis',
  ]);
});

test('a state that is not known is not counted as in service', () => {
  expect(line({ feedState: { 0: Number.NaN } }).feeds?.words).toBe('1 of 2');
});

// The read-out says every figure once, in words of the language, and never a zero for what is not known.
import { afterEach, describe, expect, it } from 'vitest';
import { createPlaces } from '../../server/contract/place.ts';
import { language } from '../i18n.ts';
import { clockReasons } from './clockReasons.ts';
import {
  cduGroups,
  type GpuFacts,
  gpuGroups,
  type ReadoutGroup,
  rackGroups,
  whereText,
} from './readoutText.ts';

const places = createPlaces([
  { kind: 'site', count: 1, parents: [] },
  { kind: 'hall', count: 5, parents: ['site'] },
  { kind: 'cdu', count: 20, parents: ['hall'] },
  { kind: 'row', count: 25, parents: ['hall'] },
  { kind: 'rack', count: 250, parents: ['row'] },
  { kind: 'tray', count: 4_500, parents: ['rack'] },
  { kind: 'gpu', count: 18_000, parents: ['tray'] },
]);
const FACTS: GpuFacts = {
  out: false,
  powerW: 1_043.2,
  limitW: 1_200,
  tempC: 74.4,
  marginK: 12.6,
  smActiveRatio: 0.811,
  clockMHz: 1_965,
  reasons: 0x4,
  rackPowerW: 104_230,
};
/** What a person reads: groups between dots. */
function groupsText(groups: readonly ReadoutGroup[]): string {
  return groups.map((parts) => parts.map(({ text }) => text).join(' ')).join(' · ');
}

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

afterEach(() => {
  language.value = 'en';
});

describe('read-out', () => {
  it('says where a GPU stands: hall, row and position', () => {
    const gpu = 117 * 72 + 6 * 4 + 1;
    expect(whereText(places, { kind: 'gpu', index: gpu })).toBe('Hall 3 · row B · position 8');
    expect(whereText(places, { kind: 'cdu', index: 6 })).toBe('Hall 2');
  });

  it('says a GPU in one sentence', () => {
    expect(plain(groupsText(gpuGroups(FACTS)))).toBe(
      '1,043 W of 1,200 · 74 °C margin 13 K · SM 81 % · 1,965 MHz power-capped · rack 104.2 kW',
    );
  });

  it('says it in French', () => {
    language.value = 'fr';
    expect(plain(groupsText(gpuGroups(FACTS)))).toBe(
      '1 043 W sur 1 200 · 74 °C marge 13 K · SM 81 % · 1 965 MHz limité par la puissance · baie 104,2 kW',
    );
  });

  it('says out of service instead of figures', () => {
    expect(plain(groupsText(gpuGroups({ ...FACTS, out: true })))).toBe(
      'out of service · rack 104.2 kW',
    );
  });

  it('shows a dash for what is not known, never a zero', () => {
    const unknown = Object.fromEntries(
      Object.keys(FACTS).map((key) => [key, Number.NaN]),
    ) as unknown as GpuFacts;
    const text = groupsText(gpuGroups({ ...unknown, out: false }));
    expect(text).not.toContain('0');
    expect(text).toContain('–');
  });

  it('names the reasons of the clock, the gravest first', () => {
    expect(clockReasons(0x4 | 0x40)).toEqual(['hwThermal', 'powerCap']);
    expect(clockReasons(0)).toEqual([]);
    expect(clockReasons(Number.NaN)).toEqual([]);
  });

  it('counts trays that are out', () => {
    const rack = { powerW: 1e5, hottestC: 74, marginK: 13, smActiveRatio: 0.5 };
    expect(groupsText(rackGroups({ ...rack, traysOut: 1 }))).toContain('1 tray out');
    expect(groupsText(rackGroups({ ...rack, traysOut: 2 }))).toContain('2 trays out');
    expect(groupsText(rackGroups({ ...rack, traysOut: 0 }))).not.toContain('out');
  });

  it('says a CDU in words', () => {
    const text = groupsText(cduGroups({ state: 'running', pump: 'b', heatW: 1e6, supplyC: 38.2 }));
    expect(text).toContain('running, pump B only');
  });
});

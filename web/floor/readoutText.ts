// The sentence under the map: where a place is, whose it is and how it is, the same for eye, keyboard and ear.
import type { Places } from '../../server/contract/place.ts';
import { formatText, formatValue } from '../format.ts';
import { say } from '../i18n.ts';
import { clockReasons } from './clockReasons.ts';
import { CDU_TEXTS, FLOOR_TEXTS, REASON_TEXTS } from './floorTexts.ts';
import type { FloorPlace } from './hit.ts';

/** Words that belong together; `strong` ones are the figures. `width` keeps room for a figure, in characters. */
interface ReadoutPart {
  readonly text: string;
  readonly strong?: true;
  readonly width?: number;
}
export type ReadoutGroup = readonly ReadoutPart[];

/** What is known of a GPU at full precision; NaN where it is not. */
export interface GpuFacts {
  readonly out: boolean;
  readonly powerW: number;
  readonly limitW: number;
  readonly tempC: number;
  readonly marginK: number;
  readonly smActiveRatio: number;
  readonly clockMHz: number;
  readonly reasons: number;
  readonly rackPowerW: number;
}

export interface RackFacts {
  readonly powerW: number;
  readonly hottestC: number;
  readonly marginK: number;
  readonly smActiveRatio: number;
  readonly traysOut: number;
}

export interface CduFacts {
  readonly state: keyof typeof CDU_TEXTS | undefined;
  readonly pump: keyof typeof CDU_TEXTS | undefined;
  readonly heatW: number;
  readonly supplyC: number;
}

/** `Hall 3`, `row B`, `position 8`: as far as the kind of place is in them. */
export function whereText(places: Places, { kind, index }: FloorPlace): string {
  const up = (to: 'hall' | 'row' | 'rack'): number | undefined =>
    kind === to ? index : places.path(kind, to) ? places.ancestors(kind, to)[index] : undefined;
  const hall = up('hall');
  const row = up('row');
  const rack = up('rack');
  const words: string[] = [];
  if (hall !== undefined) words.push(say(FLOOR_TEXTS.hall, { number: hall + 1 }));
  if (row !== undefined && hall !== undefined) {
    const letter = String.fromCharCode(65 + row - places.within('row', 'hall', hall).from);
    words.push(say(FLOOR_TEXTS.row, { letter }));
  }
  if (rack !== undefined && row !== undefined) {
    const number = rack - places.within('rack', 'row', row).from + 1;
    words.push(say(FLOOR_TEXTS.position, { number }));
  }
  return words.join(' · ');
}

export function gpuGroups(facts: GpuFacts): ReadoutGroup[] {
  const rack: ReadoutGroup = [
    { text: say(FLOOR_TEXTS.rack) },
    { text: formatText(facts.rackPowerW, 'kW'), strong: true, width: 7.4 },
  ];
  if (facts.out) return [[{ text: say(FLOOR_TEXTS.out), strong: true }], rack];
  const reasons = clockReasons(facts.reasons).map((reason) => say(REASON_TEXTS[reason]));
  const clock: ReadoutPart[] = [
    { text: formatText(facts.clockMHz, 'MHz'), strong: true, width: 8.6 },
  ];
  if (reasons.length > 0) clock.push({ text: reasons.join(', ') });
  return [
    [
      { text: formatText(facts.powerW, 'W'), strong: true, width: 6 },
      { text: say(FLOOR_TEXTS.of, { limit: formatValue(facts.limitW, 'W').number }) },
    ],
    [
      { text: formatText(facts.tempC, 'C', { digits: 0 }), strong: true, width: 4.3 },
      { text: say(FLOOR_TEXTS.margin) },
      { text: formatText(facts.marginK, 'K', { digits: 0 }), strong: true, width: 3.6 },
    ],
    [
      { text: say(FLOOR_TEXTS.smActive) },
      { text: formatText(facts.smActiveRatio, 'percent'), strong: true, width: 4.9 },
    ],
    clock,
    rack,
  ];
}

export function rackGroups(facts: RackFacts): ReadoutGroup[] {
  const groups: ReadoutGroup[] = [
    [{ text: formatText(facts.powerW, 'kW'), strong: true, width: 7.4 }],
    [
      { text: say(FLOOR_TEXTS.hottest) },
      { text: formatText(facts.hottestC, 'C', { digits: 0 }), strong: true, width: 4.3 },
      { text: say(FLOOR_TEXTS.margin) },
      { text: formatText(facts.marginK, 'K', { digits: 0 }), strong: true, width: 3.6 },
    ],
    [
      { text: say(FLOOR_TEXTS.smActive) },
      { text: formatText(facts.smActiveRatio, 'percent'), strong: true, width: 4.9 },
    ],
  ];
  if (facts.traysOut === 1) groups.push([{ text: say(FLOOR_TEXTS.oneTrayOut) }]);
  if (facts.traysOut > 1) {
    groups.push([{ text: say(FLOOR_TEXTS.traysOut, { count: facts.traysOut }) }]);
  }
  return groups;
}

export function cduGroups({ state, pump, heatW, supplyC }: CduFacts): ReadoutGroup[] {
  const words = [state, pump].flatMap((code) => (code ? [say(CDU_TEXTS[code])] : []));
  return [
    [{ text: words.join(', ') || '–', strong: true }],
    [
      { text: say(FLOOR_TEXTS.heat) },
      { text: formatText(heatW, 'kW', { digits: 0 }), strong: true, width: 7.4 },
    ],
    [
      { text: say(FLOOR_TEXTS.supply) },
      { text: formatText(supplyC, 'C'), strong: true, width: 6.5 },
    ],
  ];
}

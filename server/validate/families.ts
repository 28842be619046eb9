// The list of families: a new one is a file and its line here.
import { CARBON } from './carbon.ts';
import { CLIMATE } from './climate.ts';
import type { Family } from './family.ts';
import { PRICE } from './price.ts';

export const FAMILIES: readonly Family[] = [CARBON, PRICE, CLIMATE];

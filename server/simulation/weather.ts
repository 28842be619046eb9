// The weather that passes over the site: the model's climate with this site's chance.
import { type Climate, createClimate } from '../model/climate.ts';
import { createChance } from './chance.ts';
import type { Twin } from './twin.ts';

export function createWeather({ climate, seed }: Pick<Twin, 'climate' | 'seed'>): Climate {
  return createClimate(climate, createChance(seed));
}

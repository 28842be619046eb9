// The list of families: a new one is a file and its line here.
import { BALANCE } from './balance.ts';
import { CARBON } from './carbon.ts';
import { CLIMATE } from './climate.ts';
import { FAILURES } from './failures.ts';
import type { Family } from './family.ts';
import { GPU, GPU_TOGETHER } from './gpu.ts';
import { INFERENCE } from './inference.ts';
import { JOBS } from './jobs.ts';
import { PRICE } from './price.ts';
import { RACK } from './rack.ts';
import { SITE } from './site.ts';

export const FAMILIES: readonly Family[] = [
  GPU,
  GPU_TOGETHER,
  RACK,
  SITE,
  JOBS,
  FAILURES,
  INFERENCE,
  CARBON,
  PRICE,
  CLIMATE,
  BALANCE,
];

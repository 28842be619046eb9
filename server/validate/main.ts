// npm run validate: holds the synthetic data against published statistics; exits with 1 on a miss.

import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { isMiss } from './judge.ts';
import { tableOf } from './table.ts';
import { validate } from './validate.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const verdicts = validate({
  fixtures: readConfig([], {})?.fixtures ?? 'fixtures',
  quick: values.quick,
  say: (line) => process.stderr.write(`${line}\n`),
});
process.stdout.write(`${tableOf(verdicts)}\n`);
if (verdicts.some(isMiss)) process.exitCode = 1;

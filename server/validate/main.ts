// npm run validate: holds the synthetic data against published statistics; exits with 1 on a miss. With --json the
// result is kept as fixtures/accuracy.json, which the program serves.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { isMiss } from './judge.ts';
import { keptRun } from './kept.ts';
import { SEED } from './runs.ts';
import { tableOf } from './table.ts';
import { validate } from './validate.ts';

const flag = { type: 'boolean', default: false } as const;
const { values } = parseArgs({ options: { quick: flag, json: flag } });
const config = readConfig([], {});
const fixtures = config?.fixtures ?? 'fixtures';
const verdicts = validate({
  fixtures,
  quick: values.quick,
  say: (line) => process.stderr.write(`${line}\n`),
});
process.stdout.write(`${tableOf(verdicts)}\n`);
if (values.json) {
  const date = new Date().toISOString().slice(0, 10);
  const about = { date, version: config?.version ?? '', seed: SEED, quick: values.quick };
  const text = JSON.stringify(keptRun(verdicts, about), null, 2);
  writeFileSync(join(fixtures, 'accuracy.json'), `${text}\n`);
}
if (verdicts.some(isMiss)) process.exitCode = 1;

// npm run bench: measures the program on this machine and prints one table, in Markdown, against what we aim at.
import { measureBrowser } from './browser.ts';
import { measureFanOut } from './fanOut.ts';
import { measureFloorFrame } from './floorFrame.ts';
import { measureGrowth } from './growth.ts';
import { measureGrowthPage } from './growthPage.ts';
import { measureHistory } from './history.ts';
import { measureRecording } from './historyRecording.ts';
import { machineFacts } from './machine.ts';
import { measureMemory } from './memory.ts';
import { measurePageParts } from './pageParts.ts';
import { type Row, tableOf } from './row.ts';
import { measureStalledClient } from './stalledClient.ts';
import { measureTelemetry } from './telemetryCost.ts';
import { measureTwin } from './twin.ts';

interface Measure {
  readonly name: string;
  readonly run: () => readonly Row[] | Promise<readonly Row[]>;
  /** Only when asked for by name. */
  readonly long?: boolean;
}

const MEASURES: readonly Measure[] = [
  { name: 'twin', run: measureTwin },
  { name: 'telemetry', run: measureTelemetry },
  { name: 'recording', run: measureRecording },
  { name: 'floor', run: measureFloorFrame },
  { name: 'fan-out', run: measureFanOut },
  { name: 'stalled', run: measureStalledClient },
  { name: 'browser', run: measureBrowser },
  { name: 'page-parts', run: measurePageParts },
  { name: 'memory', run: measureMemory },
  { name: 'history', run: measureHistory, long: true },
  { name: 'growth', run: measureGrowth, long: true },
  { name: 'growth-page', run: measureGrowthPage, long: true },
];

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !MEASURES.some((measure) => measure.name === name));
  if (unknown !== undefined) {
    const known = MEASURES.map(({ name }) => name).join(', ');
    console.error(`bench: "${unknown}" is no measure; there are ${known}`);
    process.exitCode = 1;
    return;
  }
  const facts = machineFacts();
  console.log(facts.join('\n'));
  const rows: Row[] = [];
  for (const measure of MEASURES) {
    if (names.length > 0 ? names.includes(measure.name) : !measure.long) {
      rows.push(...(await take(measure)));
    }
  }
  const left = MEASURES.filter(({ long }) => long && names.length === 0).map(({ name }) => name);
  if (left.length > 0) console.log(`only by name, because they take long: ${left.join(', ')}`);
  console.log(`\n${facts.join('\n')}\n\n${tableOf(rows)}`);
}

/** A measure that cannot run says why in one line, and the others go on. */
async function take({ name, run }: Measure): Promise<readonly Row[]> {
  const startMs = performance.now();
  try {
    const rows = await run();
    console.log(`${name}: ${((performance.now() - startMs) / 1_000).toFixed(0)} s`);
    return rows;
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
    console.log(`${name}: not measured: ${reason}`);
    process.exitCode = 1;
    return [];
  }
}

await main(process.argv.slice(2));

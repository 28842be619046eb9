// The twin alone: time of a step of one second and of one minute, at the size of the site and of the campus.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Row } from './row.ts';
import { median, ofRuns } from './timing.ts';
import type { TwinTask, TwinTimes } from './twinSteps.ts';

interface Size extends TwinTask {
  /** Of limits on the whole tick, where the size has one. */
  readonly aimMs?: number;
  readonly aimTimesRealTime?: number;
}

const SIZES: readonly Size[] = [
  { siteId: 'ile-de-france', warmUp: 500, steps: 300, aimTimesRealTime: 2_500 },
  { siteId: 'campus', warmUp: 30, steps: 15, aimMs: 15 },
];
const AIM_NS = 20;
const FILE = fileURLToPath(new URL('./twinSteps.ts', import.meta.url));

export async function measureTwin(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const size of SIZES) rows.push(...rowsOf(size, await timesOf(size)));
  return rows;
}

function timesOf({ siteId, warmUp, steps }: Size): Promise<TwinTimes> {
  const task: TwinTask = { siteId, warmUp, steps };
  return new Promise((resolve, reject) => {
    const child = fork(FILE, [JSON.stringify(task)], {
      execArgv: ['--expose-gc', '--import', 'tsx'],
    });
    child.once('message', (times) => resolve(times as TwinTimes));
    child.once('exit', (code) => reject(new Error(`the twin of ${siteId} ended with ${code}`)));
  });
}

function rowsOf({ aimMs, aimTimesRealTime }: Size, times: TwinTimes): readonly Row[] {
  const { gpus, secondMs, minuteMs, cappedMs, referenceMs } = times;
  const size = `${gpus.toLocaleString('en')} GPUs`;
  const nsEach = (ms: number): number => (ms * 1e6) / gpus;
  return [
    {
      what: `twin, ${size}: per GPU and step`,
      ...ofRuns(secondMs.map(nsEach)),
      unit: 'ns',
      aim: AIM_NS,
    },
    {
      what: `twin, ${size}: per tick`,
      ...ofRuns(secondMs),
      unit: 'ms',
      ...(aimMs === undefined ? {} : { aim: aimMs }),
    },
    {
      what: `twin, ${size}: times real time, one core`,
      ...ofRuns(secondMs.map((ms) => 1_000 / ms)),
      unit: 'x',
      moreIsBetter: true,
      ...(aimTimesRealTime === undefined ? {} : { aim: aimTimesRealTime }),
    },
    {
      what: `twin, ${size}: times real time with every GPU under a cap`,
      ...ofRuns(cappedMs.map((ms) => 1_000 / ms)),
      unit: 'x',
    },
    { what: `twin, ${size}: step of 60 s`, ...ofRuns(minuteMs), unit: 'ms' },
    {
      what: `twin, ${size}: times the reference loop (${nsEach(median(referenceMs)).toFixed(1)} ns)`,
      measured: median(secondMs) / median(referenceMs),
      unit: 'x',
    },
  ];
}

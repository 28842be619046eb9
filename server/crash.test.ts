// The law of kill -9 for the whole program: the same site goes on, with every second, job, fault and command, each once.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { readSite } from './catalogue/siteFiles.ts';
import type { JobsAnswer } from './contract/api.ts';
import { createPlaces } from './contract/place.ts';
import type { Site } from './contract/site.ts';
import { openDatabase } from './telemetry/history/database.ts';
import { openHistory } from './telemetry/history/openHistory.ts';
import { numbers, texts } from './telemetry/history/rows.ts';
import { readColumns } from './telemetry/history/sqlRead.ts';
import { expandTiers } from './telemetry/history/tierSql.ts';
import { planTiers } from './telemetry/history/tiers.ts';

const CHILD = fileURLToPath(new URL('testingProcess.ts', import.meta.url));
const FIXTURES = fileURLToPath(new URL('../fixtures', import.meta.url));
/** More of them on demand, each costs a start: the first kill meets a new site, the second a resumed one. */
const KILLS = Number(process.env.CARNOT_KILLS ?? 2);
const SEED = 42;

const root = mkdtempSync(join(tmpdir(), 'carnot-crash-'));
const STATE = join(root, `one-rack-${SEED}`, 'state');
let child: ChildProcess | undefined;
afterAll(() => {
  child?.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

interface Running {
  readonly url: string;
  readonly said: () => string;
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

function launch() {
  const flags = ['--site', 'one-rack', '--port', '0', '--data', root, '--backfill', '0'];
  const mine = spawn(process.execPath, ['--import', 'tsx', CHILD, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child = mine;
  return mine;
}

/** Killed while it makes the past of its first frame: nobody has seen anything of it. */
async function breakOff(): Promise<void> {
  const mine = launch();
  const gone = once(mine, 'exit');
  const mark = join(STATE, 'unborn');
  while (!existsSync(mark)) await new Promise((go) => setTimeout(go, 20));
  await new Promise((go) => setTimeout(go, 300));
  mine.kill('SIGKILL');
  await gone;
}

async function start(): Promise<Running> {
  const mine = launch();
  const gone = once(mine, 'exit');
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    mine.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = /live at (\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    mine.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    mine.once('exit', () => reject(new Error(`it ended before it was live: ${said}`)));
  });
  return {
    url,
    said: () => said,
    async end(signal) {
      mine.kill(signal);
      await gone;
    },
  };
}

async function jobsOf(url: string): Promise<JobsAnswer['jobs']> {
  const answer = await fetch(`${url}/api/jobs?limit=500`);
  return ((await answer.json()) as JobsAnswer).jobs;
}

function highest(jobs: JobsAnswer['jobs']): number {
  return Math.max(...jobs.map(({ id }) => Number(id.slice(1))));
}

/** True once it has been accepted: a killed server answers nobody. */
async function command(url: string, payload: object): Promise<boolean> {
  const answer = await fetch(`${url}/api/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(payload),
  }).catch(() => undefined);
  return answer?.ok ?? false;
}

let commands = 0;
/** Another number for every command, so that each can be told from all others of its second. */
function nextWatts(): number {
  return 400 + (commands++ % 700);
}

/** Questions and commands without a pause, until nobody answers; how many commands were accepted. */
async function load(url: string): Promise<number> {
  let accepted = 0;
  for (;;) {
    const capped = await command(url, { do: 'setCap', place: 'R1-T01-G1', watts: nextWatts() });
    const asked = await fetch(`${url}/api/history?metric=siteItPowerW&from=now-1h`).catch(
      () => undefined,
    );
    if (capped) accepted++;
    if (!asked) return accepted;
  }
}

/** Highest number of a job that the site of the first law has had when it was stopped. */
let lastJob = 0;

it('goes on after every kill as the site it was', {
  timeout: 60_000 + KILLS * 60_000,
}, async () => {
  let accepted = 0;
  let jobs: JobsAnswer['jobs'] = [];
  await breakOff();
  for (let kill = 0; kill < KILLS; kill++) {
    const running = await start();
    if (kill === 0) {
      const fault = { do: 'injectFault', place: 'R1-T02-G1', fault: 'sensorStuck' };
      expect(await command(running.url, fault)).toBe(true);
      accepted++;
    }
    expect(running.said()).not.toContain('cannot be used');
    const now = await jobsOf(running.url);
    const ids = new Set(now.map(({ id }) => id));
    for (const { id, startMs } of jobs) {
      expect(ids.has(id)).toBe(true);
      if (startMs !== null) expect(now.find((job) => job.id === id)?.startMs).toBe(startMs);
    }
    jobs = now;
    const loaded = load(running.url);
    await new Promise((go) => setTimeout(go, 300 + Math.random() * 1_500));
    await running.end('SIGKILL');
    accepted += await loaded;
  }
  const last = await start();
  const health = (await (await fetch(`${last.url}/api/health`)).json()) as { gaps: number };
  expect(health.gaps).toBe(0);
  jobs = await jobsOf(last.url);
  lastJob = highest(jobs);
  await last.end('SIGTERM');

  const { site } = readSite(FIXTURES, 'one-rack');
  const nowMs = Date.now();
  const store = await openHistory({ root, site, seed: SEED, nowMs, event: () => undefined });
  const ask = (sql: string) => store.query({ sql, fromMs: 0, toMs: nowMs });
  let gpuWh = Number.NaN;
  try {
    const recorded = `SELECT min(fromMs) FROM {stretch} WHERE origin = 'recorded'`;
    const since = `epoch_ms(time) > (${recorded})`;
    const seconds =
      await ask(`SELECT count(*)::DOUBLE AS rows, count(DISTINCT time)::DOUBLE AS times,
      (max(epoch_ms(time)) - min(epoch_ms(time)))::DOUBLE / 1000 + 1 AS spanS,
      count(siteFacilityEnergyWh)::DOUBLE AS metered, min(siteFacilityEnergyWh) AS least,
      sum(siteFacilityEnergyWh) AS wh, sum(siteFacilityPowerW) / 3600 AS integral
      FROM {siteSecond} WHERE ${since}`);
    const of = (name: string): number => numbers(seconds, name)[0] as number;
    expect(of('rows')).toBe(of('spanS'));
    expect(of('times')).toBe(of('spanS'));
    expect(of('metered')).toBe(of('spanS'));
    expect(of('least')).toBeGreaterThan(0);
    expect(of('wh') / of('integral')).toBeCloseTo(1, 4);
    const racks = await ask(`SELECT count(*)::DOUBLE AS rows FROM {rackSecond} WHERE ${since}`);
    expect(numbers(racks, 'rows')[0]).toBe(of('spanS'));
    const stretches = await ask(`SELECT origin FROM {stretch} ORDER BY id`);
    expect(texts(stretches, 'origin')).toEqual(['backfilled', 'recorded']);
    const minutes =
      await ask(`SELECT count(*)::DOUBLE AS rows, count(DISTINCT (time, place))::DOUBLE AS each
      FROM {gpuMinute}`);
    expect(numbers(minutes, 'rows')[0]).toBe(numbers(minutes, 'each')[0]);
    const gpus = await ask(`SELECT sum(rackGpuPowerW * coverS)::DOUBLE / 3600 AS wh
      FROM {rackSecond} WHERE epoch_ms(time) > (${recorded})`);
    gpuWh = numbers(gpus, 'wh')[0] as number;
    // Of a start that was broken off no job is left running.
    const known = jobs.map(({ id }) => Number(id.slice(1))).join(', ');
    const strange = await ask(`SELECT count(*)::DOUBLE AS jobs FROM {job}
      WHERE state = 'running' AND id <= ${lastJob} AND id NOT IN (${known})`);
    expect(numbers(strange, 'jobs')[0]).toBe(0);
    const events = await ask(`SELECT count(*)::DOUBLE AS commands, count(DISTINCT
      (timeMs, code, place, json_extract_string(record, '$.text')))::DOUBLE AS each
      FROM {event} WHERE kind = 'command'`);
    expect(numbers(events, 'commands')[0]).toBe(numbers(events, 'each')[0]);
    // One more where a kill came between the command and its answer.
    expect(numbers(events, 'commands')[0]).toBeGreaterThanOrEqual(accepted);
    expect(numbers(events, 'commands')[0]).toBeLessThanOrEqual(accepted + KILLS);
  } finally {
    await store.close();
  }
  // The minute that is open has no rows of a question: the store has written it when it closed. No second counts twice,
  // and none is missing, although GPUs have no seconds on disk.
  const share = (await gpuMinutesWh(store.folder, site)) / gpuWh;
  expect(share).toBeLessThan(1.001);
  expect(share).toBeGreaterThan(0.999);
});

/** What the meters of all GPUs counted, by the minutes of a store that is closed. */
async function gpuMinutesWh(folder: string, site: Site): Promise<number> {
  const database = await openDatabase(folder, planTiers(createPlaces(site.places)));
  try {
    const all = { fromMs: 0, toMs: Number.POSITIVE_INFINITY };
    const sum = 'SELECT sum(gpuEnergyWh)::DOUBLE AS wh FROM {gpuMinute}';
    const sql = expandTiers(sum, all, database, folder);
    return numbers(await readColumns(database.upkeep, sql), 'wh')[0] || 0;
  } finally {
    database.close();
  }
}

it('says in one line that a state is corrupt, and begins anew with the history kept and no number of a job again', {
  timeout: 120_000,
}, async () => {
  expect(lastJob).toBeGreaterThan(0);
  for (const name of ['newest.state', 'before.state']) {
    const bytes = readFileSync(join(STATE, name));
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1;
    writeFileSync(join(STATE, name), bytes);
  }
  const after = await start();
  expect(after.said().match(/its checksum does not fit/g)).toHaveLength(2);
  for (const job of await jobsOf(after.url)) expect(highest([job])).toBeGreaterThan(lastJob);
  await after.end('SIGTERM');
});

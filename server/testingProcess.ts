// A server without its page in a process of its own, for tests that kill it: real source, store, state and API.
import { readAlarmRules } from './catalogue/alarmFiles.ts';
import { readSite } from './catalogue/siteFiles.ts';
import { readConfig } from './config.ts';
import { buildApp } from './http/app.ts';
import { listen } from './listen.ts';
import { openSite } from './liveSite.ts';
import { refuse } from './refuse.ts';

const config = readConfig(process.argv.slice(2), process.env);
if (!config) throw new Error('no help here');
const parts = readSite(config.fixtures, config.site);
const rules = readAlarmRules(config.fixtures);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const failed = (error: unknown): void => say(`failed: ${error}`);
const live = await openSite({
  config,
  parts,
  rules,
  nowMs: () => Date.now(),
  say,
  told: () => undefined,
  failed,
  refuse,
});
const { source, telemetry, store, backfill, command } = live;
const { forecast, waveform } = source;
const app = buildApp({
  ...{ telemetry, store, backfill, rules, command, forecast, waveform },
  version: config.version,
  pageDir: config.root,
  clients: () => 0,
  nowMs: () => performance.now(),
  wallMs: () => Date.now(),
  host: config.host,
  token: config.token,
});
const url = await listen(app, config);
void live.ready.then(() => say(`live at ${url}`), failed);
process.on('SIGTERM', () => {
  void live
    .stop()
    .then(() => app.close())
    .then(() => store?.close())
    .then(() => process.exit(0), refuse);
});

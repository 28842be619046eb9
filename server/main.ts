// The composition root: reads configuration and fixtures, joins the parts, closes with grace.
import closeWithGrace from 'close-with-grace';
import { readAlarmRules } from './catalogue/alarmFiles.ts';
import { readSite } from './catalogue/siteFiles.ts';
import { orRefuse } from './catalogue/startError.ts';
import { type Config, HELP, readConfig } from './config.ts';
import { buildApp } from './http/app.ts';
import { allowedOrigin } from './http/origin.ts';
import { listen } from './listen.ts';
import { openStore } from './openStore.ts';
import { closeWithNpm } from './orphan.ts';
import { ensurePage } from './pageBuild.ts';
import { refuse } from './refuse.ts';
import { createSimulatedSource } from './sources/simulated.ts';
import { createStream } from './stream/stream.ts';
import { createTelemetry } from './telemetry/createTelemetry.ts';
import { keepHistory } from './telemetry/keepHistory.ts';

const CLOSE_WITHIN_MS = 2_000;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

async function main(): Promise<void> {
  const config = readConfig(process.argv.slice(2), process.env);
  if (!config) return say(HELP);
  await run(config);
}

async function run(config: Config): Promise<void> {
  const parts = readSite(config.fixtures, config.site);
  const rules = readAlarmRules(config.fixtures);
  const source = createSimulatedSource(parts, config);
  const description = source.describe();
  const opened = await openStore(config, description, Date.now());
  const lastEventId = opened?.store.maxEventId ?? 0;
  const telemetry = orRefuse(() =>
    createTelemetry({ description, derive: source.derive, rules, lastEventId }),
  );
  opened?.tell(telemetry.sinks.event);
  if (opened) keepHistory(telemetry, opened.store, false);
  const app = buildApp({
    telemetry,
    store: opened?.store,
    rules,
    version: config.version,
    pageDir: config.page,
    clients: () => stream.clients(),
    nowMs: () => performance.now(),
    command: source.command,
    forecast: source.forecast,
    waveform: source.waveform,
    host: config.host,
    token: config.token,
  });
  const stream = createStream({
    server: app.server,
    telemetry,
    version: config.version,
    allowedOrigin: allowedOrigin(config.host),
    log: app.log,
  });
  const url = await listen(app, config);
  await ensurePage(config, say);
  say(`Starting ${parts.site.name.en} …`);

  const stopSource = source.start({
    ...telemetry.sinks,
    failed(error) {
      if (telemetry.frame.seq === 0) return refuse(error);
      app.log.error(error, 'the source has died; nothing new will come');
      telemetry.sinks.failed(error);
    },
  });
  const stopWaiting = telemetry.onFrame(() => {
    stopWaiting();
    say(`Carnot is live at ${url}`);
  });
  closeWithNpm(process.env);
  closeWithGrace({ delay: CLOSE_WITHIN_MS, logger: false }, async ({ err }) => {
    if (err) app.log.error(err);
    await stopSource();
    await stream.close();
    await app.close();
    await opened?.store.close();
  });
}

main().catch(refuse);

// The composition root: reads configuration and fixtures, joins the parts, closes with grace.
import closeWithGrace from 'close-with-grace';
import type { FastifyInstance } from 'fastify';
import { readAccuracy } from './catalogue/accuracyFile.ts';
import { readAlarmRules } from './catalogue/alarmFiles.ts';
import { readSite } from './catalogue/siteFiles.ts';
import { type Config, HELP, readConfig } from './config.ts';
import { buildApp } from './http/app.ts';
import { allowedOrigin } from './http/origin.ts';
import { listen } from './listen.ts';
import { openSite } from './liveSite.ts';
import { closeWithNpm } from './orphan.ts';
import { ensurePage } from './pageBuild.ts';
import { refuse } from './refuse.ts';
import { pastLines, startLine } from './startLine.ts';
import { createStream } from './stream/stream.ts';

const CLOSE_WITHIN_MS = 8_000;

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
  const accuracy = readAccuracy(config.fixtures);
  const page = ensurePage(config, say);
  say(`Starting ${parts.site.name.en} …`);
  let app: FastifyInstance | undefined;
  const failed = (error: unknown): void =>
    app ? app.log.error(error) : void process.stderr.write(`carnot: ${String(error)}\n`);
  const nowMs = (): number => Date.now();
  const { told, open: sayPast } = pastLines(say);
  const opening = openSite({ config, parts, rules, nowMs, say, told, failed, refuse });
  const [live] = await Promise.all([opening, page]);
  const { source, telemetry, store, backfill, command } = live;
  const { forecast, waveform } = source;
  app = buildApp({
    ...{ telemetry, store, backfill, rules, accuracy, command, forecast, waveform },
    version: config.version,
    pageDir: config.page,
    clients: () => stream.clients(),
    nowMs: () => performance.now(),
    wallMs: nowMs,
    host: config.host,
    token: config.token,
  });
  const { server, log } = app;
  const stream = createStream({
    ...{ server, telemetry, log },
    version: config.version,
    allowedOrigin: allowedOrigin(config.host),
  });
  const url = await listen(app, config);
  const endLine = startLine({ progress: backfill, out: process.stdout });
  const sayLive = (): void => {
    say(`Carnot is live at ${url}`);
    sayPast();
  };
  void live.ready.finally(endLine).then(sayLive, failed);
  closeWithNpm(process.env);
  closeWithGrace({ delay: CLOSE_WITHIN_MS, logger: false }, async ({ err }) => {
    if (err) log.error(err);
    await live.stop();
    await stream.close();
    await app?.close();
    await store?.close();
  });
}

main().catch(refuse);

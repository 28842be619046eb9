// Where the page's script spends its time: a sampled profile of the same page, by part of its sources.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { measureCanvasRaster } from './canvasRaster.ts';
import { type BenchPage, openPage } from './chromium.ts';
import type { Row } from './row.ts';
import { startServer } from './serverProcess.ts';
import { waitMs } from './timing.ts';

const CONFIG = fileURLToPath(new URL('../../vite.config.ts', import.meta.url));
const SETTLE_MS = 10_000;
const UPDATES = 60;
const SAMPLE_EVERY_US = 200;

/** The first that fits a source's path names its part; each becomes a script of its own. */
const PARTS = [
  { name: 'floor', sources: /web\/floor\//, aimMs: 1.5 },
  { name: 'charts', sources: /web\/charts\/|chart\.js|@kurkle|sparkline/, aimMs: 8 },
  { name: 'stream', sources: /web\/live|socket\.io|engine\.io|fflate|server\/contract\// },
  { name: 'panels', sources: /web\/|preact/ },
] as const;

type PartName = (typeof PARTS)[number]['name'];

export async function measurePageParts(): Promise<readonly Row[]> {
  const server = await startServer();
  try {
    const bench = await openPage();
    try {
      await serveInParts(bench);
      await bench.open(server.url);
      await waitMs(SETTLE_MS);
      return [...rowsOf(await profile(bench)), ...(await measureCanvasRaster(bench))];
    } finally {
      await bench.close();
    }
  } finally {
    await server.stop();
  }
}

/** The page is answered from memory by a build that has one script for each part. */
async function serveInParts({ page }: BenchPage): Promise<void> {
  const groups = PARTS.map(({ name, sources }, i) => ({
    name,
    test: sources,
    priority: PARTS.length - i,
  }));
  const built = await build({
    configFile: CONFIG,
    logLevel: 'error',
    build: {
      write: false,
      rolldownOptions: {
        output: {
          strictExecutionOrder: true,
          codeSplitting: { includeDependenciesRecursively: false, groups },
        },
      },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((result) =>
    'output' in result ? result.output : [],
  );
  for (const output of outputs) {
    const path = output.fileName === 'index.html' ? '/' : `/${output.fileName}`;
    const body = output.type === 'chunk' ? output.code : Buffer.from(output.source);
    await page.route(
      (url) => url.pathname === path,
      (route) => route.fulfill({ body, contentType: contentType(output.fileName) }),
    );
  }
}

function contentType(fileName: string): string {
  if (fileName.endsWith('.js')) return 'text/javascript';
  if (fileName.endsWith('.css')) return 'text/css';
  return fileName.endsWith('.html') ? 'text/html' : 'application/octet-stream';
}

/** Of the address of a script, such as /assets/floor-DNsxJ3JH.js; what is in none of the others draws panels. */
function partOf(url: string): PartName | undefined {
  const named = PARTS.find(({ name }) => url.includes(`/assets/${name}-`))?.name;
  return named ?? (url.includes('/assets/') ? 'panels' : undefined);
}

/** Milliseconds of script per update, by part. */
async function profile({ devTools }: BenchPage): Promise<ReadonlyMap<PartName, number>> {
  await devTools.send('Profiler.enable');
  await devTools.send('Profiler.setSamplingInterval', { interval: SAMPLE_EVERY_US });
  await devTools.send('Profiler.start');
  await waitMs(UPDATES * 1_000);
  const { profile: taken } = await devTools.send('Profiler.stop');
  const partOfNode = new Map<number, PartName | undefined>();
  const nodes = new Map(taken.nodes.map((node) => [node.id, node]));
  // A node's callees come after it: what the browser does for a part counts for that part.
  const [root] = taken.nodes;
  const walk = (id: number, inherited: PartName | undefined): void => {
    const node = nodes.get(id);
    if (!node) return;
    const part = partOf(node.callFrame.url) ?? inherited;
    partOfNode.set(id, part);
    for (const child of node.children ?? []) walk(child, part);
  };
  if (root) walk(root.id, undefined);
  const spentMs = new Map<PartName, number>();
  taken.samples?.forEach((id, i) => {
    const part = partOfNode.get(id);
    const ms = (taken.timeDeltas?.[i] ?? 0) / 1_000 / UPDATES;
    if (part) spentMs.set(part, (spentMs.get(part) ?? 0) + ms);
  });
  return spentMs;
}

function rowsOf(spentMs: ReadonlyMap<PartName, number>): readonly Row[] {
  return PARTS.map((part) => ({
    what: `page: script of ${part.name} per update`,
    measured: spentMs.get(part.name) ?? 0,
    unit: 'ms',
    ...('aimMs' in part ? { aim: part.aimMs } : {}),
  }));
}

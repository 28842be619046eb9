// Development: Vite serves the page and reloads it, the server runs beside it and restarts when its files change.
import { spawn } from 'node:child_process';
import { createServer } from 'vite';

const PAGE_PORT = 5173;
const SERVER_PORT = 5174;

const target = `http://localhost:${SERVER_PORT}`;
const page = await createServer({
  configFile: 'vite.config.ts',
  server: {
    port: PAGE_PORT,
    strictPort: true,
    proxy: {
      '/api': { target },
      '/metrics': { target },
      '/socket.io': { target, ws: true },
    },
  },
});
await page.listen();

const restartOn = ['--include', 'server/**/*', '--include', 'fixtures/**/*'];
const flags = [...process.argv.slice(2), '--port', String(SERVER_PORT)];
const server = spawn(
  'tsx',
  ['watch', '--clear-screen=false', ...restartOn, 'server/main.ts', ...flags],
  {
    stdio: ['inherit', 'pipe', 'inherit'],
  },
);
// The server names its own port when it is live; the one to open is that of the page before it.
server.stdout.setEncoding('utf8').on('data', (said: string) => {
  process.stdout.write(said.replaceAll(target, `http://localhost:${PAGE_PORT}`));
});
server.on('exit', () => void page.close().then(() => process.exit()));
// Ctrl-C reaches both by itself; this process stays until the server has closed.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => server.kill('SIGTERM'));

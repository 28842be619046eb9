// The built page: hashed assets for ever, everything else fresh, and index.html behind every address of the page.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusal } from './refusal.ts';

/** Vite writes a hash into every name here. */
const ASSETS = '/assets/';
const SERVER_PATHS = ['/api/', '/metrics/', ASSETS];

export function servePage(app: FastifyInstance, pageDir: string): void {
  void app.register(staticFiles, {
    root: pageDir,
    // It may be built after the start.
    suppressWarning: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const forEver = path.startsWith(join(pageDir, ASSETS));
      const cache = forEver ? 'public, max-age=31536000, immutable' : 'no-cache';
      void reply.header('cache-control', cache);
    },
  });
}

/** Whether an unknown path may be an address of the page: /rack/R118, not /api/x, not /missing.png. */
export function isPageAddress({ method, url }: FastifyRequest): boolean {
  const path = `${url.split('?', 1)[0]}/`;
  const reading = method === 'GET' || method === 'HEAD';
  return reading && !path.includes('.') && !SERVER_PATHS.some((start) => path.startsWith(start));
}

export function sendPage(reply: FastifyReply, pageDir: string): FastifyReply {
  if (!existsSync(join(pageDir, 'index.html'))) {
    throw refusal(503, 'the page is not built; run npm run build');
  }
  return reply.sendFile('index.html');
}

// How the page is built: from web to web/dist, nothing inline, so that script-src and style-src 'self' hold.
import { join } from 'node:path';
import { defineConfig } from 'vite';

export default defineConfig({
  root: join(import.meta.dirname, 'web'),
  build: {
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});

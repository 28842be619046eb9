// How the page is built: from web to web/dist, nothing inline, so that script-src and style-src 'self' hold.
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

/**
 * Chart.js ships four scales that Carnot never draws. Their defaults read other objects while the file loads, so that
 * no bundler dares to leave them out; read when asked, they weigh nothing. 6 kB of the first load (gzip, chart.js 4.6).
 */
const lazyScaleDefaults: Plugin = {
  name: 'lazy-scale-defaults',
  transform(code, id) {
    if (!/chart\.js\/dist\/chart\.js$/.test(id.split('?')[0] ?? '')) return null;
    return code
      .replaceAll(
        /callback: (Ticks\.formatters\.\w+)/g,
        'callback(...given) { return $1.apply(this, given); }',
      )
      .replace(
        'static defaults = TimeScale.defaults;',
        'static get defaults() { return TimeScale.defaults; }',
      );
  },
};

export default defineConfig({
  root: join(import.meta.dirname, 'web'),
  plugins: [lazyScaleDefaults],
  build: {
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});

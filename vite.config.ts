// How the page is built: from web to web/dist, nothing inline, so that script-src and style-src 'self' hold.
import { join } from 'node:path';
import { defineConfig, type Plugin, parseSync, Visitor } from 'vite';

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

/** Makers of rows in server/contract/metrics/shape.ts: their last arguments are name and help. */
const ROW_MAKERS = ['gauge', 'counter', 'state', 'rolledUp', 'counted', 'derived'];
const READS_HELP = /metricOf\([^()]*\)\.help\b|\{[^{}=;]*\bhelp\b[^{}=;]*\} = metricOf/;

/**
 * The sentences that explain each metric are half of the dictionary, and the first screen shows none of them: the page
 * asks /api/metrics for them (web/ui/metricRecords.ts), and here they become empty. 7 kB of the first load (gzip).
 */
const helpFromServer: Plugin = {
  name: 'help-from-server',
  enforce: 'post',
  transform(code, id) {
    if (/\/web\/.*\.tsx?$/.test(id) && READS_HELP.test(code)) {
      this.error(
        `${id} reads the help of a metric, which is not in the page: useMetricRecords has it`,
      );
    }
    if (!/server\/contract\/metrics\/\w+\.ts$/.test(id)) return null;
    return helpIn(code).reduceRight(
      (text, { start, end }) => `${text.slice(0, start)}{ en: '', fr: '' }${text.slice(end)}`,
      code,
    );
  },
};

/** Where the help of each row stands, in the order of the text. */
function helpIn(code: string): readonly { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  new Visitor({
    CallExpression({ callee, arguments: given }) {
      const [name, help] = given.slice(-2);
      const makes = callee.type === 'Identifier' && ROW_MAKERS.includes(callee.name);
      if (makes && name?.type === 'CallExpression' && help?.type === 'CallExpression')
        found.push(help);
    },
    Property({ key, value }) {
      const isHelp = key.type === 'Identifier' && key.name === 'help';
      const isText = value.type === 'ObjectExpression' || value.type === 'CallExpression';
      if (isHelp && isText) found.push(value);
    },
  }).visit(parseSync('metrics.js', code).program);
  return found.sort((a, b) => a.start - b.start);
}

export default defineConfig({
  root: join(import.meta.dirname, 'web'),
  plugins: [lazyScaleDefaults, helpFromServer],
  build: {
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});

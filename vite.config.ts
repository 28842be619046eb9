// How the page is built: from web to web/dist, nothing inline, so that script-src and style-src 'self' hold.
import { join } from 'node:path';
import { defineConfig, type ESTree, type Plugin, parseSync, Visitor } from 'vite';

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
      (text, { start, end, empty }) => `${text.slice(0, start)}${empty}${text.slice(end)}`,
      code,
    );
  },
};

interface Cut {
  readonly start: number;
  readonly end: number;
  /** What stands there instead. */
  readonly empty: string;
}

/** Where the help of each row stands, and that of its DCGM field, in the order of the text. */
function helpIn(code: string): readonly Cut[] {
  const found: Cut[] = [];
  const cut = ({ start, end }: ESTree.Node, empty = "{ en: '', fr: '' }"): unknown =>
    found.push({ start, end, empty });
  new Visitor({
    CallExpression({ arguments: given }) {
      // A maker of rows is given the name and then the help, one of DCGM fields the help after name, id and unit.
      const [name, help] = given.slice(-2);
      const [field, , , fieldHelp] = given;
      if (isText(name) && isText(help)) cut(help);
      else if (isString(field, /^DCGM_/) && isString(fieldHelp)) cut(fieldHelp, "''");
    },
    Property({ key, value }) {
      if (key.type !== 'Identifier' || key.name !== 'help') return;
      if (isText(value) || value.type === 'ObjectExpression') cut(value);
      else if (isString(value)) cut(value, "''");
    },
  }).visit(parseSync('metrics.js', code).program);
  return found.sort((a, b) => a.start - b.start);
}

function isString(node: ESTree.Node | undefined, like = /./): node is ESTree.StringLiteral {
  return node?.type === 'Literal' && typeof node.value === 'string' && like.test(node.value);
}

/** `text('English', 'French')` of server/contract/metrics/shape.ts. */
function isText(node: ESTree.Node | undefined): node is ESTree.CallExpression {
  if (node?.type !== 'CallExpression') return false;
  return node.callee.type === 'Identifier' && node.callee.name === 'text';
}

/**
 * Parts of libraries that the page never runs, by file: what stands in their place. 5 kB of the first load (gzip), and
 * a hundred more as soon as one view wants one list of a contract's file with schemas.
 */
const LEFT_OUT: readonly (readonly [file: RegExp, instead: string])[] = [
  // The page checks nothing, the server has: what the contract builds of schemas while it loads stays empty.
  [/typebox\/build\/index\.mjs$/, 'export const Type = new Proxy({}, { get: () => () => ({}) });'],
  // Chart.js reckons with colours only to move from one to another and under a pointer: both are switched off.
  [
    /@kurkle\/color\/dist\/color\.esm\.js$/,
    `export class Color {
      constructor(given) { this.given = given; }
      get valid() { return false; }
      saturate() { return this; }
      darken() { return this; }
      hexString() { return this.given; }
    }`,
  ],
  // The stream is a WebSocket from the first byte.
  [
    /engine\.io-client\/build\/esm\/transports\/index\.js$/,
    `import { WS } from './websocket.js';
    export const transports = { websocket: WS };`,
  ],
  [
    /engine\.io-client\/build\/esm\/transports\/polling-(xhr|xhr\.node|fetch)\.js$/,
    'export class Fetch {} export class XHR {} export class BaseXHR {} export class Request {}',
  ],
  // Bytes travel as bytes.
  [
    /engine\.io-parser\/build\/esm\/contrib\/base64-arraybuffer\.js$/,
    'export const decode = () => new ArrayBuffer(0);',
  ],
];

/**
 * Functions and tables of Chart.js that no chart of ours comes to: nothing is animated, stacked, parsed, curved or pointed
 * at by the library, no point is drawn and no tick is skipped. By file: a name, and what its body or value becomes. 5 kB of
 * the first load (gzip, chart.js 4.6); a name that a new version does not have stops the build.
 */
const NEVER_RUN: readonly (readonly [file: RegExp, bodies: Readonly<Record<string, string>>])[] = [
  [
    /chart\.js\/dist\/chunks\/index\.js$/,
    {
      effects: '{ linear: (t) => t }',
      drawPointLegend: '{}',
      _updateBezierControlPoints: '{}',
      _bezierCurveTo: '{}',
      _steppedLineTo: '{}',
    },
  ],
  [
    /chart\.js\/dist\/chart\.js$/,
    {
      Interaction: '{ modes: {} }',
      autoSkip: '{ return ticks; }',
      // Ends are given, ticks are our own.
      generateTicks$1: '{ return [{ value: dataRange.min }, { value: dataRange.max }]; }',
      interpolate: '{}',
      inRange: '{}',
      inXRange: '{}',
      inYRange: '{}',
      getCenterPoint: '{}',
      updateStacks: '{}',
      createProxyAndListen: '{}',
      parsePrimitiveData: '{}',
      parseArrayData: '{}',
      _eventHandler: '{}',
      _handleEvent: '{}',
      _getActiveElements: '{}',
      _updateHoverStyles: '{}',
      updateHoverStyle: '{}',
      getElementsAtEventForMode: '{}',
      setActiveElements: '{}',
      drawTitle: '{}',
    },
  ],
];

const neverRun: Plugin = {
  name: 'never-run',
  transform(code, id) {
    const [, bodies] = NEVER_RUN.find(([file]) => file.test(id.split('?')[0] ?? '')) ?? [];
    if (!bodies) return null;
    const found = bodiesIn(code, bodies);
    const missing = Object.keys(bodies).filter((name) => !found.some((one) => one.name === name));
    if (missing.length > 0) this.error(`${id} has no ${missing.join(', ')}: see NEVER_RUN`);
    return found.reduceRight(
      (text, { start, end, empty }) => `${text.slice(0, start)}${empty}${text.slice(end)}`,
      code,
    );
  },
};

/** Where the bodies and values of these names stand, in the order of the text. */
function bodiesIn(
  code: string,
  bodies: Readonly<Record<string, string>>,
): readonly (Cut & { readonly name: string })[] {
  const found: (Cut & { readonly name: string })[] = [];
  const note = (name: string | undefined, node: ESTree.Node | null | undefined): void => {
    const empty = name === undefined || !Object.hasOwn(bodies, name) ? undefined : bodies[name];
    if (name === undefined || empty === undefined || !node) return;
    found.push({ name, start: node.start, end: node.end, empty });
  };
  new Visitor({
    FunctionDeclaration({ id, body }) {
      note(id?.name, body);
    },
    MethodDefinition({ key, value }) {
      note(key.type === 'Identifier' ? key.name : undefined, value.body);
    },
    VariableDeclarator({ id, init }) {
      note(id.type === 'Identifier' ? id.name : undefined, init);
    },
  }).visit(parseSync('chart.js', code).program);
  return found.sort((a, b) => a.start - b.start);
}

const leftOut: Plugin = {
  name: 'left-out',
  enforce: 'pre',
  transform(_, id) {
    const [, instead] = LEFT_OUT.find(([file]) => file.test(id.split('?')[0] ?? '')) ?? [];
    return instead ?? null;
  },
};

export default defineConfig({
  root: join(import.meta.dirname, 'web'),
  plugins: [leftOut, neverRun, lazyScaleDefaults, helpFromServer],
  build: {
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      // What the first screen needs in one file, not in a dozen that several views share: 3 kB less (gzip).
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
    },
  },
});

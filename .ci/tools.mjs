// The two programs beside Node that some tests need: where they are, and how to get them.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** @typedef {'chromium' | 'promtool'} Tool */

// A path in the variable wins over what is found by name; the package is Debian's.
const TOOLS = {
  chromium: {
    variable: 'CARNOT_TEST_CHROMIUM',
    names: ['chromium', 'chromium-browser', 'google-chrome'],
    debianPackage: 'chromium',
  },
  promtool: {
    variable: 'CARNOT_TEST_PROMTOOL',
    names: ['promtool'],
    debianPackage: 'prometheus',
  },
};

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of a program that is there, or undefined. @param {Tool} tool */
export function findTool(tool) {
  const named = process.env[TOOLS[tool].variable];
  if (named) return named;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return TOOLS[tool].names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find(isExecutable);
}

/** Installs a program that is not there, where that can be done; says why not otherwise. @param {Tool} tool */
export function ensureTool(tool) {
  if (findTool(tool)) return undefined;
  const { debianPackage, variable } = TOOLS[tool];
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0)
    return `${tool} is not installed, and installing it needs root and apt-get (or ${variable}=path)`;
  for (const args of [
    ['update', '-q'],
    ['install', '-q', '-y', '--no-install-recommends', debianPackage],
  ])
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  return findTool(tool) ? undefined : `apt-get could not install ${debianPackage}`;
}

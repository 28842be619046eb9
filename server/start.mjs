// npm start: the program from its bundle. `npm run dev` and the tests of single parts run its TypeScript as it stands.
import { pathToFileURL } from 'node:url';
import { ensureBundle, NoPlaceError, SOURCE } from './bundle.mjs';

await import(pathToFileURL(await program()).href);

/** The file to run; the TypeScript itself where a bundle cannot be kept. */
async function program() {
  try {
    return await ensureBundle();
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    if (!(error instanceof NoPlaceError)) {
      process.stderr.write(`carnot: ${message}\n`);
      process.exit(1);
    }
    process.stderr.write(`carnot: ${message}; starting without it, which takes a second longer\n`);
    const { register } = await import('tsx/esm/api');
    register();
    return SOURCE;
  }
}

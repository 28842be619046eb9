// npm start: the program from its bundle. `npm run dev` and the tests of single parts run its TypeScript as it stands.
import { pathToFileURL } from 'node:url';
import { ensureBundle } from './bundle.mjs';

await import(pathToFileURL(await ensureBundle()).href);

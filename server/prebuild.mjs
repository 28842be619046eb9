// The second half of npm run build: makes the bundle, so that no start has to, and a checkout that cannot be written to has it.
import { ensureBundle } from './bundle.mjs';

await ensureBundle().catch(({ message }) => {
  process.stderr.write(`carnot: ${message}\n`);
  process.exit(1);
});

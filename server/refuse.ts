// Ends a start that cannot be: one sentence for what a person can mend, the whole story for what is ours to mend.
import { StartError } from './catalogue/startError.ts';

export function refuse(error: unknown): never {
  const story = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`carnot: ${error instanceof StartError ? error.message : story}\n`);
  process.exit(1);
}

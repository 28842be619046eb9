// A start that cannot be: one clear sentence for the person at the terminal, and exit code 1.
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** What the function makes from the fixtures; where it refuses them, its sentence is the person's. */
export function orRefuse<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw new StartError(error instanceof Error ? error.message : String(error));
  }
}

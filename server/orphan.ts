// npm does not hand every signal on to what it started: when npm is gone, the program closes like at SIGTERM.

const LOOK_EVERY_MS = 500;

/** Watches the parent process, only when npm started this one; the timer keeps nothing alive. */
export function closeWithNpm(env: Readonly<Record<string, string | undefined>>): void {
  if (env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS).unref();
}

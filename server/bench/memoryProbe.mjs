// Preloaded into a server that the bench watches: when asked it collects all garbage and tells what is left.

process.on('message', () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.({ heapBytes: heapUsed, buffersBytes: external });
});
// The question must not keep a server alive that wants to end.
process.channel?.unref();

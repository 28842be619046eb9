// Preloaded into a server that the bench watches: when asked it collects all garbage and tells what is left.

/** Bytes that survive a full collection: objects, and the buffers that they hold. */
export interface KeptMemory {
  readonly heapBytes: number;
  readonly buffersBytes: number;
}

process.on('message', () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.({ heapBytes: heapUsed, buffersBytes: external } satisfies KeptMemory);
});
// The question must not keep a server alive that wants to end.
process.channel?.unref();

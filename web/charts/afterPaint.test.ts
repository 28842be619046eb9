// Drawing after the paint: each once, and one that fails takes no other with it.
import { expect, test, vi } from 'vitest';
import { afterPaint } from './afterPaint.ts';

test('one drawing that fails is reported, and the others of its frame are drawn', async () => {
  const reported = vi.fn();
  vi.stubGlobal('requestAnimationFrame', (then: () => void) => then());
  vi.stubGlobal('reportError', reported);
  const failure = new Error('no canvas');
  const draw = vi.fn();
  afterPaint(() => {
    throw failure;
  });
  afterPaint(draw);
  afterPaint(draw);
  await vi.waitFor(() => expect(draw).toHaveBeenCalledTimes(1));
  expect(reported.mock.calls).toEqual([[failure]]);
});

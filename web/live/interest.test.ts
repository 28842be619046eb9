import { expect, test, vi } from 'vitest';
import { createInterest } from './interest.ts';

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test('the wants of one turn are one change', async () => {
  const changed = vi.fn();
  const interest = createInterest(changed, () => undefined);
  interest.want('site');
  interest.want('jobs');
  interest.want('site');
  await turn();
  expect(changed).toHaveBeenCalledTimes(1);
  expect(interest.topics()).toEqual(['jobs', 'site']);
});

test('a topic is wanted until its last reader has gone', async () => {
  const dropped = vi.fn();
  const interest = createInterest(() => undefined, dropped);
  const first = interest.want('jobs');
  const second = interest.want('jobs');
  await turn();
  first();
  first();
  await turn();
  expect(interest.has('jobs')).toBe(true);
  second();
  await turn();
  expect(interest.has('jobs')).toBe(false);
  expect(dropped).toHaveBeenCalledExactlyOnceWith('jobs');
});

test('leaving and coming back in one turn changes nothing', async () => {
  const changed = vi.fn();
  const interest = createInterest(changed, () => undefined);
  const undo = interest.want('site');
  await turn();
  undo();
  interest.want('site');
  await turn();
  expect(changed).toHaveBeenCalledTimes(1);
});

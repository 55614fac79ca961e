import { expect, test } from 'vitest';
import { createTurns } from '../../src/lib/turns.ts';

test('work of one name goes one after the other, also after a failure, and other names do not wait', async () => {
  const turns = createTurns();
  const first = Promise.withResolvers<void>();
  const done: string[] = [];
  const one = turns.take('a', async () => {
    await first.promise;
    done.push('one');
    throw new Error('one fails');
  });
  const two = turns.take('a', async () => done.push('two'));
  await turns.take('b', async () => done.push('other'));
  expect(done).toEqual(['other']);
  expect(turns.isBusy()).toBe(true);
  first.resolve();
  await expect(one).rejects.toThrow('one fails');
  await two;
  await turns.settled();
  expect(done).toEqual(['other', 'one', 'two']);
  expect(turns.isBusy()).toBe(false);
});

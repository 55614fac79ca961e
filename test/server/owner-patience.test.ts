// How long an owner that ends what runs is waited for, and what is said of it meanwhile.
import { expect, test } from 'vitest';
import { comesWithinMs, endsWithinMs, OwnerPatience, type Seen } from '../../src/server/owner-patience.ts';

function waiting() {
  const reports: string[] = [];
  const patience = new OwnerPatience(0, (text) => reports.push(text));
  return {
    reports,
    at: (now: number, owner: Seen['owner']) => patience.isOver({ owner, now }),
  };
}

const ending = (...names: readonly string[]): Seen['owner'] => ({ pid: 42, ending: names });

test('it is waited for as long as it ends one thing after the other', () => {
  const { at, reports } = waiting();
  const each = endsWithinMs - 1000;
  expect(at(0, ending('shop', 'compile:1'))).toBeUndefined();
  expect(at(each, ending('shop', 'compile:1'))).toBeUndefined();
  expect(at(each + 500, ending('shop'))).toBeUndefined();
  expect(at(2 * each, ending('shop'))).toBeUndefined();
  expect(at(2 * each + 1000, ending())).toBeUndefined();
  expect(reports).toEqual([
    'waiting: process 42 still ends what runs of shop, compile:1',
    'waiting: process 42 still ends what runs of shop',
  ]);
});

test('one that ends nothing more is named with what it has and how to go on without it', () => {
  const { at } = waiting();
  expect(at(0, ending('shop'))).toBeUndefined();
  expect(at(endsWithinMs + 1000, ending('shop'))).toBe(
    'process 42 still ends what runs of shop, and has ended none of it for 5m 31s: kill -9 42 ends it, and the next call carries on',
  );
});

test('a process that does not come is not waited for as long, nor one that says nothing of its end', () => {
  const { at, reports } = waiting();
  expect(at(comesWithinMs, undefined)).toBeUndefined();
  expect(at(comesWithinMs + 1, undefined)).toBe('no process has come to drive it');
  expect(at(comesWithinMs + 1, { pid: 42 })).toBe(
    'process 42 is to end, and has not for 1m 00s: kill -9 42 ends it, and the next call carries on',
  );
  expect(reports).toEqual([]);
});

test('the time that it takes until a successor comes is counted anew', () => {
  const { at } = waiting();
  expect(at(comesWithinMs - 1, ending('shop'))).toBeUndefined();
  expect(at(comesWithinMs + 1, undefined)).toBeUndefined();
  expect(at(2 * comesWithinMs + 2, undefined)).toBe('no process has come to drive it');
});

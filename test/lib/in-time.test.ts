// Calculations whose time is bounded.
import { expect, test } from 'vitest';
import { inTime } from '../../src/lib/in-time.ts';

test('a calculation gives its value, and what it throws is thrown', () => {
  expect(inTime(() => [1])).toEqual({ value: [1] });
  expect(inTime(() => /^a+$/.test('aaa'))).toEqual({ value: true });
  expect(() =>
    inTime(() => {
      throw new TypeError('wrong');
    }),
  ).toThrow(new TypeError('wrong'));
});

test('an expression that tries every combination is ended, and the next one is evaluated', () => {
  expect(inTime(() => /^(a+)+$/.test(`${'a'.repeat(60)}!`))).toEqual({ failed: 'it took longer than 1 s' });
  expect(inTime(() => /^(a+)+$/.test('aaa'))).toEqual({ value: true });
});

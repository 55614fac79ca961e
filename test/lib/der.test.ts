import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { integer } from '../../src/lib/der.ts';

test.each([
  [[0], [2, 1, 0]],
  [
    [0, 0],
    [2, 1, 0],
  ],
  [
    [0, 1],
    [2, 1, 1],
  ],
  [
    [0, 0x7f],
    [2, 1, 0x7f],
  ],
  [[0x80], [2, 2, 0, 0x80]],
  [
    [0, 0, 0x80],
    [2, 2, 0, 0x80],
  ],
])('the number of the bytes %j is written as %j', (bytes, written) => {
  expect([...integer(Buffer.from(bytes))]).toEqual(written);
});

test('a number is written in as few bytes as it takes, and is not negative', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 20 }), (bytes) => {
      const [, length = 0, ...content] = integer(bytes);
      const valueOf = (each: Iterable<number>) => BigInt(`0x0${Buffer.from([...each]).toString('hex')}`);
      expect(content.length).toBe(length);
      expect(valueOf(content)).toBe(valueOf(bytes));
      expect((content[0] ?? 0x80) & 0x80).toBe(0);
      expect(content.length === 1 || content[0] !== 0 || ((content[1] ?? 0) & 0x80) !== 0).toBe(true);
    }),
  );
});

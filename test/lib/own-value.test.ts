import { expect, test } from 'vitest';
import { ownValue } from '../../src/lib/own-value.ts';

test.each(['__proto__', 'constructor', 'toString', 'absent'])(
  'a table has no "%s" that was not put into it',
  (name) => {
    expect(ownValue({ known: 1 }, name)).toBeUndefined();
  },
);

test('a table has what was put into it', () => {
  expect(ownValue({ known: 1 }, 'known')).toBe(1);
});

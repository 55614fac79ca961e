// Codes that let a browser in: once, and not for long.
import { expect, test } from 'vitest';
import { createSignInCodes } from '../../src/server/http/sign-in-codes.ts';

test('a code stands for its token once', () => {
  const codes = createSignInCodes(() => 0);
  const code = codes.make('token-1');
  expect(codes.redeem(code)).toBe('token-1');
  expect(codes.redeem(code)).toBeUndefined();
  expect(codes.redeem('guess')).toBeUndefined();
});

test('a code is good for ten minutes', () => {
  let now = 0;
  const codes = createSignInCodes(() => now);
  const [early, late] = [codes.make('token-1'), codes.make('token-1')];
  now = 599_999;
  expect(codes.redeem(early)).toBe('token-1');
  now = 600_000;
  expect(codes.redeem(late)).toBeUndefined();
});

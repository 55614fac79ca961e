import { expect, test } from 'vitest';
import { ownPage } from '../../src/dashboard/parts/own-page.ts';

test.each(['/executions/1?tab=log&at=Build%2Fcompile', '/search?q=a#b'])(
  '%s is where a person comes back to',
  (page) => {
    expect(ownPage(page)).toBe(page);
  },
);

test.each([
  '//elsewhere.example/x',
  '/\\elsewhere.example/x',
  '/\t/elsewhere.example/x',
  'https://elsewhere.example',
  'javascript:alert(1)',
  '/.//elsewhere.example',
  '/a/..//elsewhere.example',
  '/sign-in?to=/sign-in',
  '/sign-in/',
  '/',
  '',
  3,
  undefined,
])('%j is not', (page) => {
  expect(ownPage(page)).toBeUndefined();
});

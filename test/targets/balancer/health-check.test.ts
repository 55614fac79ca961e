import { expect, test } from 'vitest';
import { matches } from '../../../src/targets/balancer/health-check.ts';

test.each([
  ['200', 200, true],
  ['200', 201, false],
  ['200-299', 204, true],
  ['200-299', 300, false],
  ['200,202', 202, true],
  ['200,301-302', 301, true],
  ['200,301-302', 303, false],
])('the matcher %s and the code %i: %s', (matcher, code, expected) => {
  expect(matches(matcher, code)).toBe(expected);
});

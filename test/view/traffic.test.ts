// The share of the requests that a deployment has, as it is folded and drawn.
import { expect, test } from 'vitest';
import { trafficBar, trafficText } from '../../src/cli/render/traffic-text.ts';

const share = { of: 'web', to: 'web:2', percent: 25, waitMinutes: 0 };

test.each([
  [share, '25 % of the requests to web go to web:2'],
  [{ ...share, waitMinutes: 1 }, '25 % of the requests to web go to web:2, for 1 minute'],
  [
    { ...share, waitMinutes: 10, minuteMs: 500 },
    '25 % of the requests to web go to web:2, for 10 minutes (a minute takes 0.5 s here)',
  ],
  [{ ...share, minuteMs: 500 }, '25 % of the requests to web go to web:2'],
])('is described in words: %o', (of, text) => {
  expect(trafficText(of)).toBe(text);
});

test.each([
  [0, 0, 20],
  [25, 5, 15],
  [100, 20, 0],
])('of %d % fills %d cells of a bar', (percent, filled, rest) => {
  const [own, others] = trafficBar({ ...share, percent });
  expect([own?.text.length, others?.text.length]).toEqual([filled, rest]);
});

// What of a build's log is shown while it runs.
import { expect, test } from 'vitest';
import { shownLine } from '../../src/cli/render/shown-line.ts';

const own = (text: string) => `[Container] 2026/11/21 09:00:00.000000 ${text}`;

test.each([
  ['compiled', 'compiled'],
  ['  indented', '  indented'],
  ['', undefined],
  [own('Running command npm ci'), '$ npm ci'],
  [own('Phase complete: BUILD State: SUCCEEDED'), undefined],
  [own('Entering phase BUILD'), undefined],
  [own('WARNING: nodejs 12 is asked for'), 'WARNING: nodejs 12 is asked for'],
  ['[Container] is what a command printed', '[Container] is what a command printed'],
])('of %j it is %j', (line, shown) => {
  expect(shownLine(line)).toBe(shown);
});

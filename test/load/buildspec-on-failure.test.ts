import { expect, test } from 'vitest';
import { parseOnFailure } from '../../src/load/buildspec/buildspec-on-failure.ts';

const forms: readonly (readonly [text: string, expected: object])[] = [
  ['ABORT', { kind: 'ABORT' }],
  ['CONTINUE', { kind: 'CONTINUE' }],
  ['RETRY', { kind: 'RETRY', count: 3, pattern: '.*' }],
  ['RETRY-5', { kind: 'RETRY', count: 5, pattern: '.*' }],
  ['RETRY-0', { kind: 'RETRY', count: 0, pattern: '.*' }],
  ['RETRY-100', { kind: 'RETRY', count: 100, pattern: '.*' }],
  ['RETRY-.*timeout.*', { kind: 'RETRY', count: 3, pattern: '.*timeout.*' }],
  ['RETRY-2-exit status (1|2)', { kind: 'RETRY', count: 2, pattern: 'exit status (1|2)' }],
  ['RETRY-2-a-b', { kind: 'RETRY', count: 2, pattern: 'a-b' }],
  ['RETRY-a-2', { kind: 'RETRY', count: 3, pattern: 'a-2' }],
  ['RETRY-5xx', { kind: 'RETRY', count: 3, pattern: '5xx' }],
];

test.each(forms)('on-failure: %s', (text, expected) => {
  expect(parseOnFailure(text)).toEqual({ value: expected });
});

test.each(['', 'abort', 'RETRY-', 'RETRY-101', 'RETRY-3-', 'RETRY-(', 'RETRYING'])(
  'on-failure: "%s" is refused with a reason',
  (text) => {
    expect(parseOnFailure(text)).toEqual({ failed: expect.stringMatching(/./) });
  },
);

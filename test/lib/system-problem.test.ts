// What the system says about a file, as people read it.
import { expect, test } from 'vitest';
import { isDiskFull, problemBehind, systemProblem } from '../../src/lib/system-problem.ts';

const failure = (code: string, more: object = {}): Error => Object.assign(new Error(code), { code, ...more });

test.each([
  ['ENOSPC', 'DiskFull', 'the disk is full', 'Make room'],
  ['EDQUOT', 'DiskFull', 'quota', 'Make room'],
  ['EROFS', 'FileUnusable', 'read-only', 'Mount it for writing'],
  ['EACCES', 'FileUnusable', 'no right', 'Give this user the right'],
  ['ENOTDIR', 'FileUnusable', 'a file is where a folder belongs', 'Move that file away'],
  ['EISDIR', 'FileUnusable', 'a folder is where a file belongs', 'Move that folder away'],
  ['ELOOP', 'FileUnusable', 'circle', 'Move the links away'],
])('%s names the file, the reason and the way out', (code, expected, reason, remedy) => {
  const found = systemProblem(failure(code, { path: '/state/logs' }));
  expect(found?.code).toBe(expected);
  expect(found?.message).toContain('"/state/logs"');
  expect(found?.message).toContain(reason);
  expect(found?.remedy).toContain(remedy);
});

test('an error that is not of a file is none of these', () => {
  expect(systemProblem(failure('ECONNREFUSED', { path: '/x' }))).toBeUndefined();
  expect(systemProblem(failure('ENOSPC'))).toBeUndefined();
  expect(systemProblem('ENOSPC')).toBeUndefined();
});

test('what an error was made of is found, however it is wrapped', () => {
  const full = failure('ENOSPC');
  const wrapped = [
    new Error('it failed', { cause: full }),
    new AggregateError([new Error('other'), full]),
    new SuppressedError(failure('EIO'), new Error('x', { cause: full })),
    new SuppressedError(full, new Error('first')),
  ];
  for (const error of wrapped) expect(problemBehind(error)?.message).toContain('the disk is full');
  expect(problemBehind(new Error('no', { cause: new Error('nor this') }))).toBeUndefined();
});

test('only a lack of room is one', () => {
  expect([failure('ENOSPC'), failure('EDQUOT'), failure('EIO'), 'text'].map(isDiskFull)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

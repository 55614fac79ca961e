// What a step writes and prints, and which program runs it: by table.
import { expect, test } from 'vitest';
import { parseActionReference } from '../../src/workflows/runner/action-reference.ts';
import { parsePairs, parsePaths } from '../../src/workflows/runner/command-file.ts';
import { annotationOf, describeAnnotation, parseLogCommand } from '../../src/workflows/runner/log-command.ts';
import { shellCall } from '../../src/workflows/runner/shells.ts';
import { conclude, mergeStatus } from '../../src/workflows/runner/step-status.ts';

test.each<readonly [string, readonly (readonly [string, string])[]]>([
  [
    'a=1\n\nb=x=y\n',
    [
      ['a', '1'],
      ['b', 'x=y'],
    ],
  ],
  ['a=', [['a', '']]],
  [
    'a<<END\none\n\ntwo\nEND\nb=2\n',
    [
      ['a', 'one\n\ntwo'],
      ['b', '2'],
    ],
  ],
  ['a<<END\nEND\n', [['a', '']]],
  ['a=b<<c\n', [['a', 'b<<c']]],
  ['a<<x=y\n1\nx=y\n', [['a', '1']]],
  ['a=1\r\n', [['a', '1\r']]],
  ['', []],
])('the pairs of %j', (text, pairs) => {
  expect(parsePairs(text)).toEqual({ pairs });
});

test.each([
  ['no pair\n', "Invalid format 'no pair'"],
  ['=1\n', "Invalid format '=1': it has no name"],
  ['a<<\nx\n', "Invalid format 'a<<': name and delimiter must not be empty"],
  ['a<<END\nx\n', "Invalid value for 'a': the delimiter 'END' was not found"],
])('%j is no file of pairs', (text, failed) => {
  expect(parsePairs(text)).toEqual({ failed });
});

test('a file of paths has one in each line that is not empty', () => {
  expect(parsePaths('/a b\n\n/c\n')).toEqual(['/a b', '/c']);
});

test.each([
  ['::error file=a.ts,line=3,title=A%2C B::it %25 broke%0Ahere', 'error: A, B: it % broke\nhere (a.ts:3)'],
  ['  ::warning::careful', 'warning: careful'],
  ['##[error file=x]old', 'error: old (x)'],
  ['::NOTICE::word', 'notice: word'],
  ['::error line=x,file=f::m', 'error: m (f)'],
])('%s is an annotation', (line, text) => {
  const command = parseLogCommand(line);
  const annotation = command && annotationOf(command);
  expect(annotation && describeAnnotation(annotation)).toBe(text);
});

test.each(['plain text', '::', ':: ::x', 'a ::error::b', '##[', '::error only'])(
  '%j is no command',
  (line) => {
    expect(parseLogCommand(line)).toBeUndefined();
  },
);

const onMachine = (name: string) => name === 'bash' || name === 'python3';
const file = (extension: string) => `/t/s${extension}`;

test.each<readonly [string | undefined, readonly string[]]>([
  [undefined, ['bash', '-e', '/t/s.sh']],
  ['bash', ['bash', '--noprofile', '--norc', '-e', '-o', 'pipefail', '/t/s.sh']],
  ['sh', ['sh', '-e', '/t/s.sh']],
  ['python', ['python3', '/t/s.py']],
  ['pwsh', ['pwsh', '-command', ". '/t/s.ps1'"]],
  ['perl -w {0}', ['perl', '-w', '/t/s']],
])('the shell %s', (shell, words) => {
  const call = shellCall(shell, { script: 'x', fileFor: file }, onMachine);
  expect('program' in call && [call.program, ...call.args]).toEqual(words);
});

test('without bash the own shell is sh, and a shell without a place for the file is refused', () => {
  const call = shellCall(undefined, { script: 'x', fileFor: file }, () => false);
  expect(call).toMatchObject({ program: 'sh', args: ['-e', '/t/s.sh'] });
  expect(shellCall('fish', { script: 'x', fileFor: file }, onMachine)).toHaveProperty('failed');
  expect(shellCall('cmd', { script: 'x', fileFor: file }, onMachine)).toHaveProperty('failed');
});

test.each([
  ['actions/checkout@v4', { kind: 'remote', repository: 'actions/checkout', path: '', ref: 'v4' }],
  ['o/r/a/b@main', { kind: 'remote', repository: 'o/r', path: 'a/b', ref: 'main' }],
  ['./.github/actions/x', { kind: 'workspace', path: './.github/actions/x' }],
  ['$/actions/x', { kind: 'repository', path: 'actions/x' }],
  ['docker://alpine:3', { kind: 'image', image: 'alpine:3' }],
])('%s names an action', (uses, reference) => {
  expect(parseActionReference(uses)).toEqual(reference);
});

test('what has no ref, and what has no owner, is no action', () => {
  for (const uses of ['actions/checkout', 'checkout@v4', '@v4'])
    expect(parseActionReference(uses)).toHaveProperty('failed');
});

test('a failed step that may fail leaves the job green, and a cancelled job stays cancelled', () => {
  expect(conclude('failure', true)).toBe('success');
  expect(conclude('cancelled', true)).toBe('cancelled');
  expect(mergeStatus('success', 'skipped')).toBe('success');
  expect(mergeStatus('failure', 'success')).toBe('failure');
  expect(mergeStatus('cancelled', 'failure')).toBe('cancelled');
});

// What a step writes and prints, and which program runs it: by table.
import { expect, test } from 'vitest';
import { parseActionReference } from '../../../src/workflows/runner/action-reference.ts';
import { parsePairs, parsePaths } from '../../../src/workflows/runner/command-file.ts';
import {
  annotationOf,
  describeAnnotation,
  parseLogCommand,
} from '../../../src/workflows/runner/log-command.ts';
import { shellCall } from '../../../src/workflows/runner/shells.ts';
import { conclude, mergeStatus } from '../../../src/workflows/runner/step-status.ts';

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
  ['\uFEFFa=1\n', [['a', '1']]],
  [
    'a==b\nb=c=\nc==\n',
    [
      ['a', '=b'],
      ['b', 'c='],
      ['c', '='],
    ],
  ],
  [
    'a<<=E\n1\n=E\nb<<<E\n2\n<E\n',
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  ['a<<E\n E\nE\n', [['a', ' E']]],
  ['a<<E\n\nx\n\nE\n', [['a', '\nx\n']]],
  ['a<<E\nx=y\nE', [['a', 'x=y']]],
  ['', []],
])('the pairs of %j', (text, pairs) => {
  expect(parsePairs(text)).toEqual({ pairs });
});

test.each([
  ['no pair\n', "Invalid format 'no pair'"],
  ['=1\n', "Invalid format '=1': it has no name"],
  ['a<<\nx\n', "Invalid format 'a<<': name and delimiter must not be empty"],
  ['a<<END\nx\n', "Invalid value for 'a': the delimiter 'END' was not found"],
  ['a<<END one END', "Invalid value for 'a': the delimiter 'END one END' was not found"],
  ['a<<END one\ntwo END', "Invalid value for 'a': the delimiter 'END one' was not found"],
])('%j is no file of pairs', (text, failed) => {
  expect(parsePairs(text)).toEqual({ failed });
});

test('a file of paths has one in each line that is not empty', () => {
  expect(parsePaths('/a b\n\n/c\n')).toEqual(['/a b', '/c']);
  expect(parsePaths('\uFEFF/a\r\n/b\r/c')).toEqual(['/a', '/b', '/c']);
});

test.each([
  ['::error file=a.ts,line=3,title=A%2C B::it %25 broke%0Ahere', 'error: A, B: it % broke\nhere (a.ts:3)'],
  ['  ::warning::careful', 'warning: careful'],
  ['##[error file=x]old', 'error: old (x)'],
  ['::NOTICE::word', 'notice: word'],
  ['::error line=x,file=f::m', 'error: m (f)'],
  ['::error file=,line=,title=::m', 'error: m'],
  ['::warning file=f,endLine=3::m', 'warning: m (f:3)'],
  ['::warning file=f,line=4,endLine=3::m', 'warning: m (f)'],
  ['::warning file=f,line=,endLine=3::m', 'warning: m (f:3)'],
  ['::warning file=f,line=1,endLine=2,col=1,endColumn=2::m', 'warning: m (f:1)'],
  ['::unknown::##[notice]of the older kind', 'notice: of the older kind'],
])('%s is an annotation', (line, text) => {
  const command = parseLogCommand(line);
  const annotation = command && annotationOf(command);
  expect(annotation && describeAnnotation(annotation)).toBe(text);
});

test.each<readonly [string, object]>([
  ['##[notice k1=v1;]msg', { properties: { k1: 'v1' }, data: 'msg' }],
  ['##[notice]', { properties: {}, data: '' }],
  ['##[notice k1=%3B=%0D=%0A=%5D;]%3B-%0D-%0A-%5D', { properties: { k1: ';=\r=\n=]' }, data: ';-\r-\n-]' }],
  ['##[notice k1=%253B=%255D;]%253B-%250D', { properties: { k1: '%3B=%5D' }, data: '%3B-%0D' }],
  ['##[notice k1=;k2=;]', { properties: {}, data: '' }],
  ['>>>   ##[notice k1=v1;]msg', { properties: { k1: 'v1' }, data: 'msg' }],
  ['::notice k1=v1,::msg', { properties: { k1: 'v1' }, data: 'msg' }],
  ['::notice::', { properties: {}, data: '' }],
  [
    '::notice k1=;=%2C=%0D=%0A=]=%3A,::;-%0D-%0A-]-:-,',
    { properties: { k1: ';=,=\r=\n=]=:' }, data: ';-\r-\n-]-:-,' },
  ],
  ['::notice k1=;=%252C=%253A,::;-%250A-]', { properties: { k1: ';=%2C=%3A' }, data: ';-%0A-]' }],
  ['::notice k1=,k2=,::', { properties: {}, data: '' }],
  ['   ::notice k1=v1,::msg', { properties: { k1: 'v1' }, data: 'msg' }],
])('the parts of %s', (line, parts) => {
  expect(parseLogCommand(line)).toEqual({ name: 'notice', ...parts });
});

test('the token that ends a pause is a command while it lasts', () => {
  expect(parseLogCommand('::A Token::', 'a')).toMatchObject({ name: 'a' });
  expect(parseLogCommand('##[tOken]', 'Token')).toMatchObject({ name: 'token' });
  expect(parseLogCommand('::token::')).toBeUndefined();
});

test.each(['plain text', '::', ':: ::x', 'a ::error::b', '##[', '::error only', '::other::x', '##[other]x'])(
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

// Why a path of a build could not be run, each tried by the shells that say it in their words.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BuildGround, spec } from '../../rig/build.ts';

let ground: BuildGround;
beforeAll(async () => {
  ground = await BuildGround.open();
});
afterAll(async () => ground[Symbol.asyncDispose]());

const source = {
  'scripts/build.sh': '#!/bin/sh\necho built\n',
  'scripts/crlf.sh': '#!/bin/sh\r\necho hi\r\n',
  'scripts/env-crlf.sh': '#!/usr/bin/env node\r\nconsole.log(1)\r\n',
  'scripts/python2.sh': '#!/opt/none/python2\n',
  'scripts/env-none.sh': '#!/usr/bin/env no-such-interpreter\n',
  'scripts/lines.sh': 'foo\r\nset -e\r\n',
  'scripts/plain.sh': 'echo hi\n',
};
const executable = 'chmod +x scripts/crlf.sh scripts/env-crlf.sh scripts/python2.sh scripts/env-none.sh';

describe.each(['/bin/sh', 'bash'])('%s', (shell) => {
  test.each<[string, string, RegExp]>([
    [
      'a file that is missing',
      './scripts/biuld.sh',
      /"\.\/scripts\/biuld\.sh" does not exist.*There is "build\.sh"/,
    ],
    [
      'a path without a dot',
      'tools/none.sh',
      /"tools\/none\.sh" does not exist, seen from the root of the source/,
    ],
    ['a file that is missing below', 'cd scripts && ./none.sh', /seen from the folder scripts of the source/],
    ['a script that a shell was to read', 'sh scripts/none.sh', /"scripts\/none\.sh" does not exist/],
    ['a script that bash was to read', 'bash none.sh', /"none\.sh" does not exist/],
    [
      'CRLF after the shebang',
      './scripts/crlf.sh',
      /"\.\/scripts\/crlf\.sh" has Windows line endings.*"\/bin\/sh\\r"/,
    ],
    ['CRLF after env', './scripts/env-crlf.sh', /Windows line endings/],
    ['CRLF in a script that is read', 'bash scripts/lines.sh; exit 127', /Windows line endings/],
    [
      'an interpreter that is missing',
      './scripts/python2.sh',
      /needs the interpreter "\/opt\/none\/python2"/,
    ],
    ['an interpreter that env does not find', './scripts/env-none.sh', /needs "no-such-interpreter"/],
    [
      'a script that is not executable',
      './scripts/plain.sh',
      /"\.\/scripts\/plain\.sh" is not executable: "git update-index --chmod=\+x scripts\/plain\.sh"/,
    ],
    ['a folder', './scripts', /"\.\/scripts" is a folder/],
    ['a program that is missing', 'no-such-program --version', /"no-such-program" is not on this machine/],
  ])('explains %s', async (_, command, expected) => {
    const { result } = await ground.build({
      source,
      buildspec: spec({ build: [executable, command] }, { env: { shell } }),
    });
    if (result.status !== 'Failed') throw new Error('the command succeeded');
    expect(result.error.remedy).toMatch(expected);
  });
});

test('says nothing of a path that a program of its own complains of', async () => {
  const { result } = await ground.build({ source, buildspec: spec({ build: ['ls /no/such/folder'] }) });
  if (result.status !== 'Failed') throw new Error('the command succeeded');
  expect(result.error.remedy).toBeUndefined();
});

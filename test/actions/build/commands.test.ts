// How commands run: what carries over between them, with real shells.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BuildGround, spec } from '../../rig/build.ts';

let ground: BuildGround;
beforeAll(async () => {
  ground = await BuildGround.open();
});
afterAll(async () => ground[Symbol.asyncDispose]());

async function outputOf(shell: string, commands: readonly string[], more: object = {}) {
  const buildspec = spec({ build: commands }, { env: { shell, ...more } });
  return (await ground.build({ buildspec, source: { 'dir/file': 'x' } })).output;
}

describe.each(['/bin/sh', 'bash'])('under %s', (shell) => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['a plain assignment is carried', ['FOO=bar', 'echo "$FOO"'], ['bar']],
    ['a plain assignment is exported', ['FOO=bar', `sh -c 'echo "$FOO"'`], ['bar']],
    ['an exported variable is carried', ['export FOO="a b"', 'echo "$FOO"'], ['a b']],
    ['a value of several lines is carried', [`FOO="a\n  b'c"`, 'echo "$FOO"'], ['a', `  b'c`]],
    ['the working directory is carried', ['cd dir', 'ls'], ['file']],
    ['`cd -` knows the folder before', ['cd dir', 'cd - > /dev/null', 'ls'], ['dir']],
    ['an unset variable stays unset', ['unset CODEBUILD_CI', 'echo "${CODEBUILD_CI-none}"'], ['none']],
    ['a function is not carried', ['f() { echo f; }', 'f 2> /dev/null || echo gone'], ['gone']],
    ['an alias is not carried', [`alias f='echo f'`, 'f 2> /dev/null || echo gone'], ['gone']],
    ['`set -e` is not carried', ['set -e', 'false; echo on'], ['on']],
    ['a trap is not carried', [`trap 'echo trapped' EXIT`, 'echo next'], ['trapped', 'next']],
    ['the umask is not carried', ['umask 077', 'umask'], ['0022']],
    ['noclobber neither', ['set -C', 'echo a > f', 'echo b > f; cat f'], ['b']],
    ['`exit 0` loses what the command set', ['X=1; exit 0', 'echo "${X-lost}"'], ['lost']],
    ['`exit 0` loses where the command went', ['cd dir; exit 0', 'ls'], ['dir']],
    [
      'a background process lives on',
      ['sleep 60 & echo $! > pid', 'kill $(cat pid) && echo was there'],
      ['was there'],
    ],
    ['but it is no job of the next shell', ['sleep 60 &', 'jobs; echo none'], ['none']],
    ['a block of lines is one command', ['A=1\nif [ "$A" = 1 ]; then\n  echo yes\nfi'], ['yes']],
    ['only the last status of a block counts', ['false\ntrue', 'echo on'], ['on']],
    ['only the last status of a pipe counts', ['false | true', 'echo on'], ['on']],
    ['`set -e` works inside a block', ['set -e\nfalse\necho off', 'echo off'], []],
    ['the exit status before is known', ['(exit 0)', 'echo "$CODEBUILD_LAST_EXIT"'], ['0']],
    ['standard input is empty', ['cat; echo end'], ['end']],
    ['nothing is a terminal', ['[ -t 0 ] || [ -t 1 ] || echo none'], ['none']],
    ['output and errors keep their order', ['echo 1; echo 2 >&2; echo 3; echo 4 >&2'], ['1', '2', '3', '4']],
  ])('%s', async (_, commands, expected) => {
    expect(await outputOf(shell, commands)).toEqual(expected);
  });

  test('variables and the folder are carried over phases', async () => {
    const { output } = await ground.build({
      source: { 'dir/file': 'x' },
      buildspec: spec(
        { install: ['cd dir', 'A=1'], pre_build: ['B=2'], build: ['ls; echo $A$B'] },
        { env: { shell } },
      ),
    });
    expect(output).toEqual(['file', '12']);
  });
});

test('functions are lost although bash exports them', async () => {
  expect(await outputOf('bash', ['f() { echo f; }; export -f f', 'f 2>&1 | sed "s/.*f:/f:/"'])).toEqual([
    'f: command not found',
  ]);
});

test('the default shell knows no [[, and the failure says what to do', async () => {
  const { result } = await ground.build({ buildspec: spec({ build: ['[[ 1 = 1 ]]'] }) });
  expect(result).toMatchObject({
    status: 'Failed',
    error: {
      command: '[[ 1 = 1 ]]',
      exitCode: 127,
      where: 'BUILD',
      remedy: expect.stringContaining('shell: bash'),
    },
  });
});

test('in version 0.1 nothing is carried', async () => {
  const { output } = await ground.build({
    source: { 'dir/file': 'x' },
    buildspec: {
      version: '0.1',
      environment_variables: { plaintext: { GIVEN: 'g' } },
      phases: { build: { commands: ['cd dir; export A=1', 'ls; echo "${A-none}" $GIVEN'] } },
    },
  });
  expect(output).toEqual(['dir', 'none g']);
});

test('a shell of Windows is refused', async () => {
  const { result, phases } = await ground.build({
    buildspec: spec({ build: ['echo'] }, { env: { shell: 'powershell.exe' } }),
  });
  expect(phases).toContain('DOWNLOAD_SOURCE FAILED');
  expect(result).toMatchObject({ error: { message: expect.stringContaining('exists only on Windows') } });
});

test('what runs in the background goes on writing to the log', async () => {
  const server = 'while [ ! -e asked ]; do sleep 0.002; done; echo served; touch served';
  expect(
    await outputOf('/bin/sh', [
      `(${server}) &`,
      'touch asked; while [ ! -e served ]; do sleep 0.002; done; echo over',
    ]),
  ).toEqual(expect.arrayContaining(['served', 'over']));
});

test('codebuild-tests-run gives a build all files where there is no fan-out, and its status is that of the tests', async () => {
  const search = `--files-search "codebuild-glob-search 'dir/*'"`;
  expect(
    await outputOf('/bin/sh', [
      `codebuild-tests-run --test-command 'echo tests' ${search}`,
      `codebuild-tests-run --test-command 'false' ${search} || echo failed`,
      `codebuild-tests-run --test-command 'echo' ${search} --sharding-strategy odd 2>&1 || echo refused`,
    ]),
  ).toEqual([
    'tests dir/file',
    'failed',
    'codebuild-tests-run: there is no sharding strategy "odd": equal-distribution or stability',
    'refused',
  ]);
});

test('commands of the images are there', async () => {
  expect(
    await outputOf('/bin/sh', [
      'codebuild-breakpoint && codebuild-resume',
      `test "$(codebuild-hash-files 'dir/*')" = "$(printf x | sha256sum | cut -d' ' -f1)" && echo same`,
    ]),
  ).toEqual(['same']);
});

// Node has options of its own, some with names of ours, and looks for them in more places than before the program. Here the
// program runs from its sources, as in a clone.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeProject } from '../rig/project.ts';

const launcher = join(import.meta.dirname, '..', '..', 'bin', 'slipway.js');
const build = (...commands: readonly string[]) => ({ version: '0.2', phases: { build: { commands } } });
/** What would end or fill with words every Node that took it. */
const harmful = 'NODE_OPTIONS=--require=/no/such/module.js\nNODE_DEBUG=fs,module\n';

/** As a shell starts the command, by its first line, with this Node first on PATH. */
function slipway(cwd: string, ...args: readonly string[]) {
  const env = {
    ...process.env,
    NO_COLOR: '1',
    PATH: `${join(process.execPath, '..')}:${process.env['PATH']}`,
  };
  return spawnSync(launcher, args, { cwd, encoding: 'utf8', env });
}

test.each([
  ['--env-file', 'nope'],
  ['--env-file=nope'],
  ['--env-file', 'folder'],
  ['--env-file-if-exists=nope'],
  ['-e', 'nope'],
])('%s is an option of the command, never of Node', async (...args) => {
  await using app = makeProject();
  app.write('b.yml', build('true'));
  app.write('folder/file', '');
  const { status, stderr } = slipway(app.folder, 'run', 'b.yml', ...args);
  expect(status).toBe(2);
  expect(stderr).toContain('error');
  expect(stderr).not.toMatch(/node: |configuration from/);
});

test('-e names a file of variables that Node does not read, however the command is started', async () => {
  await using app = makeProject();
  app.write('b.yml', build('echo "said $WORD"'));
  app.write('vars', 'WORD=once\n');
  const call = (file: string) =>
    spawnSync(process.execPath, [launcher, 'run', 'b.yml', '-e', file], {
      cwd: app.folder,
      encoding: 'utf8',
    });
  expect(call('nope')).toMatchObject({ status: 2, stderr: expect.stringContaining('nope cannot be read') });
  expect(call('vars').stdout).toContain('said once');
});

test('the launcher needs no more than a shell and Node, and passes its arguments on as they are', () => {
  const [first, second] = readFileSync(launcher, 'utf8').split('\n');
  expect(first).toBe('#!/bin/sh');
  // What the shell does with the second line, with a program in place of Node that prints what it is given.
  const print = (second ?? '').replace('exec node', 'exec printf "%s|"');
  const given = ['--env-file', 'a b', "it's", '$HOME', ''];
  const said = spawnSync('/bin/sh', ['-c', print, 'LAUNCHER', ...given], { encoding: 'utf8' });
  expect(said).toMatchObject({ stderr: '', stdout: `--|LAUNCHER|${given.join('|')}|` });
});

test('NODE_OPTIONS in a file of variables reaches the build and no program of Slipway', async () => {
  await using app = makeProject();
  app.write('b.yml', build('echo "options $NODE_OPTIONS"', 'codebuild-hash-files b.yml'));
  app.write('vars', harmful);
  const { stdout, stderr, status } = await app.run('run', 'b.yml', '--env-file', 'vars');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('options --require=/no/such/module.js');
  expect(stdout).toMatch(/\| [0-9a-f]{64}\n/);
});

test('a file of variables that Node read first has no effect on the program', async () => {
  await using app = makeProject();
  app.write('b.yml', build('echo "options $NODE_OPTIONS"'));
  app.write('vars', 'NODE_OPTIONS=--disable-warning=none --title=taken\n');
  const args = [launcher, 'run', 'b.yml', '--env-file', 'vars'];
  const output = execFileSync(process.execPath, args, { cwd: app.folder, encoding: 'utf8' });
  expect(output).toContain('options --disable-warning=none --title=taken');
});

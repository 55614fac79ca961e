// Node has options of its own, some with names of ours, and looks for them in more places than before the program.
import { execFileSync, spawnSync } from 'node:child_process';
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
])('%s is an option of the command, never of Node', async (...args) => {
  await using app = makeProject();
  app.write('b.yml', build('true'));
  app.write('folder/file', '');
  const { status, stderr } = slipway(app.folder, 'run', 'b.yml', ...args);
  expect(status).toBe(2);
  expect(stderr).toContain('error');
  expect(stderr).not.toMatch(/node: |configuration from/);
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

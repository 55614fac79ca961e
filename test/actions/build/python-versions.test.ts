// The Python that a buildspec asks for, where the machine's first is another. The Pythons are scripts that say a version.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { BuildGround, spec } from '../../rig/build.ts';
import { makeFolder, type TemporaryFolder } from '../../rig/temporary-folder.ts';

/** The file and the version of this machine's own. */
const real = ((): readonly string[] | undefined => {
  const question = 'import os, sys; print(os.path.realpath(sys.executable), "%d.%d" % sys.version_info[:2])';
  const { status, stdout } = spawnSync('python3', ['-c', question], { encoding: 'utf8' });
  return status === 0 ? stdout.trim().split(' ') : undefined;
})();

let ground: BuildGround;
let programs: TemporaryFolder;
beforeAll(async () => {
  [ground, programs] = await Promise.all([BuildGround.open(), makeFolder()]);
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  await ground[Symbol.asyncDispose]();
  await programs[Symbol.asyncDispose]();
});

/** It says its version and where it is, and makes no environments. */
function python(folder: string, name: string, version: string): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  const text = `case "$1" in --version) echo 'Python ${version}';; -c) echo '${file}';; *) exit 1;; esac`;
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
}

/** A machine whose first Python is 2.0.1, with these next to it. */
function stubMachine(name: string): { readonly bin: string; readonly pyenv: string } {
  const bin = join(programs.path, name, 'bin');
  const pyenv = join(programs.path, name, 'pyenv');
  python(bin, 'python3', '2.0.1');
  vi.stubEnv('PATH', `${bin}${delimiter}${process.env['PATH'] ?? ''}`);
  vi.stubEnv('PYENV_ROOT', pyenv);
  return { bin, pyenv };
}

const asking = (version: string) =>
  spec({ install: { 'runtime-versions': { python: version }, commands: ['python3 --version'] } });

test('is the newest of pyenv that has the version', async () => {
  const { pyenv } = stubMachine('with-pyenv');
  for (const version of ['2.98.2', '2.98.10', '2.99.1'])
    python(join(pyenv, 'versions', version, 'bin'), 'python3', version);
  const { result, log, progress } = await ground.build({
    buildspec: asking('2.98'),
    options: { strictRuntimes: true },
  });
  expect(result.status).toBe('Succeeded');
  expect(log).toContain('Python 2.98.10');
  expect(JSON.stringify(progress)).not.toContain('this machine has');
});

test('is the one that has the version in its name', async () => {
  const { bin } = stubMachine('by-name');
  python(bin, 'python2.97', '2.97.4');
  const { result, log } = await ground.build({
    buildspec: asking('2.97'),
    options: { strictRuntimes: true },
  });
  expect(result.status).toBe('Succeeded');
  expect(log).toContain('Python 2.97.4');
});

test('is the one that has the version in its name today, not where it lay before', async () => {
  const { bin } = stubMachine('moved');
  const before = join(programs.path, 'moved', 'before');
  python(before, 'python2.95', '2.95.1');
  vi.stubEnv('PATH', `${before}${delimiter}${process.env['PATH'] ?? ''}`);
  expect((await ground.build({ buildspec: asking('2.95') })).log).toContain('Python 2.95.1');
  rmSync(before, { recursive: true });
  python(bin, 'python2.95', '2.95.2');
  const { result, log } = await ground.build({
    buildspec: asking('2.95'),
    options: { strictRuntimes: true },
  });
  expect(result.status).toBe('Succeeded');
  expect(log).toContain('Python 2.95.2');
});

test.skipIf(real === undefined)(
  'is kept by the file that it is, not by its name in an environment',
  async () => {
    const [program = '', version = ''] = real ?? [];
    const { bin } = stubMachine('in-environment');
    symlinkSync(program, join(bin, `python${version}`));
    const { result } = await ground.build({
      buildspec: asking(version),
      options: { strictRuntimes: true },
    });
    expect(result.status).toBe('Succeeded');
    const kept = join(ground.state.path, 'cache', `python-own-${version}`);
    expect(readdirSync(kept).toSorted()).toEqual(['python', 'python3']);
    expect(readlinkSync(join(kept, 'python3'))).toBe(program);
  },
);

test('is the first of the machine where there is no other, and the difference is reported', async () => {
  stubMachine('alone');
  const { result, log, progress } = await ground.build({ buildspec: asking('2.96') });
  expect(result.status).toBe('Succeeded');
  expect(log).toContain('Python 2.0.1');
  expect(JSON.stringify(progress)).toContain(
    'The buildspec requests python 2.96, and this machine has 2.0.1',
  );
});

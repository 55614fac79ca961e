// A Python of the build's own. On AWS `pip install` changes a machine that is thrown away; here the machine is the user's,
// and its Python often refuses to be changed at all (PEP 668). A virtual environment takes what a build installs, and
// goes with the build's home folder.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newId } from '../../lib/id.ts';
import type { Buildspec } from '../../model/build.ts';
import type { ActionState } from '../provider.ts';
import type { BuildFolders } from './build-folders.ts';
import { runCommand } from '../../process/run-command.ts';
import { capture, type BuildMachine } from './build-machine.ts';

/** The variables that lead to it, when the buildspec chooses a Python and the machine has one. */
export async function pythonRuntime(
  { phases }: Buildspec,
  {
    folders,
    machine,
    state,
  }: { readonly folders: BuildFolders; readonly machine: BuildMachine; readonly state: ActionState },
): Promise<Readonly<Record<string, string>>> {
  const isChosen = phases.install?.runtimeVersions?.['python'] !== undefined;
  if (!isChosen || machine.container !== undefined) return {};
  const folder = join(folders.home, '.python');
  const here = machine.outside(folder);
  const made = await capture(machine, ['python3', '-m', 'venv', '--without-pip', folder]);
  const pip = made === undefined ? undefined : await pipFor(machine, state);
  if (pip === undefined) {
    await rm(here, { recursive: true, force: true });
    return {};
  }
  // What was compiled counts by the time of its source.
  await cp(join(pip, 'lib'), join(here, 'lib'), { recursive: true, preserveTimestamps: true });
  for (const name of ['pip', 'pip3']) {
    const file = join(here, 'bin', name);
    await writeFile(file, `#!/bin/sh\nexec '${join(folder, 'bin', 'python')}' -m pip "$@"\n`);
    await chmod(file, 0o755);
  }
  return { PATH: `${join(folder, 'bin')}:${machine.environment['PATH'] ?? ''}` };
}

/** An environment with pip in it, made once for each Python. Undefined where it cannot be. */
async function pipFor(machine: BuildMachine, state: ActionState): Promise<string | undefined> {
  const python = await onThisMachine(machine, ['-c', 'import sys; print(sys.version, sys.base_prefix)']);
  if (python === undefined) return undefined;
  const id = createHash('sha256').update(python).digest('hex').slice(0, 12);
  const folder = join(state.path, 'cache', `python-${id}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${newId()}`;
  await mkdir(dirname(folder), { recursive: true });
  const isMade =
    (await onThisMachine(machine, ['-c', unpackPip, unfinished])) !== undefined ||
    (await onThisMachine(machine, ['-m', 'venv', '--clear', unfinished])) !== undefined;
  if (!isMade) {
    await rm(unfinished, { recursive: true, force: true });
    return undefined;
  }
  // Another build may have been faster, with the same.
  await rename(unfinished, folder).catch(async () => rm(unfinished, { recursive: true, force: true }));
  return folder;
}

/**
 * What `python3 -m venv` puts into an environment: the wheels that Python brings along. Installed by pip itself they take
 * seconds; unpacked they are the same files (PyPA, "Binary distribution format": a wheel without a data folder is unpacked
 * into site-packages). Debian keeps them in a folder of its own.
 */
const unpackPip = `
import compileall, ensurepip, glob, os, sys, sysconfig, zipfile
own = os.path.join(os.path.dirname(ensurepip.__file__), '_bundled')
places = [sysconfig.get_config_var('WHEEL_PKG_DIR'), own, '/usr/share/python-wheels']
place = next(each for each in places if each and glob.glob(os.path.join(each, 'pip-*.whl')))
version = 'python%d.%d' % sys.version_info[:2]
target = os.path.join(sys.argv[1], 'lib', version, 'site-packages')
names = ['pip'] if sys.version_info >= (3, 12) else ['pip', 'setuptools']
for name in names:
    for wheel in sorted(glob.glob(os.path.join(place, name + '-*.whl')))[-1:]:
        zipfile.ZipFile(wheel).extractall(target)
compileall.compile_dir(os.path.join(target, 'pip'), quiet=2)
`;

/** What other builds must find must not be made on a machine that goes with its build. */
async function onThisMachine(
  { environment }: BuildMachine,
  args: readonly string[],
): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  const { exitCode } = await runCommand({
    file: 'python3',
    args,
    cwd: '/',
    env: { PATH: environment['PATH'] ?? '' },
    mark: 'python',
    endsOn: 'exit',
    timeoutMs: 120_000,
    onOutput: (bytes, stream) => void (stream === 'stdout' && parts.push(bytes)),
  });
  return exitCode === 0 ? Buffer.concat(parts).toString('utf8').trim() : undefined;
}

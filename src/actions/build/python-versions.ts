// The Python that a buildspec asks for, where the first on PATH has another version. CodeBuild's images have several to
// choose from, kept by pyenv; here those of the user's pyenv are taken, and `python3.12` of a distribution.
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rename, symlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { temporaryName } from '../../lib/atomic-file.ts';
import type { Build } from './build.ts';
import { capture, type BuildMachine } from './build-machine.ts';
import { detectRuntime } from './detect-runtime.ts';
import { preferring } from './node-runtime.ts';
import { satisfies } from './select-runtimes.ts';

/** The machine with that Python first on its PATH; as it is when it has it already, or has none of that version. */
export async function withPythonVersion(
  build: Build,
  machine: BuildMachine,
  wanted: string | undefined,
): Promise<BuildMachine> {
  if (machine.container !== undefined || wanted === undefined || !/^\d+\.\d+(\.(\d+|x))?$/.test(wanted))
    return machine;
  const there = await detectRuntime('python', machine);
  if (there !== undefined && satisfies(wanted, there)) return machine;
  const folder = ofPyenv(wanted) ?? (await byName(build, machine, wanted));
  return folder === undefined ? machine : preferring(machine, folder);
}

/** The newest of the user's pyenv that will do. */
export function ofPyenv(wanted: string): string | undefined {
  const versions = join(process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions');
  const [newest] = namesIn(versions)
    .filter((name) => satisfies(wanted, name) && existsSync(join(versions, name, 'bin', 'python3')))
    .toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return newest === undefined ? undefined : join(versions, newest, 'bin');
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** A folder in which `python3` is the `python3.12` of the machine. A name of pyenv that is not chosen there fails. */
async function byName(
  { context: { state } }: Build,
  machine: BuildMachine,
  wanted: string,
): Promise<string | undefined> {
  const version = wanted.split('.').slice(0, 2).join('.');
  // Not the name in an environment that is active now, which will be gone while the link is kept.
  const question = 'import os, sys; print(os.path.realpath(sys.executable))';
  const program = (await capture(machine, [`python${version}`, '-c', question]))?.trim();
  if (program === undefined || !program.startsWith('/')) return undefined;
  const folder = join(state.path, 'cache', `python-own-${version}`);
  await mkdir(folder, { recursive: true });
  for (const name of ['python3', 'python']) {
    const link = join(folder, name);
    const draft = temporaryName(link);
    await symlink(program, draft);
    await rename(draft, link);
  }
  const found = await detectRuntime('python', preferring(machine, folder));
  return found !== undefined && satisfies(wanted, found) ? folder : undefined;
}

// The private Python environment that moto runs in, and that functions in Python have the AWS SDK of: made once in the user's cache folder, for all projects.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageIndexVariables } from '../../account/moto-folder.ts';
import { newId } from '../../lib/id.ts';
import { removeLeftovers } from '../../lib/made-whole.ts';
import { userCacheFolder } from '../../lib/user-cache-folder.ts';

/** Packages with their versions and hashes. Written by `scripts/lock-python.ts`. */
const requirementsFile = join(import.meta.dirname, 'requirements.txt');

/** moto cannot be had on this machine: why, and what the user can do. */
export class NoPython extends Error {
  override readonly name = 'NoPython';
}

export interface Environment {
  /** Absolute path. */
  readonly folder: string;
  readonly python: string;
  readonly variables: Readonly<Record<string, string>>;
}

export interface ProvideOptions {
  readonly onProgress: (line: string) => void;
  /** Of the calling process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Taken up when it is there, otherwise made, which takes half a minute. Other processes may make it at the same time, and
 * each may be killed: it is made under another name, and takes its own when it is complete.
 * @throws NoPython
 */
export async function provideEnvironment({
  onProgress,
  env = process.env,
}: ProvideOptions): Promise<Environment> {
  const folder = environmentFolder(env);
  if (!isThere(folder)) await make(folder, { onProgress, env });
  const pycache = join(folder, 'compiled');
  return { folder, python: pythonIn(folder), variables: { ...passedOn(env), PYTHONPYCACHEPREFIX: pycache } };
}

/** By what is in it: another version of a package is another environment. */
export function environmentFolder(env: Readonly<Record<string, string | undefined>>): string {
  const digest = createHash('sha256').update(readFileSync(requirementsFile)).digest('hex').slice(0, 12);
  return join(userCacheFolder(env), `moto-${digest}-${process.platform}-${process.arch}`);
}

function pythonIn(folder: string): string {
  return join(folder, 'bin', 'python');
}

/** Its Python is a link, and may have been removed from the machine. */
function isThere(folder: string): boolean {
  return existsSync(pythonIn(folder));
}

function passedOn(env: ProvideOptions['env'] & object): Record<string, string> {
  const kept = Object.entries(env).filter(
    ([name, value]) => packageIndexVariables.test(name) && value !== undefined,
  );
  // Its packages are in no other place, whatever the user has set for others.
  return { ...(Object.fromEntries(kept) as Record<string, string>), PIP_USER: '0', LANG: 'C.UTF-8' };
}

async function make(folder: string, { onProgress, env }: Required<ProvideOptions>): Promise<void> {
  const unfinished = `${folder}.${process.pid}-${newId().slice(0, 8)}`;
  const variablesOf = passedOn(env);
  const python = await findPython(variablesOf);
  await mkdir(dirname(folder), { recursive: true });
  await removeLeftovers(folder);
  try {
    onProgress(`Slipway installs moto, once, into ${folder}`);
    await makeVenv(python, unfinished, variablesOf);
    await installPackages(pythonIn(unfinished), { onProgress, variables: variablesOf });
    if (!isThere(folder)) await rm(folder, { recursive: true, force: true });
    await rename(unfinished, folder).catch((error: unknown) => {
      // Another process was faster.
      if (!isThere(folder)) throw error;
    });
    onProgress('moto is installed');
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** The first one on PATH that is new enough. */
async function findPython(env: Readonly<Record<string, string>>): Promise<string> {
  const program = 'import sys; print("%d.%d" % sys.version_info[:2])';
  const found: string[] = [];
  for (const name of ['python3', ...[14, 13, 12, 11, 10].map((minor) => `python3.${minor}`)]) {
    const version = await run(name, ['-c', program], { env }).catch(() => undefined);
    if (version === undefined) continue;
    const [major = 0, minor = 0] = version.trim().split('.').map(Number);
    if (major === 3 && minor >= 10) return name;
    found.push(`${name} is ${version.trim()}`);
  }
  const has = found.length === 0 ? 'there is no "python3" on PATH' : found.join(', ');
  throw new NoPython(`it needs Python 3.10 or newer, and ${has}. Install Python and call again`);
}

async function makeVenv(
  python: string,
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  try {
    await run(python, ['-m', 'venv', folder], { env });
  } catch (error) {
    const reason = lastLine(error);
    throw new NoPython(
      `${python} -m venv failed (${reason}). Where the module is a package of its own, install it (Debian, Ubuntu: apt install python3-venv) and call again`,
      { cause: error },
    );
  }
}

async function installPackages(
  python: string,
  { onProgress, variables: env }: Pick<ProvideOptions, 'onProgress'> & Pick<Environment, 'variables'>,
): Promise<void> {
  const checked = ['--require-hashes', '--only-binary', ':all:', '--no-deps'];
  const quiet = ['--no-compile', '--progress-bar', 'off', '--no-input', '--disable-pip-version-check'];
  const patience = ['--retries', '1', '--timeout', '30'];
  let begun = 0;
  const onLine = (line: string): void => {
    if (!line.startsWith('Collecting ')) return;
    begun += 1;
    onProgress(`moto: package ${begun}, ${line.slice('Collecting '.length).split(' ')[0] ?? ''}`);
  };
  try {
    const args = ['-m', 'pip', 'install', ...checked, ...quiet, ...patience, '-r', requirementsFile];
    await run(python, args, { env, onLine });
  } catch (error) {
    throw new NoPython(
      `pip could not install it (${lastLine(error)}). Call again with a network, or set pip's index (PIP_INDEX_URL) to one that this machine reaches`,
      { cause: error },
    );
  }
}

interface RunOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly onLine?: (line: string) => void;
}

/** What it writes. Rejects with what it says when it ends with a failure. */
async function run(file: string, args: readonly string[], { env, onLine }: RunOptions): Promise<string> {
  return await new Promise((resolve, reject) => {
    const options = { env, encoding: 'utf8' as const, maxBuffer: 16 * 1024 * 1024 };
    const child = execFile(file, args, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(stderr.trim() === '' ? stdout : stderr, { cause: error }));
    });
    child.stdin?.end();
    if (onLine !== undefined && child.stdout !== null)
      createInterface({ input: child.stdout }).on('line', onLine);
  });
}

/** The one that names the cause: pip's errors come before its advice. */
function lastLine(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const named = lines.findLast((line) => line.startsWith('ERROR: '));
  return (named?.slice('ERROR: '.length) ?? lines.at(-1) ?? 'it says no reason').replace(/\.$/, '');
}

// The words by which this program is called from where the user stands.
import { accessSync, constants, readFileSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { quoteWord } from '../lib/quote-word.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Caller {
  /** Of this process. */
  readonly cwd: string;
  readonly env: Environment;
}

const launcher = fileURLToPath(new URL('../../bin/slipway.js', import.meta.url));

/** The folder in which the user's shell stands: npm runs a package's scripts in the folder of the package. */
export function standingFolder({ cwd, env }: Caller): string {
  const { npm_package_json: manifest, INIT_CWD: called } = env;
  const isScript = env['npm_lifecycle_event'] !== undefined && env['npm_command'] !== 'exec';
  return isScript && called && manifest && dirname(manifest) === cwd ? called : cwd;
}

/**
 * `slipway` when the user's PATH leads here; `npx slipway` when the packages of a folder above do; else the launcher
 * itself, started by Node.
 */
export function programName(caller: Caller): string {
  const folder = standingFolder(caller);
  if (userPath(caller.env).some((each) => leadsHere(join(each, 'slipway')))) return 'slipway';
  const packages = parents(folder).map((each) => join(each, 'node_modules', '.bin', 'slipway'));
  if (packages.some(leadsHere)) return 'npx slipway';
  const near = relative(folder, launcher);
  return `node ${quoteWord(near.length < launcher.length ? near : launcher)}`;
}

/** Without the folders that npm puts in front while it runs something. */
function userPath(env: Environment): readonly string[] {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((each) => each !== '');
  if (env['npm_execpath'] === undefined) return folders;
  return folders.filter((each) => !/[\\/](node_modules[\\/]\.bin|node-gyp-bin)$/.test(each));
}

function parents(folder: string): readonly string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...parents(above)];
}

/** Package managers link to the launcher, or write a script that starts it. */
function leadsHere(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    const real = realpathSync(file);
    return real === realpathSync(launcher) || readFileSync(real, 'utf8').includes(launcher);
  } catch {
    return false;
  }
}

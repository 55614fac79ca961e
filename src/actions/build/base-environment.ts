// The environment that stands in for the image's: not the user's, only what leads to the machine's programs and network.
import { dirname } from 'node:path';
import { networkVariables } from '../../lib/network-variables.ts';

/** Where programs and their parts lie when they are not where they usually are. */
const toolVariables = [
  'JAVA_HOME',
  'GOROOT',
  'PYENV_ROOT',
  'RBENV_ROOT',
  'NVM_DIR',
  'SDKMAN_DIR',
  'RUSTUP_HOME',
  'DOTNET_ROOT',
];

const usualPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * No locale is set, which gives POSIX as in CodeBuild. HOME is a folder of the build's own; on AWS it is always /root
 * (CodeBuild user guide, "Environment variables in build environments").
 */
export function baseEnvironment(
  machine: NodeJS.ProcessEnv,
  folders: { readonly home: string; readonly tools: string },
): Readonly<Record<string, string>> {
  const kept = [...toolVariables, ...networkVariables].flatMap((name) => {
    const value = machine[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(kept),
    PATH: `${folders.tools}:${machinePath(machine)}`,
    HOME: folders.home,
  };
}

/** Without the folders that `npm start` puts in front, which belong to whatever was started and not to the machine. */
export function machinePath(machine: NodeJS.ProcessEnv): string {
  const parts = (machine['PATH'] ?? '').split(':');
  const own = parts.filter((part) => part !== '' && !/\/node_modules\/\.bin$|\/node-gyp-bin$/.test(part));
  return own.length === 0 ? usualPath : own.join(':');
}

/**
 * Folders of this machine in which programs lie, for a build whose own home or /tmp would hide them: what PATH names, with
 * what belongs to it, and what the variables of tools name.
 */
export function machineTools(machine: NodeJS.ProcessEnv): readonly string[] {
  const named = toolVariables.flatMap((name) => machine[name] ?? []);
  const folders = machinePath(machine).split(':').flatMap(withParts);
  return [...folders, ...named].filter((path) => path.startsWith('/'));
}

/**
 * A program in `bin` usually has its parts next to that folder. Cargo and Go keep there what a build would take for its own
 * cache, and their programs stand alone; those of rustup have their parts in a folder of their own.
 */
function withParts(folder: string): readonly string[] {
  if (folder.endsWith('/.cargo/bin')) return [folder, folder.replace(/\.cargo\/bin$/, '.rustup')];
  if (folder.endsWith('/go/bin')) return [folder];
  return [/\/(?:s?bin|shims)$/.test(folder) ? dirname(folder) : folder];
}

// The command that starts a namespace host: its folders made, its mounts planned, its script written.
import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defined } from '../../lib/defined.ts';
import { currentUser } from '../../lib/current-user.ts';
import { compileCacheFolder } from '../../process/compile-cache.ts';
import { planMounts } from '../../process/machine/mount-plan.ts';
import { accountPaths, furnishHost, type Furnishing } from './furnish-host.ts';
import { holderScript, insideProgram, type NamespaceOptions } from './namespace-script.ts';
import { hostLayer, layersSkeleton, makeSkeleton } from '../../process/machine/skeleton.ts';

/**
 * `sh -c` with the whole life of the host. Every folder named in the options must exist. Without a furnishing the host
 * has the accounts of this machine.
 */
export function namespaceCommand(
  options: Pick<NamespaceOptions, 'hostPath' | 'socketsFolder' | 'givenFolder' | 'record' | 'firstProcess'>,
  furnishing?: Furnishing,
): { readonly file: string; readonly args: readonly string[] } {
  const privileged = currentUser().uid === 0;
  const { mounts: planned, writable } = planMounts(privileged);
  // A container may have these from outside, each as a mount of its own, which would hide those of the host.
  const own: ReadonlySet<string> = new Set(furnishing === undefined ? [] : Object.values(accountPaths));
  const mounts = planned.filter(({ path }) => !own.has(path));
  makeSkeleton(options.hostPath, layersSkeleton({ mounts, writable, layer: hostLayer }));
  if (furnishing !== undefined) furnishHost(options.hostPath, mounts, furnishing);
  const cacheFolder = compileCacheFolder();
  mkdirSync(cacheFolder, { recursive: true });
  const programs = furnishing?.programs.map(({ file }) => file) ?? [];
  const visible = [programFolder(), process.execPath, ...programs.flatMap(installationOf)];
  const hidden = usersKeys();
  const program = shownProgram(hidden);
  const script = holderScript({
    ...options,
    mounts,
    privileged,
    cacheFolder,
    visible,
    hidden,
    ...defined({ program }),
  });
  return { file: '/bin/sh', args: ['-c', script] };
}

/** Where the host finds a file that this program needs: first as it is now, if it lies in its folder, then by its own path. */
export function placesInHost(file: string): readonly string[] {
  const below = relative(programFolder(), file);
  return below.startsWith('..') || programFolder() === '' ? [file] : [join(insideProgram, below), file];
}

/** Undefined where it would show what is hidden. */
function shownProgram(hidden: readonly string[]): string | undefined {
  const folder = programFolder();
  return hidden.some((path) => path.startsWith(`${folder}/`)) ? undefined : folder;
}

/** Where the user has keys for AWS; below /tmp and /run a host sees nothing of this machine anyway. */
function usersKeys(): readonly string[] {
  const folder = join(currentUser().homedir, '.aws');
  return existsSync(folder) && !/^\/(tmp|run)\//.test(folder) ? [folder] : [];
}

/** A program brings what lies around it: `PREFIX/bin/npm` needs `PREFIX/lib`. One that has gone since brings nothing. */
function installationOf(file: string): readonly string[] {
  const real = realPathOf(file);
  if (real === undefined) return [];
  const prefix = dirname(dirname(real));
  return [dirname(file), prefix].filter((folder) => folder !== '/' && !/^\/(tmp|run)$/.test(folder));
}

function realPathOf(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}

/** The folder that holds this program and what it depends on: above the outermost node_modules, or the package. */
function programFolder(): string {
  const here = fileURLToPath(import.meta.url);
  const modules = here.indexOf('/node_modules/');
  return modules === -1 ? dirname(dirname(dirname(dirname(here)))) : here.slice(0, modules);
}

// The command that starts a namespace host: its folders made, its mounts planned, its script written.
import { mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { planMounts } from './mount-plan.ts';
import { holderScript, type NamespaceOptions } from './namespace-script.ts';
import { prepareLayers } from './prepare-layers.ts';

/** `sh -c` with the whole life of the host. Every folder named in the options must exist. */
export function namespaceCommand(
  options: Pick<NamespaceOptions, 'hostPath' | 'socketsFolder' | 'givenFolder' | 'record' | 'firstProcess'>,
): { readonly file: string; readonly args: readonly string[] } {
  const privileged = userInfo().uid === 0;
  const { mounts, writable } = planMounts(privileged);
  prepareLayers(options.hostPath, mounts, writable);
  const cacheFolder = compileCacheFolder();
  mkdirSync(cacheFolder, { recursive: true });
  const visible = [programFolder(), process.execPath];
  const script = holderScript({ ...options, mounts, privileged, cacheFolder, visible });
  return { file: '/bin/sh', args: ['-c', script] };
}

export function compileCacheFolder(): string {
  return process.env['NODE_COMPILE_CACHE'] ?? join(tmpdir(), 'node-compile-cache');
}

/** The folder that holds this program and what it depends on: above the outermost node_modules, or the package. */
function programFolder(): string {
  const here = fileURLToPath(import.meta.url);
  const modules = here.indexOf('/node_modules/');
  return modules === -1 ? dirname(dirname(dirname(dirname(here)))) : here.slice(0, modules);
}

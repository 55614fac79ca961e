// Where a job lives: GitHub's `/home/runner/work/REPOSITORY/REPOSITORY` and what lies around it, as the steps see it and as
// this process does.
import { mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { removeTree } from '../../lib/remove-tree.ts';
import type { MachineIsolation } from '../../process/machine/machine.ts';
import { machineFolder, workspaceFor } from '../build/build-folders.ts';

export interface JobFolders {
  readonly isolation: MachineIsolation;
  /** Absolute, for this process: all that the job has lies below. */
  readonly work: string;
  /** For this process: its `home` and its `/tmp`. */
  readonly own: Readonly<Record<'runner' | 'tmp', string>>;
  /** The following are paths of the job's machine. */
  readonly home: string;
  readonly workspace: string;
  readonly temp: string;
  readonly tools: string;
  readonly actions: string;
  /** Where a path below `home` lies for this process. */
  readonly here: (path: string) => string;
}

/** Makes all folders anew and empty, also when an earlier try of the same job left something in them. */
export async function makeJobFolders(
  workFolder: string,
  isolation: MachineIsolation,
  repository: string,
): Promise<JobFolders> {
  const work = isolation === 'folder' ? workspaceFor(workFolder) : join(workFolder, 'job');
  if (existsSync(work)) await removeTree(work);
  const own = { runner: join(work, 'runner'), tmp: join(work, 'tmp') };
  const home = isolation === 'namespace' ? '/home/runner' : own.runner;
  const name = repository.slice(repository.indexOf('/') + 1);
  const folders: JobFolders = {
    isolation,
    work,
    own,
    home,
    workspace: join(home, 'work', name, name),
    temp: join(home, 'work', '_temp'),
    tools: join(home, 'work', '_tool'),
    actions: join(home, 'work', '_actions'),
    here: (path) =>
      path === home || path.startsWith(`${home}/`) ? join(own.runner, path.slice(home.length)) : path,
  };
  const { workspace, temp, tools, actions } = folders;
  for (const folder of [own.tmp, ...[workspace, temp, tools, actions].map(folders.here)])
    await mkdir(folder, { recursive: true });
  return folders;
}

/** Removes what lies outside of the work folder of the action, which removes its own. */
export async function removeJobFolders({ work, isolation }: JobFolders): Promise<void> {
  if (isolation === 'folder') await removeTree(work);
}

/** Where the machine of the job has its layers, for this process. */
export function layersFolder(folders: JobFolders): string {
  return machineFolder(folders);
}

/** Where a `sudo` lies for machines that have none. In the machine; the last folder of PATH. */
export function sudoFolder({ tools }: Pick<JobFolders, 'tools'>): string {
  return join(tools, 'sudo', 'bin');
}

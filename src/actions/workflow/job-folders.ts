// Where a job lives: GitHub's `/home/runner/work/REPOSITORY/REPOSITORY` and what lies around it, as the steps see it and as
// this process does.
import { existsSync, mkdirSync } from 'node:fs';
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
  /** Where a path of the machine lies for this process: only those of the job's own folders are elsewhere. */
  readonly here: (path: string) => string;
  /** Of a container: what of this machine lies where in it. */
  readonly mounts: readonly Mount[];
}

interface Mount {
  /** In the container. */
  readonly path: string;
  readonly folder: string;
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
  const name = repository.slice(repository.indexOf('/') + 1);
  const folders: JobFolders =
    isolation === 'container'
      ? inContainer({ work, own }, name)
      : onMachine({ work, own }, { isolation, name });
  const { workspace, temp, tools, actions } = folders;
  const all = [workspace, temp, tools, actions, folders.home].map(folders.here);
  for (const folder of [own.tmp, ...all]) mkdirSync(folder, { recursive: true });
  return folders;
}

type Place = Pick<JobFolders, 'work' | 'own'>;

function onMachine(
  { work, own }: Place,
  { isolation, name }: { readonly isolation: MachineIsolation; readonly name: string },
): JobFolders {
  const home = isolation === 'namespace' ? '/home/runner' : own.runner;
  return {
    isolation,
    work,
    own,
    home,
    workspace: join(home, 'work', name, name),
    temp: join(home, 'work', '_temp'),
    tools: join(home, 'work', '_tool'),
    actions: join(home, 'work', '_actions'),
    here: hereBy([{ path: home, folder: own.runner }], (path) => path),
    mounts: [],
  };
}

/** The paths that a runner has in a container (actions/runner, ContainerInfo). What lies on no mount is nowhere here. */
function inContainer({ work, own }: Place, name: string): JobFolders {
  const mounts = [
    { path: '/__w', folder: join(own.runner, 'work') },
    { path: '/github/home', folder: join(own.runner, 'home') },
  ];
  return {
    isolation: 'container',
    work,
    own,
    home: '/github/home',
    workspace: join('/__w', name, name),
    temp: '/__w/_temp',
    tools: '/__w/_tool',
    actions: '/__w/_actions',
    here: hereBy(mounts, (path) => join(own.tmp, 'not-mounted', path)),
    mounts,
  };
}

function hereBy(mounts: readonly Mount[], otherwise: (path: string) => string): JobFolders['here'] {
  return (path) => {
    const mount = mounts.find((each) => path === each.path || path.startsWith(`${each.path}/`));
    return mount === undefined ? otherwise(path) : join(mount.folder, path.slice(mount.path.length));
  };
}

/** Removes what lies outside of the work folder of the action, which removes its own. */
export async function removeJobFolders({ work, isolation }: JobFolders): Promise<void> {
  if (isolation === 'folder') await removeTree(work);
}

/** Where the machine of the job has its layers, for this process. */
export function layersFolder(folders: JobFolders): string {
  return machineFolder(folders);
}

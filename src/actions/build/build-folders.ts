// Where a build lives: CodeBuild's `/codebuild/output` and its home, as the commands see them and as this process does.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { currentUser } from '../../lib/current-user.ts';
import type { MachineIsolation } from '../../process/machine/machine.ts';
import { removeTree } from '../../lib/remove-tree.ts';

export interface BuildFolders {
  readonly isolation: MachineIsolation;
  /** Absolute, for this process: all that the build has lies below. */
  readonly work: string;
  /** The following are paths of the build's machine. */
  readonly output: string;
  /** Scripts of commands and what they hand on. */
  readonly tmp: string;
  readonly home: string;
  /** Of the source with that number: 0 is the primary one. */
  readonly source: (number: number) => string;
  /** Where a path below `output` or `home` lies for this process, except sources that are seen through a layer. */
  readonly here: (path: string) => string;
}

/** Where the machine of the build has its layers, for this process. */
export function machineFolder({ work }: Pick<BuildFolders, 'work'>): string {
  return join(work, 'machine');
}

/** Makes all folders anew and empty, also when an earlier try of the same build left something in them. */
export async function makeBuildFolders(
  workFolder: string,
  isolation: MachineIsolation,
): Promise<BuildFolders> {
  const folders = isolation === 'namespace' ? inOwnTree(workFolder) : inPlace(workFolder, isolation);
  const left =
    folders.work === workFolder
      ? ['output', 'home', 'machine'].map((name) => join(folders.work, name))
      : [folders.work];
  for (const folder of left.filter((path) => existsSync(path))) await removeTree(folder);
  if (folders.work !== workFolder) mkdirSync(folders.work, { recursive: true, mode: 0o711 });
  for (const folder of [folders.output, folders.home]) mkdirSync(folders.here(folder), { mode: 0o755 });
  // The carried variables lie here, secrets among them.
  mkdirSync(folders.here(folders.tmp), { mode: 0o700 });
  // Tools that leave out what a .gitignore names look upwards until a repository begins. Without this they would come to
  // the user's, which ignores the whole state folder.
  if (isolation === 'none') mkdirSync(join(folders.output, '.git'));
  return folders;
}

/** Removes what lies outside of the work folder of the action, which removes its own. */
export async function removeBuildFolders({ work }: BuildFolders, workFolder: string): Promise<void> {
  if (work !== workFolder) await removeTree(work);
}

/** The same for a build whose process was killed, by the work folder of its action alone. */
export async function removeLeftBuildFolders(workFolder: string): Promise<void> {
  await removeTree(join(workspacesPath(), workspaceName(workFolder)));
}

/** The machine has a file tree of its own, so the paths are CodeBuild's. */
function inOwnTree(work: string): BuildFolders {
  const places = [
    { inside: '/codebuild/output', folder: join(work, 'output') },
    { inside: '/root', folder: join(work, 'home') },
  ];
  return {
    ...below({ output: '/codebuild/output', home: '/root' }),
    isolation: 'namespace',
    work,
    here: (path) => {
      const place = places.find(({ inside }) => path === inside || path.startsWith(`${inside}/`));
      return place === undefined ? path : join(place.folder, path.slice(place.inside.length));
    },
  };
}

/** Commands see this machine's paths. `none` keeps the build in the state folder, all others outside of every repository. */
function inPlace(workFolder: string, isolation: MachineIsolation): BuildFolders {
  const work = isolation === 'none' ? workFolder : workspaceFor(workFolder);
  return {
    ...below({ output: join(work, 'output'), home: join(work, 'home') }),
    isolation,
    work,
    here: (path) => path,
  };
}

function below({
  output,
  home,
}: Pick<BuildFolders, 'output' | 'home'>): Pick<BuildFolders, 'output' | 'home' | 'tmp' | 'source'> {
  return {
    output,
    home,
    tmp: join(output, 'tmp'),
    source: (number) => join(output, `src${number}`, 'src'),
  };
}

/** The same folder for the same action, so that what a killed process has left is found by the next try. */
export function workspaceFor(workFolder: string): string {
  return join(workspacesFolder(), workspaceName(workFolder));
}

function workspaceName(workFolder: string): string {
  return createHash('sha256').update(workFolder).digest('hex').slice(0, 16);
}

/** Holds the workspaces of this user. */
function workspacesFolder(): string {
  const folder = workspacesPath();
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  return folder;
}

function workspacesPath(): string {
  return join(tmpdir(), `slipway-builds-${currentUser().uid}`);
}

// What a namespace host mounts to see the machine's file tree through private layers of its own.
import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** One mount of the plan; `path` is absolute, as the host will see it. In order: parents before children. */
export type PlannedMount =
  /** A private overlay above what lies there; `layer` names its folder of changes. */
  | { readonly kind: 'overlay'; readonly path: string; readonly layer: string }
  /** The same file or folder as outside, not writable. */
  | { readonly kind: 'shared'; readonly path: string; readonly type: 'file' | 'folder' }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'link'; readonly path: string; readonly to: string };

/** What the host gets fresh, or exactly as outside; see `namespaceScript`. */
const ownFolders = new Set(['/proc', '/sys', '/dev', '/run', '/tmp']);
/** Folders whose own folders installations write to: an unprivileged host gets a writable version of each. */
const installedBelow = ['/usr', '/usr/local', '/usr/local/lib', '/usr/local/share', '/var'];
const installedIn = ['/usr/lib/node_modules', '/usr/local/lib/node_modules', '/var/www'];
const kernelTypes =
  /^(proc|sysfs|cgroup2?|devtmpfs|devpts|mqueue|tracefs|securityfs|debugfs|bpf|fusectl|configfs|hugetlbfs|autofs|nsfs|binfmt_misc|efivarfs|rpc_pipefs|pstore)$/;

/**
 * Root overlays `/` as a whole and every other file system above it. A user namespace may not: the kernel refuses a
 * lower folder with locked mounts below it (mount_namespaces(7)), so there each folder without mounts gets an overlay.
 */
export function planMounts(
  privileged: boolean,
  mountinfo = readFileSync('/proc/self/mountinfo', 'utf8'),
): {
  readonly mounts: readonly PlannedMount[];
  /** Folders to make in the layers before mounting, as paths of the host. */
  readonly writable: readonly string[];
} {
  const points = mountPoints(mountinfo).filter(({ path }) => path !== '/' && !isOwnFolder(path));
  if (!privileged)
    return {
      mounts: splitFolder(
        '/',
        points.map(({ path }) => path),
      ),
      writable: writableFolders(),
    };
  const others = points.flatMap(({ path, isReadOnly }) => (isReadOnly ? share(path) : overlayOrShare(path)));
  return { mounts: [overlay('/'), ...others], writable: [] };
}

interface MountPoint {
  readonly path: string;
  /** As `mount` takes them. */
  readonly options: string;
  /** Nothing can be written there, so it needs no layer. */
  readonly isReadOnly: boolean;
}

export interface FileSystem {
  readonly path: string;
  /** As `mount` takes them, to see it for reading alone: a user may leave out none that it has (mount_namespaces(7)). */
  readonly readOnly: string;
}

/** Those that can be written to, but for devices, parents first. */
export function fileSystems(mountinfo = readFileSync('/proc/self/mountinfo', 'utf8')): readonly FileSystem[] {
  return mountPoints(mountinfo)
    .filter(({ path, isReadOnly }) => !isReadOnly && path !== '/dev' && !path.startsWith('/dev/'))
    .map(({ path, options }) => ({ path, readOnly: options.replace(/\brw\b/, 'ro') }));
}

/** Mount points of real file systems, parents first, each once. proc_pid_mountinfo(5). */
function mountPoints(mountinfo: string): readonly MountPoint[] {
  const points = new Map<string, MountPoint>();
  for (const line of mountinfo.split('\n')) {
    const [before = '', after = ''] = line.split(' - ');
    const [, , , , raw, options = ''] = before.split(' ');
    if (raw === undefined || kernelTypes.test(after.split(' ')[0] ?? '')) continue;
    const path = raw.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCodePoint(parseInt(octal, 8)));
    points.set(path, { path, options, isReadOnly: options.split(',').includes('ro') });
  }
  return [...points.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Whether a path lies in what a machine does not see through layers. */
export function isOwnFolder(path: string): boolean {
  return ownFolders.has(`/${path.split('/')[1] ?? ''}`);
}

function overlay(path: string): PlannedMount {
  return { kind: 'overlay', path, layer: encodeURIComponent(path) };
}

function overlayOrShare(path: string): readonly PlannedMount[] {
  const type = typeOf(path);
  if (type === undefined) return [];
  // A comma, colon or backslash would end an option of the overlay, so such a place is shared, not layered.
  if (type === 'file' || /[,:\\]/.test(path)) return [{ kind: 'shared', path, type }];
  return [overlay(path)];
}

function share(path: string): readonly PlannedMount[] {
  const type = typeOf(path);
  return type === undefined ? [] : [{ kind: 'shared', path, type }];
}

function splitFolder(folder: string, points: readonly string[]): readonly PlannedMount[] {
  return namesIn(folder).flatMap((name) => {
    const path = join(folder, name);
    if (ownFolders.has(path)) return [];
    const found = lstatSync(path);
    if (found.isSymbolicLink()) return [{ kind: 'link', path, to: path } as const];
    const hasMountBelow = points.some((point) => point.startsWith(`${path}/`));
    if (!found.isDirectory() || !hasMountBelow) return overlayOrShare(path);
    return [{ kind: 'folder', path } as const, ...splitFolder(path, points)];
  });
}

/** A folder that the user may not read (Docker's, with a mount for each container) is an empty one inside. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function typeOf(path: string): 'file' | 'folder' | undefined {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}

function writableFolders(): readonly string[] {
  const folders = installedBelow.flatMap((folder) => [folder, ...foldersIn(folder)]);
  return [...new Set([...folders, ...installedIn])].filter((path) => typeOf(path) === 'folder');
}

/** Links are passed over: what they lead to is a folder of its own. */
function foldersIn(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name));
  } catch {
    return [];
  }
}

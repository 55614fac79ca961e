// A machine in namespaces of its own (Linux): the file tree of this machine through layers, own processes, own IPC. The
// network, the devices and the time are this machine's.
import {
  chmodSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { defined } from '../../lib/defined.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import { ForkServer } from '../fork-server.ts';
import { newNonce, serverScript, type Successor } from '../fork-server-script.ts';
import { quoteForShell } from '../../lib/quote-for-shell.ts';
import { systemPath, systemProgram } from '../system-program.ts';
import { enterNamespaces } from './enter-namespaces.ts';
import { forkingMachine, type ForkingMachineOptions } from './forking-machine.ts';
import { fstabOf, lowerName, type LayeredFolder, type OwnFolder } from './fstab.ts';
import type { Machine } from './machine.ts';
import { isOwnFolder, planMounts, type PlannedMount } from './mount-plan.ts';
import { layersSkeleton, machineLayer, skeletonScript, type Skeleton } from './skeleton.ts';

export interface NamespaceMachineOptions {
  /** Absolute, this machine's alone, on a file system that can hold the upper layer of an overlay. */
  readonly folder: string;
  /** What all commands have in their environment; complete. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where commands start; must lie in an own folder. */
  readonly cwd: string;
  readonly own: readonly OwnFolder[];
  readonly layered: readonly LayeredFolder[];
  /** Folders whose files lie in memory, seen by `outside` alone, and are gone with the machine; each in an own folder. */
  readonly memory?: readonly string[];
  /** Files and folders of this machine that must be seen although an own folder would hide them; for reading. */
  readonly visible: readonly string[];
  /** The same, but the machine may write to what it sees of them. */
  readonly tools: readonly string[];
  /** Mount points that cannot be layered here: seen as they are, and not writable. */
  readonly shared: readonly string[];
  /** When it aborts, the running command is ended, and later ones do not start. */
  readonly signal?: AbortSignal;
  readonly mark: string;
  /** What forks the commands after some of them; as `serverScript` takes it. */
  readonly successor?: Successor | null;
}

const hosts = '/etc/hosts';

/** The machine's own `/etc/hosts`, outside of it: it begins as this machine's, and may be written at any time. */
export function hostsOf(folder: string): string {
  return join(folder, 'hosts');
}

/** Or why it cannot be made, in the words of the program that failed. */
export async function openNamespaceMachine(options: NamespaceMachineOptions): Promise<Result<Machine>> {
  const privileged = process.getuid?.() === 0;
  const nonce = newNonce();
  const user = privileged ? [] : ['--user', '--map-root-user'];
  const tmp = join(options.folder, 'tmp');
  mkdirSync(tmp, { recursive: true });
  chmodSync(tmp, 0o1777);
  if (exists(hosts)) copyFileSync(hosts, hostsOf(options.folder));
  // The shell goes on reading it when the folder cannot be seen any more.
  writeFileSync(
    join(options.folder, 'machine.sh'),
    `${machineScript(options, privileged)}\n${serverScript(nonce, options.successor)}\n`,
    { mode: 0o600 },
  );
  const server = await ForkServer.start({
    file: systemProgram('unshare'),
    args: [...user, '--mount', '--pid', '--ipc', '--fork', '--kill-child', '/bin/sh', 'machine.sh'],
    cwd: options.folder,
    env: { ...options.environment, SLIPWAY_MARK: options.mark },
    nonce,
    hasOwnProcesses: true,
  });
  if (isFailed(server)) return server;
  const { pid } = server;
  const outside = (path: string): string => join(`/proc/${pid}/root`, path);
  return forkingMachine(server, {
    isolation: 'namespace',
    outside,
    enter: enterNamespaces(pid, ['mount', 'pid', 'ipc']),
    capture: captureIn(options, outside),
    environment: options.environment,
    mark: options.mark,
    ...defined({ signal: options.signal }),
  });
}

/** What is captured passes through a file in memory, or of the first own folder. */
function captureIn(
  { memory: [inMemory] = [], own }: NamespaceMachineOptions,
  outside: (path: string) => string,
): ForkingMachineOptions['capture'] {
  const at = (folder: string) => join(folder, '.captured');
  if (inMemory !== undefined) return { inside: at(inMemory), outside: outside(at(inMemory)) };
  const [{ path, folder } = { path: '/', folder: '/' }] = own;
  return { inside: at(path), outside: at(folder) };
}

/** What the mounts need, and the mounts. */
interface Setup {
  readonly skeleton: Skeleton;
  readonly fstab: string;
}

function planSetup(options: NamespaceMachineOptions, privileged: boolean): Setup {
  const { folder, memory = [] } = options;
  // What lies in another one is mounted after it.
  const own = options.own.toSorted((a, b) => a.path.length - b.path.length);
  const { mounts, writable } = currentPlan(privileged);
  const tree = mounts.map((mount) => asShared(mount, options.shared));
  const root = privileged ? machineLayer(encodeURIComponent('/')).upper : 'base';
  const tools = hidden(options, options.tools).filter((path) => statSync(path).isDirectory());
  const bound = tools.filter((path) => own.some((each) => isBelow(path, each.path)) && isLayered(tree, path));
  const layered = [
    ...options.layered,
    ...tools
      .filter((path) => !bound.includes(path))
      .map((path, index) => ({ path, lower: path, layer: `tools-${index}` })),
  ];
  const shown = hidden(options, options.visible).filter((path) => !tools.some((tool) => isBelow(path, tool)));
  const [shownFolders = [], shownFiles = []] = [true, false].map((wanted) =>
    shown.filter((path) => statSync(path).isDirectory() === wanted),
  );
  const place = (path: string) => inOwn(own, path) ?? join(root, path);
  const layers = layersSkeleton({ mounts: tree, writable, layer: machineLayer });
  const skeleton = {
    folders: [
      ...layers.folders,
      ...own.flatMap(({ path, folder: from }) => [
        from,
        ...(inOwn(own, path) === undefined && exists(path) ? [] : [place(path)]),
      ]),
      ...layered.flatMap(({ path, layer }) => [...Object.values(machineLayer(layer)), place(path)]),
      ...[...bound, ...memory, ...shownFolders].map(place),
      ...shownFiles.map((path) => dirname(place(path))),
    ],
    links: [...layers.links, ...lowerLinks(tree, layered)],
    files: [...layers.files, ...shownFiles.map(place)],
  };
  const files = exists(hosts) ? [{ path: hosts, file: hostsOf(folder) }] : [];
  const carried = bound.map((path) => ({ path, place: place(path) }));
  return {
    skeleton,
    fstab: fstabOf({ folder, privileged, tree, own, memory, files, layered, carried, shown }),
  };
}

/** To lower folders that the options of an overlay cannot name. */
function lowerLinks(tree: readonly PlannedMount[], layered: readonly LayeredFolder[]): Skeleton['links'] {
  const lowers = [
    ...tree.map(({ kind, path }, index) => ({
      to: path,
      path: kind === 'overlay' ? lowerName(path, 'tree', index) : path,
    })),
    ...layered.map(({ lower }, index) => ({ to: lower, path: lowerName(lower, 'layered', index) })),
  ];
  return lowers.filter(({ to, path }) => to !== path);
}

function asShared(mount: PlannedMount, shared: readonly string[]): PlannedMount {
  return mount.kind === 'overlay' && shared.includes(mount.path)
    ? { kind: 'shared', path: mount.path, type: 'folder' }
    : mount;
}

/** Whether the mounts of the tree show a path, and the machine may write there. */
function isLayered(tree: readonly PlannedMount[], path: string): boolean {
  const holders = tree.filter(
    (mount) => mount.path === '/' || mount.path === path || isBelow(path, mount.path),
  );
  const [nearest] = holders.toSorted((a, b) => b.path.length - a.path.length);
  return nearest?.kind === 'overlay' && !isOwnFolder(path);
}

/** Those of the paths that own folders would hide, parents without what lies below them. */
function hidden({ own, layered }: NamespaceMachineOptions, paths: readonly string[]): readonly string[] {
  const wanted = [...new Set(paths)].filter(
    (path) => own.some((each) => isBelow(path, each.path)) && !layered.some((each) => each.path === path),
  );
  return wanted.filter((path) => !wanted.some((other) => isBelow(path, other))).filter(exists);
}

function isBelow(path: string, parent: string): boolean {
  return path.startsWith(`${parent}/`);
}

/** Where a path of the machine lies in the own folder that holds it. @param own parents first */
function inOwn(own: readonly OwnFolder[], path: string): string | undefined {
  const holder = own.findLast((each) => isBelow(path, each.path));
  return holder === undefined ? undefined : join(holder.folder, path.slice(holder.path.length));
}

/** What may not be seen here cannot be shown there. */
function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

interface Plan {
  readonly mountinfo: string;
  readonly plan: ReturnType<typeof planMounts>;
}

let known: Plan | undefined;

/** Machines that are made one after the other find the same mounts. */
function currentPlan(privileged: boolean): ReturnType<typeof planMounts> {
  const mountinfo = readFileSync('/proc/self/mountinfo', 'utf8');
  if (known?.mountinfo !== mountinfo) known = { mountinfo, plan: planMounts(privileged, mountinfo) };
  return known.plan;
}

/** Makes the tree and enters it. What is mounted outside cannot be reached any more. */
function machineScript(options: NamespaceMachineOptions, privileged: boolean): string {
  const { skeleton, fstab } = planSetup(options, privileged);
  return [
    'set -e',
    'umask 022',
    'slipway_path=$PATH',
    `PATH=${systemPath}`,
    skeletonScript(skeleton),
    `printf %s ${quoteForShell(fstab)} >fstab`,
    ...(privileged ? [] : ['mount --rbind base merged']),
    'mount --all --fstab fstab',
    'cd merged',
    'pivot_root . .',
    'umount --lazy .',
    `cd ${quoteForShell(options.cwd)}`,
    'PATH=$slipway_path',
    'unset slipway_path',
    'set +e',
  ].join('\n');
}

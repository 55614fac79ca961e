// Whether machines in namespaces can be made here: tried once with a real one, and remembered until the machine starts
// again.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { currentUser } from '../../lib/current-user.ts';
import { removeTree } from '../../lib/remove-tree.ts';
import { isFailed } from '../../lib/result.ts';
import { systemPath, systemProgram } from '../system-program.ts';
import { planMounts } from './mount-plan.ts';
import { openNamespaceMachine } from './namespace-machine.ts';
import { overlayOptions } from './overlay-options.ts';

export interface NamespaceSupport {
  /** What stands in the way; absent when nothing does. */
  readonly missing?: string;
  /** Mount points whose file systems cannot be layered. */
  readonly shared: readonly string[];
}

const probes = new Map<string, Promise<NamespaceSupport>>();

/** @param folder where machines have their folders, on the same file system */
export async function namespaceSupport(folder: string): Promise<NamespaceSupport> {
  const known = probes.get(folder) ?? supportOf(folder);
  probes.set(folder, known);
  return known;
}

async function supportOf(folder: string): Promise<NamespaceSupport> {
  if (process.platform !== 'linux')
    return { missing: `it needs Linux, and this is ${process.platform}`, shared: [] };
  const memory = join(folder, 'namespace-machine.json');
  const now = `${bootId()} ${currentUser().uid} ${mountPoints()}`;
  const remembered = readMemory(memory);
  if (remembered?.now === now) return { shared: remembered.shared };
  mkdirSync(folder, { recursive: true });
  const found = await probe(mkdtempSync(join(folder, 'probe-')));
  if (found.missing === undefined) writeFileSync(memory, JSON.stringify({ now, shared: found.shared }));
  return found;
}

async function probe(folder: string): Promise<NamespaceSupport> {
  try {
    const shared = notLayered(folder);
    const at = join(folder, 'machine');
    mkdirSync(at);
    const machine = await openNamespaceMachine({
      folder: at,
      environment: { PATH: process.env['PATH'] ?? '' },
      cwd: '/tmp',
      own: [{ path: '/tmp', folder: join(at, 'tmp') }],
      layered: [],
      visible: [],
      tools: [],
      shared,
      mark: 'probe',
    });
    if (isFailed(machine)) return { missing: firstLine(machine.failed), shared };
    const { exitCode } = await machine.capture(['true']);
    await machine.end();
    return exitCode === 0 ? { shared } : { missing: 'no program can be run in it', shared };
  } catch (error) {
    return { missing: (error as Error).message, shared: [] };
  } finally {
    await removeTree(folder);
  }
}

/** Tries each mount point besides the root by itself; some file systems cannot be a lower layer. */
function notLayered(folder: string): readonly string[] {
  const privileged = currentUser().uid === 0;
  const points = planMounts(privileged).mounts.filter(({ kind, path }) => kind === 'overlay' && path !== '/');
  if (points.length === 0) return [];
  for (const name of ['upper', 'work', 'merged']) mkdirSync(join(folder, name));
  const options = overlayOptions({ lower: '$1', upper: 'upper', work: 'work' }, privileged);
  const script = `PATH=${systemPath}; for point; do set -- "$point"; mount -t overlay slipway -o "${options}" merged 2>/dev/null && umount merged && rm -rf work/work/incompat || printf '%s\\0' "$point"; done`;
  const user = privileged ? [] : ['--user', '--map-root-user'];
  const { stdout } = spawnSync(
    systemProgram('unshare'),
    [...user, '--mount', '/bin/sh', '-c', script, 'sh', ...points.map(({ path }) => path)],
    { cwd: folder, encoding: 'utf8', timeout: 20_000 },
  );
  return (stdout ?? '').split('\0').filter((path) => path !== '');
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

/** A new mount needs a new probe. */
function mountPoints(): string {
  const points = planMounts(currentUser().uid === 0).mounts.map(({ kind, path }) => `${kind} ${path}`);
  return points.join('\n');
}

function readMemory(file: string): { readonly now: string; readonly shared: readonly string[] } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as {
      readonly now: string;
      readonly shared: readonly string[];
    };
  } catch {
    return undefined;
  }
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}

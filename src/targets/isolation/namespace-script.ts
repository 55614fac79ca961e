// The shell scripts that make a namespace host: one outside that holds it, one inside that is its PID 1.
import { dirname } from 'node:path';
import { TICKET_VARIABLE, ticketFile } from '../daemon/claim-record.ts';
import type { PlannedMount } from '../../process/machine/mount-plan.ts';

/** Where the host sees what it shares with the outside. */
export const insideFolder = '/run/slipway';

/**
 * Where the host sees this program's folder as it is outside at that moment: in its layers a file that was replaced
 * outside stays what it was. Empty where the folder cannot be shown.
 */
export const insideProgram = `${insideFolder}/program`;

export interface NamespaceOptions {
  readonly hostPath: string;
  readonly socketsFolder: string;
  readonly givenFolder: string;
  /** Node's compile cache outside, which every host shares. */
  readonly cacheFolder: string;
  readonly record: string;
  readonly mounts: readonly PlannedMount[];
  readonly privileged: boolean;
  /** Folders and files outside that must be seen inside even when they lie below /tmp or /run. */
  readonly visible: readonly string[];
  /** The folder of this program outside; absent when keys of the user lie in it. */
  readonly program?: string;
  /** Folders outside that are empty inside. */
  readonly hidden: readonly string[];
  /** What PID 1 does when everything is mounted. */
  readonly firstProcess: string;
}

/**
 * Locks the host's folder for as long as anything of the host lives, records who holds it, and becomes `unshare`,
 * whose end ends the host and which ends with the host.
 */
export function holderScript(options: NamespaceOptions): string {
  const user = options.privileged ? '' : '--user --map-root-user ';
  return [
    'PATH="$PATH:/usr/sbin:/sbin:/usr/bin:/bin"',
    `cd ${quote(options.hostPath)} || exit 1`,
    'exec 9>lock',
    'flock -n 9 || exit 75',
    'read -r stat </proc/$$/stat',
    'pid=$$',
    'set -- ${stat##*) }',
    `printf '{"pid":%s,"startTime":"%s"}' "$pid" "\${20}" >${quote(options.record)}`,
    // As in claimRecord: a start whose ticket is void by now must not go on.
    `read -r ticket <${quote(ticketFile(options.record))} || [ -n "$ticket" ] || exit 75`,
    `[ "$ticket" = "$${TICKET_VARIABLE}" ] || exit 75`,
    `exec unshare ${user}--mount --pid --net --ipc --fork --kill-child /bin/sh -c ${quote(insideScript(options))}`,
  ].join('\n');
}

function insideScript(options: NamespaceOptions): string {
  const isSplit = !options.mounts.some((mount) => mount.path === '/');
  return [
    'set -e',
    'umask 022',
    ...(isSplit ? ['mount --rbind base merged'] : []),
    ...options.mounts.flatMap((mount) => mountLines(mount, options.privileged)),
    'mount --rbind /dev merged/dev',
    'mount --rbind /sys merged/sys',
    'mount -t proc proc merged/proc',
    'chmod 1777 tmp',
    'mount --bind tmp merged/tmp',
    'mount -t tmpfs -o mode=755 tmpfs merged/run',
    `mkdir -p merged/run/lock merged${insideFolder}/sockets merged${insideFolder}/given merged${insideFolder}/cache`,
    `mount --bind ${quote(options.socketsFolder)} merged${insideFolder}/sockets`,
    `mount --bind ${quote(options.givenFolder)} merged${insideFolder}/given`,
    // What is given may be a link to the only copy there is, so no hook may write it.
    `mount -o remount,bind,ro,nosuid,nodev merged${insideFolder}/given || true`,
    `mount --bind ${quote(options.cacheFolder)} merged${insideFolder}/cache`,
    ...(options.program === undefined ? [] : programLines(options.program)),
    ...options.hidden.map((path) => `mount -t tmpfs tmpfs ${quote(`merged${path}`)}`),
    ...options.visible.flatMap(showLines),
    'cd merged',
    'pivot_root . .',
    'umount -l .',
    'cd /',
    'ip link set lo up 2>/dev/null || ifconfig lo up 2>/dev/null || busybox ip link set lo up',
    options.firstProcess,
  ].join('\n');
}

function mountLines(mount: PlannedMount, privileged: boolean): readonly string[] {
  if (mount.kind === 'folder' || mount.kind === 'link') return [];
  const at = quote(`merged${mount.path}`);
  const share = shareLine('--rbind', mount.path, at);
  if (mount.kind === 'shared') return [`${share} 2>/dev/null || true`];
  // Relative to the host's folder, so that no character of its path can end an option.
  const layer = `layers/${mount.layer}`;
  const options = `${privileged ? '' : 'userxattr,'}lowerdir=${mount.path},upperdir=${layer}/upper,workdir=${layer}/work`;
  const layered = `mount -t overlay slipway -o ${quote(options)} ${at}`;
  if (mount.path === '/' || mount.path === '/usr') return [layered];
  // A file system that cannot be a lower layer is seen as it is and cannot be written; or, at last, not at all.
  return [`${layered} 2>/dev/null || ${share} 2>/dev/null || true`];
}

/** Shows at a quoted place what lies outside, or nothing at all where it could be written. */
function shareLine(bind: '--bind' | '--rbind', path: string, at: string): string {
  const restrict = `mount -o remount,bind,ro,nosuid,nodev ${at} || { umount -l ${at}; false; }`;
  return `{ mount ${bind} ${quote(path)} ${at} && { ${restrict}; }; }`;
}

function programLines(path: string): readonly string[] {
  const at = quote(`merged${insideProgram}`);
  return [`mkdir -p ${at}`, `${shareLine('--bind', path, at)} 2>/dev/null || true`];
}

/** Own /tmp and /run hide what lies there outside; elsewhere the overlay shows it already. */
function showLines(path: string): readonly string[] {
  if (!/^\/(tmp|run)\//.test(path)) return [];
  const at = quote(`merged${path}`);
  const make = `mkdir -p ${quote(`merged${dirname(path)}`)}; if [ -d ${quote(path)} ]; then mkdir -p ${at}; elif [ ! -e ${at} ]; then : >${at}; fi`;
  return [make, `mount --bind ${quote(path)} ${at}`];
}

export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

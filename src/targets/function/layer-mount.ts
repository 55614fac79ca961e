// Layers at `/opt`, where they lie on AWS: in a view of the file tree that the function's process alone has, where the kernel
// gives this user one (mount_namespaces(7), user_namespaces(7)).
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { userInfo } from 'node:os';
import type { RuntimeCommand } from './runtime-command.ts';

const opt = '/opt';

/**
 * Why layers cannot lie at `/opt` for a process; undefined where they can.
 * @param needed absolute paths of what the process needs
 */
export function whyNotAtOpt(needed: readonly string[]): string | undefined {
  if (process.platform !== 'linux') return 'only Linux gives a process a file tree of its own';
  if (!existsSync(opt)) return 'this machine has no folder /opt';
  if (!hasViews()) return 'the kernel gives this user no view of the file tree of its own';
  const hidden = needed.find((path) =>
    [path, realOf(path)].some((each) => each === opt || each.startsWith(`${opt}/`)),
  );
  return hidden === undefined
    ? undefined
    : `${hidden}, which the function needs, lies below it on this machine`;
}

/** @param layers absolute path of a folder */
export function withLayers({ file, args }: RuntimeCommand, layers: string): RuntimeCommand {
  const script = 'mount --bind "$0" /opt && exec "$@"';
  return { file: 'unshare', args: [...viewArguments(), '/bin/sh', '-c', script, layers, file, ...args] };
}

function viewArguments(): readonly string[] {
  const isRoot = userInfo().uid === 0;
  return [...(isRoot ? [] : ['--user', '--map-root-user']), '--mount', '--propagation', 'private', '--'];
}

let found: { readonly has: boolean } | undefined;

function hasViews(): boolean {
  found ??= {
    has:
      spawnSync('unshare', [...viewArguments(), '/bin/sh', '-c', 'mount --bind / /opt'], { stdio: 'ignore' })
        .status === 0,
  };
  return found.has;
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

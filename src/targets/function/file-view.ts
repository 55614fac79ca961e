// What only the process of a function sees: layers at `/opt`, where they lie on AWS, and files over this machine's own. In a view of
// the file tree of its own, where the kernel gives this user one (mount_namespaces(7), user_namespaces(7)).
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { userInfo } from 'node:os';
import {
  openAwsNames,
  writeNames,
  type AwsNamesPlace,
  type NamesInView,
  type OverlaidFile,
} from '../endpoint/aws-names.ts';
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

export interface FileView {
  /** Absolute path of a folder that lies at `/opt`. */
  readonly layers?: string;
  readonly files?: readonly OverlaidFile[];
}

/** The same command where there is nothing that only it sees. */
export function withView(command: RuntimeCommand, { layers, files = [] }: FileView): RuntimeCommand {
  const pairs = [
    ...files.flatMap(({ file, at }) => [file, at]),
    ...(layers === undefined ? [] : [layers, opt]),
  ];
  if (pairs.length === 0) return command;
  const script = 'while [ "$1" != -- ]; do mount --bind "$1" "$2" || exit; shift 2; done; shift; exec "$@"';
  const { file, args } = command;
  return {
    file: 'unshare',
    args: [...viewArguments(), '/bin/sh', '-c', script, 'sh', ...pairs, '--', file, ...args],
  };
}

/** AWS's host names in the view of a function. Where there are no views they lead to where they always do. @param folder absolute */
export async function namesInView(place: AwsNamesPlace, folder: string): Promise<NamesInView> {
  if (process.platform !== 'linux' || !existsSync(opt) || !hasViews()) return { files: [], variables: {} };
  return writeNames(folder, await openAwsNames(place));
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

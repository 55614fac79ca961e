// How the process of a function sees the file tree, where the kernel gives this user a view of its own (mount_namespaces(7),
// user_namespaces(7)): as on AWS it may write to `/tmp` alone, which is its own, and finds its layers at `/opt`.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileSystems } from '../../process/machine/mount-plan.ts';
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
  /** Absolute path of the folder that lies at `/tmp`; it is there. */
  readonly tmp: string;
  /** Absolute paths of what the process needs. What lies below `/tmp` on this machine stays where it is, for reading. */
  readonly needed: readonly string[];
}

/**
 * The command in a view of its own: with `/tmp` of its own, and all else for reading, as on AWS ("Read-only file system"), so that
 * it changes no file of the user. The same command where there are no views.
 */
export function withView(
  command: RuntimeCommand,
  { layers, files = [], tmp, needed }: FileView,
): RuntimeCommand {
  if (!hasViews()) return command;
  const over = [
    ...files.flatMap(({ file, at }) => [file, at]),
    ...(layers === undefined ? [] : [layers, opt]),
  ];
  const mounts = fileSystems().flatMap(({ path, readOnly: options }) => [options, path]);
  const below = (path: string) => path.startsWith('/tmp/');
  const named = needed.flatMap((path) => [path, realOf(path)]);
  const shown = topmost(named.filter(below).flatMap(folderOf).filter(below));
  const places = shown.map((path) => {
    const place = join(tmp, path.slice('/tmp'.length));
    mkdirSync(place, { recursive: true });
    return [path, place];
  });
  const lists = [over, mounts, places.flat()].flatMap((list) => [...list, '--']);
  const { file, args } = command;
  return {
    file: 'unshare',
    args: [...viewArguments(), '/bin/sh', '-c', script, 'sh', tmp, ...lists, ...asUser(), file, ...args],
  };
}

/**
 * A mount that cannot be made read-only is one of another user, or has options that only mount_setattr(2) keeps: then it lies
 * there as it is.
 */
const script = [
  'tmp=$1; shift',
  'mount --bind "$tmp" "$tmp" || exit',
  'while [ "$1" != -- ]; do mount -o rbind,ro "$1" "$2" 2>/dev/null || mount --rbind "$1" "$2" || exit; shift 2; done; shift',
  'while [ "$1" != -- ]; do mount -o "remount,bind,$1" "$2" 2>/dev/null; shift 2; done; shift',
  'while [ "$1" != -- ]; do mount --rbind "$1" "$2" || exit; shift 2; done; shift',
  'mount --rbind "$tmp" /tmp || exit',
  'cd "$PWD" || exit',
  `[ ! -w . ] || echo "This machine cannot show $PWD to the function for reading alone" >&2`,
  'exec "$@"',
].join('\n');

/** Itself, or what holds the file; nothing where the user sees nothing. */
function folderOf(path: string): readonly string[] {
  try {
    return [statSync(path).isDirectory() ? path : dirname(path)];
  } catch {
    return [];
  }
}

/** Without those that lie in another one. */
function topmost(paths: readonly string[]): readonly string[] {
  const all = [...new Set(paths)];
  return all.filter((path) => !all.some((other) => path.startsWith(`${other}/`)));
}

/**
 * Where a function's process may run with the code of a folder that is the user's: there, where it can only read it, else in a copy
 * without repositories, state folders and what is no file.
 * @param copy absolute path; made when it is needed
 */
export async function protectedCode(folder: string, copy: string): Promise<string> {
  if (hasViews()) return folder;
  const filter = (path: string): boolean => {
    const found = lstatSync(path);
    const isContent = found.isFile() || found.isDirectory() || found.isSymbolicLink();
    return isContent && !['.git', '.slipway'].includes(basename(path));
  };
  await cp(folder, copy, { recursive: true, verbatimSymlinks: true, filter });
  return copy;
}

/** AWS's host names in the view of a function. Where there are no views they lead to where they always do. @param folder absolute */
export async function namesInView(place: AwsNamesPlace, folder: string): Promise<NamesInView> {
  if (!hasViews()) return { files: [], variables: {} };
  return writeNames(folder, await openAwsNames(place));
}

function viewArguments(): readonly string[] {
  return [...(isRoot() ? [] : ['--user', '--map-root-user']), '--mount', '--propagation', 'private', '--'];
}

/** What makes a user of this machine, who is root of the view, a user again, who can change nothing about the view. */
function asUser(): readonly string[] {
  const { uid, gid } = userInfo();
  return isRoot() ? [] : ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`, '--'];
}

function isRoot(): boolean {
  return userInfo().uid === 0;
}

let found: { readonly has: boolean } | undefined;

/** Whether a process can have a view of the file tree of its own. */
export function hasViews(): boolean {
  if (process.platform !== 'linux') return false;
  found ??= { has: triesView() };
  return found.has;
}

function triesView(): boolean {
  const root = fileSystems().find(({ path }) => path === '/');
  const readOnly = root === undefined ? [] : [`mount -o remount,bind,${root.readOnly} /`];
  const tried = [...readOnly, 'mount --rbind /tmp /tmp', '"$@"'].join(' && ');
  const words = [...viewArguments(), '/bin/sh', '-c', tried, 'sh', ...asUser(), 'true'];
  return spawnSync('unshare', words, { stdio: 'ignore' }).status === 0;
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

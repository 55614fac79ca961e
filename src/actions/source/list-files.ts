// What git says of the files of a folder: those in the index and those that are not ignored; those of a commit.
import { git, type GitAnswer, type GitCall } from './git.ts';

/** The status that the index remembers of a file when git last compared it. */
interface IndexStatus {
  readonly mtimeMs: number;
  readonly inode: number;
  readonly sizeBytes: number;
}

export interface TrackedFile {
  /** `100644`, `100755`, `120000` (symlink) or `160000` (submodule). */
  readonly mode: string;
  readonly objectId: string;
  /** Not 0 while a merge is unresolved. */
  readonly stage: string;
  readonly status?: IndexStatus;
}

export interface ListedFiles {
  readonly tracked: ReadonlyMap<string, TrackedFile>;
  readonly untracked: readonly string[];
}

/** The files of the index below the folder; paths are relative to it. */
export async function listTracked(call: GitCall): Promise<ReadonlyMap<string, TrackedFile> | GitAnswer> {
  const answer = await git(call, ['ls-files', '-z', '--stage', '--debug', '--cached']);
  return answer.ok ? parseListing(answer.stdout.toString('utf8')) : answer;
}

/**
 * The files below the folder that are neither in the index nor ignored, as git gives them; a repository in the working tree
 * is listed as a folder.
 */
export async function listUntracked(call: GitCall): Promise<GitAnswer> {
  return git(call, ['ls-files', '-z', '--others', '--exclude-standard']);
}

/** Each name ends with NUL. */
export function namesIn({ stdout }: GitAnswer): readonly string[] {
  return stdout.toString('utf8').split('\0').slice(0, -1);
}

/**
 * With -z an entry ends in NUL; --debug appends five indented lines to each. Those lines then stand before the next entry.
 */
const debugLines =
  /^ {2}ctime: \d+:\d+\n {2}mtime: (\d+):(\d+)\n {2}dev: \d+\tino: (\d+)\n {2}uid: \d+\tgid: \d+\n {2}size: (\d+)\tflags: \S+\n/;
const trackedEntry = /^(\d{6}) ([0-9a-f]+) (\d)\t([^]*)$/;

function parseListing(text: string): ReadonlyMap<string, TrackedFile> {
  const tracked = new Map<string, TrackedFile>();
  let last: string | undefined;
  for (const part of text.split('\0')) {
    const debug = last === undefined ? null : debugLines.exec(part);
    const file = last === undefined ? undefined : tracked.get(last);
    if (debug !== null && file !== undefined && last !== undefined)
      tracked.set(last, { ...file, status: statusOf(debug) });
    const entry = part.slice(debug?.[0].length ?? 0);
    last = undefined;
    const [, mode, objectId, stage, path] = trackedEntry.exec(entry) ?? [];
    if (mode === undefined || objectId === undefined || stage === undefined || path === undefined) continue;
    tracked.set(path, { mode, objectId, stage });
    last = path;
  }
  return tracked;
}

function statusOf([, seconds, nanoseconds, inode, size]: RegExpExecArray): IndexStatus {
  return {
    mtimeMs: Number(seconds) * 1000 + Number(nanoseconds) / 1e6,
    inode: Number(inode),
    sizeBytes: Number(size),
  };
}

export interface CommittedFile {
  readonly mode: string;
  readonly objectId: string;
}

/** The files of a commit below the folder, relative to it; submodules too. Empty where there is no commit. */
export async function listCommit(call: GitCall, ref: string): Promise<ReadonlyMap<string, CommittedFile>> {
  const answer = await git(call, ['ls-tree', '-r', '-z', ref]);
  const entries = answer.ok ? answer.stdout.toString('utf8').split('\0') : [];
  return new Map(
    entries.flatMap((entry) => {
      const [, mode, objectId, path] = /^(\d{6}) \w+ ([0-9a-f]+)\t([^]*)$/.exec(entry) ?? [];
      return mode === undefined || objectId === undefined || path === undefined
        ? []
        : [[path, { mode, objectId }]];
    }),
  );
}

// Writes zips with unix modes and symlinks. The same members give the same bytes: no times, one order.
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { ZipFile } from 'yazl';
import { temporaryName } from './atomic-file.ts';
import { byPath } from './paths.ts';
import { problem, ProblemError, type Problem } from './problem.ts';
import { unreachable } from './unreachable.ts';

export type ZipMember =
  | {
      readonly type: 'file';
      readonly path: string;
      readonly mode: number;
      readonly sizeBytes: number;
      /** Called when its turn has come: one file is open at a time. */
      readonly open: () => Readable;
    }
  | { readonly type: 'symlink'; readonly path: string; readonly target: string }
  | { readonly type: 'directory'; readonly path: string; readonly mode: number };

/**
 * What of a path keeps it out of a zip, or undefined. Programs take a backslash in a zip for the end of a folder's name, and
 * a letter with a colon at its start for a drive.
 */
export function wrongInZip(path: string): string | undefined {
  if (path.includes('\\')) return 'a backslash in its name';
  return /^[A-Za-z]:/.test(path)
    ? `"${path.slice(0, 2)}" at the start of its path, as of a drive`
    : undefined;
}

function unusableName(path: string, wrong: string): Problem {
  return problem({
    code: 'FileUnusable',
    whose: 'call',
    message: `"${path}" cannot be put into a zip: it has ${wrong}`,
    remedy: 'Rename the file, or take the files without a zip (slipway artifacts extract).',
  });
}

const S_IFREG = 0o100000;
const S_IFLNK = 0o120000;
const S_IFDIR = 0o040000;

/** Replaces the file in one step when the zip is whole. Throws, and leaves what was there, when a member cannot be read. */
export async function writeZip(file: string, members: readonly ZipMember[]): Promise<void> {
  const { zip, failed } = await openZip(members);
  const draft = temporaryName(file);
  const written = pipeline(zip.outputStream, createWriteStream(draft));
  try {
    await Promise.race([written, failed]);
    await rename(draft, file);
  } catch (error) {
    (zip.outputStream as Readable).destroy();
    await Promise.allSettled([written]);
    await rm(draft, { force: true });
    throw error;
  }
}

/** The bytes of a small zip. */
export async function zipBytes(members: readonly ZipMember[]): Promise<Buffer> {
  const { zip, failed } = await openZip(members);
  return await Promise.race([buffer(zip.outputStream as Readable), failed]);
}

/** With all members; `failed` rejects when one cannot be read. */
async function openZip(
  members: readonly ZipMember[],
): Promise<{ readonly zip: ZipFile; readonly failed: Promise<never> }> {
  // Most commands write none.
  const yazl = await import('yazl');
  const zip = new yazl.ZipFile();
  const { promise: failed, reject } = Promise.withResolvers<never>();
  zip.on('error', reject);
  for (const member of members.toSorted(byPath)) addMember(zip, member, reject);
  zip.end();
  return { zip, failed };
}

function addMember(zip: ZipFile, member: ZipMember, fail: (error: Error) => void): void {
  const wrong = wrongInZip(member.path);
  if (wrong !== undefined) throw new ProblemError([unusableName(member.path, wrong)]);
  // The first day that every time zone can express: a zip has local times, and none before 1980.
  const fixed = { mtime: new Date(1980, 0, 2), forceDosTimestamp: true };
  switch (member.type) {
    case 'file':
      zip.addReadStreamLazy(
        member.path,
        { ...fixed, mode: S_IFREG | member.mode, size: member.sizeBytes },
        (give) => give(undefined, member.open().on('error', fail)),
      );
      break;
    case 'symlink':
      zip.addBuffer(Buffer.from(member.target), member.path, {
        ...fixed,
        mode: S_IFLNK | 0o777,
        compress: false,
      });
      break;
    case 'directory':
      zip.addEmptyDirectory(member.path, { ...fixed, mode: S_IFDIR | member.mode });
      break;
    default:
      unreachable(member);
  }
}

// Unpacks a zip into a folder: modes and symlinks as stored, nothing outside the folder.
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { Entry, ZipFile } from 'yauzl';
import { EventFailure } from './event-failure.ts';

const fileTypeMask = 0o170000;
const symlinkType = 0o120000;
const longestLink = 4096;
/** Small files are written at once: a stream for each costs more than its content. */
const largestBuffer = 1024 * 1024;

/** Throws an EventFailure for whatever is wrong with the zip. */
export async function unpackZip(file: string, folder: string): Promise<void> {
  const links: { path: string; target: string }[] = [];
  const folders = new Set<string>();
  const { openPromise } = await import('yauzl');
  let zip: ZipFile;
  try {
    zip = await openPromise(file, { strictFileNames: false });
  } catch (error) {
    throw unreadable(file, error);
  }
  try {
    for await (const entry of zip.eachEntry()) await unpackEntry({ zip, entry, folder, folders, links });
  } catch (error) {
    throw error instanceof Error && 'syscall' in error ? error : unreadable(file, error);
  } finally {
    zip.close();
  }
  // Links come last, so that no entry can be written through one.
  for (const { path, target } of links) await symlink(target, path);
}

interface Unpacking {
  readonly zip: ZipFile;
  readonly entry: Entry;
  readonly folder: string;
  /** Folders made so far. */
  readonly folders: Set<string>;
  readonly links: { path: string; target: string }[];
}

async function unpackEntry({ zip, entry, folder, folders, links }: Unpacking): Promise<void> {
  // The reader of the zip has refused absolute names and those with `..` already.
  const path = join(folder, entry.fileName);
  const mode = entry.externalFileAttributes >>> 16;
  const permissions = mode & 0o7777;
  const isFolder = entry.fileName.endsWith('/');
  const parent = isFolder ? path : dirname(path);
  if (!folders.has(parent)) await mkdir(parent, { recursive: true });
  folders.add(parent);
  if (isFolder) {
    // A folder that its own owner cannot enter would stop the rest of the unpacking.
    if (permissions !== 0) await chmod(path, permissions | 0o700);
    return;
  }
  const content = await zip.openReadStreamPromise(entry, {});
  if ((mode & fileTypeMask) === symlinkType) {
    if (entry.uncompressedSize > longestLink) throw new EventFailure(`${entry.fileName}: link too long`);
    links.push({ path, target: (await buffer(content)).toString('utf8') });
    return;
  }
  if (entry.uncompressedSize > largestBuffer) await pipeline(content, createWriteStream(path));
  else await writeFile(path, await buffer(content));
  await chmod(path, permissions === 0 ? 0o644 : permissions);
}

function unreadable(file: string, error: unknown): EventFailure {
  if (error instanceof EventFailure) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new EventFailure(`The revision cannot be unpacked: ${reason} (${file})`);
}

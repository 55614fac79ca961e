// One file's content, stored under its SHA-256. Synchronous, because thousands of small files cost least that way;
// large trees do it in worker threads.
import { createHash, hash } from 'node:crypto';
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fchmodSync,
  fstatSync,
  futimesSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
  type Stats,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { privateFolder } from '../private-files.ts';
import { temporaryName, writeInOneStep } from '../../lib/atomic-file.ts';
import { blobMode, peekFile, restoreFile } from './compressed-file.ts';

/** Up to this size a file is read once and handled in memory. */
const SMALL_BYTES = 4 * 1024 * 1024;

let shared: Buffer | undefined;

/** One buffer for each thread: what lies in it is used before the next file is read. */
function buffer(): Buffer {
  shared ??= Buffer.allocUnsafeSlow(SMALL_BYTES + 1);
  return shared;
}

export function blobPath(blobs: string, digest: string): string {
  return join(blobs, digest.slice(0, 2), digest.slice(2));
}

/** Where the content can be read, also when it was compressed; there is nothing when the store lacks it. */
export function readablePath(blobs: string, digest: string): string {
  const file = blobPath(blobs, digest);
  if (!existsSync(file)) restoreFile(file);
  return file;
}

export interface StoredFile {
  readonly digest: string;
  readonly sizeBytes: number;
}

/**
 * Takes a file's content in. A file that changes meanwhile is stored as it was read; the digest fits what is stored.
 */
export function storeFile(blobs: string, file: string): StoredFile {
  const handle = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const bytes = fstatSync(handle).size > SMALL_BYTES ? undefined : readSmall(handle);
    return bytes === undefined ? storeLarge(blobs, file) : storeBytes(blobs, bytes);
  } finally {
    closeSync(handle);
  }
}

export function storeBytes(blobs: string, bytes: Uint8Array): StoredFile {
  const digest = hash('sha256', bytes, 'hex');
  const blob = blobPath(blobs, digest);
  if (!existsSync(blob)) inFolder(blob, () => writeInOneStep(blob, bytes, blobMode));
  return { digest, sizeBytes: bytes.length };
}

/** Takes in a file that no other process writes to, and which is gone afterwards. */
export function adoptFile(blobs: string, draft: string, { digest }: StoredFile): void {
  const blob = blobPath(blobs, digest);
  if (existsSync(blob)) rmSync(draft);
  else inFolder(blob, () => renameSync(draft, blob));
}

/** The copy is what gets hashed, so that a change while copying cannot part the content from its digest. */
function storeLarge(blobs: string, file: string): StoredFile {
  const draft = temporaryName(join(blobs, 'large'));
  try {
    copyFileSync(file, draft, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    const handle = openSync(draft, 'r');
    try {
      fchmodSync(handle, blobMode);
      const stored = { digest: digestOf(handle), sizeBytes: fstatSync(handle).size };
      adoptFile(blobs, draft, stored);
      return stored;
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Most writes find their folder; only the first into each of the 256 has to make it. */
function inFolder(blob: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(dirname(blob), { recursive: true, mode: privateFolder });
    write();
  }
}

/** The whole content when it is small, in the thread's shared buffer; undefined when it has grown too large. */
function readSmall(handle: number): Buffer | undefined {
  const target = buffer();
  let length = 0;
  for (;;) {
    const count = readSync(handle, target, length, target.length - length, length);
    length += count;
    if (length > SMALL_BYTES) return undefined;
    if (count === 0) return target.subarray(0, length);
  }
}

function digestOf(handle: number): string {
  const sha = createHash('sha256');
  const target = buffer();
  for (let at = 0; ;) {
    const count = readSync(handle, target, 0, target.length, at);
    if (count === 0) return sha.digest('hex');
    sha.update(target.subarray(0, count));
    at += count;
  }
}

/** Missing or changed content, with the digest that it should have. */
export class DamagedBlob extends Error {
  readonly digest: string;
  constructor(digest: string, how: string) {
    super(`its content ${digest} ${how}`);
    this.name = 'DamagedBlob';
    this.digest = digest;
  }
}

export interface Copy {
  readonly digest: string;
  readonly to: string;
  readonly mode: number;
  /** Milliseconds since the epoch; now when absent. */
  readonly modifiedAt?: number;
}

/**
 * Writes a blob's content into a new file with the given mode and gives the file's status. What stood there is
 * replaced, never written into: it may be a link. Throws DamagedBlob, and leaves no file, when the content is wrong.
 */
export function copyOut(blobs: string, copy: Copy): Stats {
  const source = openBlob(blobs, copy.digest);
  try {
    const bytes = fstatSync(source).size > SMALL_BYTES ? undefined : readSmall(source);
    return bytes === undefined ? copyLarge(blobs, copy) : writeVerified(bytes, copy);
  } finally {
    closeSync(source);
  }
}

/** The verified content of one blob. */
export function readBlob(blobs: string, digest: string): Buffer {
  const source = openBlob(blobs, digest);
  try {
    const bytes = Buffer.allocUnsafe(fstatSync(source).size);
    let length = 0;
    for (let count = -1; count !== 0; length += count)
      count = readSync(source, bytes, length, bytes.length - length, length);
    if (hash('sha256', bytes, 'hex') !== digest) throw new DamagedBlob(digest, 'was changed');
    return bytes;
  } finally {
    closeSync(source);
  }
}

/** Throws DamagedBlob when the content is missing or wrong. */
export function verifyBlob(blobs: string, digest: string): void {
  const file = blobPath(blobs, digest);
  const compressed = existsSync(file) ? undefined : peekFile(file);
  if (compressed !== undefined) {
    if (hash('sha256', compressed, 'hex') !== digest) throw new DamagedBlob(digest, 'was changed');
    return;
  }
  const source = openBlob(blobs, digest);
  try {
    if (digestOf(source) !== digest) throw new DamagedBlob(digest, 'was changed');
  } finally {
    closeSync(source);
  }
}

/** SHA-256 of a file anywhere, in hex. */
export function fileDigest(file: string): string {
  const handle = openSync(file, 'r');
  try {
    return digestOf(handle);
  } finally {
    closeSync(handle);
  }
}

/** One that was compressed lies there as it was before afterwards. */
function openBlob(blobs: string, digest: string): number {
  try {
    return openSync(readablePath(blobs, digest), 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new DamagedBlob(digest, 'is missing');
    throw error;
  }
}

function writeVerified(bytes: Buffer, { digest, to, mode, modifiedAt }: Copy): Stats {
  if (hash('sha256', bytes, 'hex') !== digest) throw new DamagedBlob(digest, 'was changed');
  const handle = replacing(to, () => openSync(to, 'wx', mode));
  try {
    for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done);
    return settle(handle, mode, modifiedAt);
  } catch (error) {
    rmSync(to, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
}

function copyLarge(blobs: string, { digest, to, mode, modifiedAt }: Copy): Stats {
  const flags = constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE;
  replacing(to, () => copyWhole(blobPath(blobs, digest), to, flags));
  const handle = openSync(to, 'r');
  try {
    if (digestOf(handle) !== digest) {
      rmSync(to);
      throw new DamagedBlob(digest, 'was changed');
    }
    return settle(handle, mode, modifiedAt);
  } finally {
    closeSync(handle);
  }
}

function copyWhole(from: string, to: string, flags: number): void {
  try {
    copyFileSync(from, to, flags);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') rmSync(to, { force: true });
    throw error;
  }
}

/** The mode in full, whatever the umask took away, then the status that the next check compares with. */
function settle(handle: number, mode: number, modifiedAt: number | undefined): Stats {
  if (modifiedAt !== undefined) futimesSync(handle, modifiedAt / 1000, modifiedAt / 1000);
  const stats = fstatSync(handle);
  if ((stats.mode & 0o777) === mode) return stats;
  fchmodSync(handle, mode);
  return fstatSync(handle);
}

function replacing<T>(path: string, create: () => T): T {
  try {
    return create();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    rmSync(path);
    return create();
  }
}

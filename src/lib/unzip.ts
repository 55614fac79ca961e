// Reads untrusted zips: everything that can be checked is checked before the first byte is taken.
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { treeRefusal } from './paths.ts';
import { ProblemError, problem } from './problem.ts';

export interface Unzipped {
  readonly path: string;
  readonly type: 'file' | 'symlink' | 'directory';
  /** Permission bits; 0o644 and 0o755 for zips that were made where there are none. */
  readonly mode: number;
  readonly sizeBytes: number;
  /** Chunks of the content; the length and the checksum are verified by the end. */
  readonly read: () => AsyncIterable<Buffer>;
}

export interface ZipLimits {
  readonly entries: number;
  readonly totalBytes: number;
  /** Content that is this many times larger than its zip is refused, when it is also larger than `freeBytes`. */
  readonly ratio: number;
  readonly freeBytes: number;
}

const GIB = 1024 ** 3;

/** AWS's own limits for a source in S3 (CodePipeline user guide, Quotas), and a bound for bombs. */
const zipLimits: ZipLimits = {
  entries: 100_000,
  totalBytes: 7 * GIB,
  ratio: 200,
  freeBytes: GIB / 4,
};

/** Gives the members in the zip's order, one after the other. Throws a ProblemError (ZipRefused) for a bad zip. */
export async function readZip(
  file: string,
  take: (member: Unzipped) => Promise<void>,
  limits: ZipLimits = zipLimits,
): Promise<void> {
  // Most commands read none.
  const { openPromise } = await import('yauzl');
  const zip = await readable(file, async () =>
    openPromise(file, { autoClose: false, strictFileNames: true, validateEntrySizes: true }),
  );
  try {
    const entries = await readable(file, () => entriesOf(zip, limits));
    const members = entries.map((entry) => memberOf(file, zip, entry));
    const refusal = sizeRefusal(zip, entries, limits) ?? treeRefusal(members);
    if (refusal !== undefined) throw refused(file, refusal);
    for (const member of members) await take(member);
  } finally {
    zip.close();
  }
}

/** What yauzl finds wrong (a name that leaves the folder, a torn directory) is the zip's fault, not ours. */
async function readable<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ProblemError || (error as NodeJS.ErrnoException).code !== undefined) throw error;
    throw refused(file, (error as Error).message);
  }
}

async function entriesOf(zip: ZipFile, limits: ZipLimits): Promise<readonly Entry[]> {
  if (zip.entryCount > limits.entries)
    throw new Error(`it has ${zip.entryCount} entries, more than ${limits.entries}`);
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

const S_IFMT = 0o170000;
const types: Readonly<Record<number, Unzipped['type']>> = {
  0: 'file',
  0o100000: 'file',
  0o120000: 'symlink',
  0o040000: 'directory',
};

function memberOf(file: string, zip: ZipFile, entry: Entry): Unzipped {
  const unixMode = entry.externalFileAttributes >>> 16;
  const isFolder = entry.fileName.endsWith('/');
  const type = isFolder ? 'directory' : types[unixMode & S_IFMT];
  const path = isFolder ? entry.fileName.slice(0, -1) : entry.fileName;
  if (type === undefined) throw refused(file, `"${path}" is neither a file, a folder nor a symlink`);
  if (entry.isEncrypted()) throw refused(file, `"${path}" is encrypted`);
  const usual = type === 'directory' ? 0o755 : 0o644;
  return {
    path,
    type,
    mode: type === 'symlink' ? 0o777 : unixMode & 0o777 || usual,
    sizeBytes: entry.uncompressedSize,
    read: () => contentOf(file, zip, entry),
  };
}

async function* contentOf(file: string, zip: ZipFile, entry: Entry): AsyncIterable<Buffer> {
  let sum = 0;
  const stream: Readable = await readable(file, () => zip.openReadStreamPromise(entry));
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    throw refused(file, `"${entry.fileName}" cannot be unpacked: ${(error as Error).message}`);
  }
  if (sum !== entry.crc32) throw refused(file, `"${entry.fileName}" does not match its checksum`);
}

function sizeRefusal(zip: ZipFile, entries: readonly Entry[], limits: ZipLimits): string | undefined {
  const total = (size: (entry: Entry) => number): number =>
    entries.reduce((sum, entry) => sum + size(entry), 0);
  const packedBytes = total((entry) => entry.compressedSize);
  const sizeBytes = total((entry) => entry.uncompressedSize);
  // Members that share their bytes unpack to far more than any honest zip of that length.
  if (packedBytes > zip.fileSize) return 'its members overlap';
  if (sizeBytes > limits.totalBytes)
    return `it unpacks to ${sizeBytes} bytes, more than ${limits.totalBytes}`;
  if (sizeBytes > limits.freeBytes && sizeBytes > zip.fileSize * limits.ratio)
    return `it unpacks to more than ${limits.ratio} times its size`;
  return undefined;
}

function refused(file: string, why: string): ProblemError {
  return new ProblemError([
    problem({ code: 'ZipRefused', whose: 'call', message: `The zip "${file}" is refused: ${why}` }),
  ]);
}

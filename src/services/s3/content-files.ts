// The contents of objects as files, under random names. A file is complete when it has its name.
import { randomBytes } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  unlink,
} from 'node:fs';
import { open, rename, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Streamed } from '../../aws/wire/message.ts';
import { privateFile, privateFolder } from '../../state/private-files.ts';
import type { ByteRange } from './byte-range.ts';
import { startDigest, type ChecksumAlgorithm } from '../../lib/content-digest.ts';
import type { Checksum, ExpectedDigests } from './checksums.ts';
import { s3Error } from './s3-errors.ts';

export interface ContentPart {
  readonly file: string;
  readonly sizeBytes: number;
  /** Of a part that was uploaded with one. */
  readonly checksum?: Checksum;
}

export interface WrittenContent extends ContentPart {
  /** In hex. */
  readonly md5: string;
}

export class ContentFiles {
  readonly #folder: string;
  readonly #incoming: string;

  /** @param folder absolute path; made when needed */
  constructor(folder: string) {
    this.#folder = folder;
    this.#incoming = join(folder, 'incoming');
    // What a process that was killed has left half-written.
    rmSync(this.#incoming, { recursive: true, force: true });
    mkdirSync(this.#incoming, { recursive: true, mode: privateFolder });
  }

  /** Rejects with an AwsError, and leaves nothing, when it is not the content that was expected. */
  async write(
    content: Streamed | undefined,
    expected: ExpectedDigests & { readonly sizeBytes?: number },
  ): Promise<WrittenContent> {
    const name = randomBytes(16).toString('hex');
    const draft = join(this.#incoming, name);
    try {
      const written = await writeDraft(draft, content, expected);
      const file = join(name.slice(0, 2), name.slice(2));
      mkdirSync(dirname(join(this.#folder, file)), { recursive: true, mode: privateFolder });
      await rename(draft, join(this.#folder, file));
      return { file, ...written };
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
  }

  /** @throws AwsError when the file of one is gone, before anything of them is answered */
  checkThere(parts: readonly ContentPart[]): void {
    if (!parts.every(({ file }) => existsSync(join(this.#folder, file)))) throw s3Error('InternalError');
  }

  /** The same content under another name. */
  copy({ file, sizeBytes }: ContentPart): ContentPart {
    const name = randomBytes(16).toString('hex');
    const other = join(name.slice(0, 2), name.slice(2));
    mkdirSync(dirname(join(this.#folder, other)), { recursive: true, mode: privateFolder });
    linkSync(join(this.#folder, file), join(this.#folder, other));
    return { file: other, sizeBytes };
  }

  /** A range that goes over several parts is read from one after the other. */
  async *read(parts: readonly ContentPart[], { first, last }: ByteRange): AsyncGenerator<Buffer> {
    let start = 0;
    for (const { file, sizeBytes } of parts) {
      const from = Math.max(first - start, 0);
      const to = Math.min(last - start, sizeBytes - 1);
      start += sizeBytes;
      if (from > to) continue;
      const options = { start: from, end: to, highWaterMark: 256 * 1024 };
      yield* createReadStream(join(this.#folder, file), options) as AsyncIterable<Buffer>;
    }
  }

  /** In base64, of all parts one after the other. */
  async digest(parts: readonly ContentPart[], algorithm: ChecksumAlgorithm): Promise<string> {
    const digest = startDigest(algorithm);
    for await (const bytes of this.read(parts, { first: 0, last: Infinity })) digest.update(bytes);
    return digest.bytes().toString('base64');
  }

  /** One that is being read stays readable for its reader. */
  remove(files: readonly string[]): void {
    // Of a large one it takes long. One that a process does not come to is unknown to the next.
    for (const file of files) unlink(join(this.#folder, file), () => undefined);
  }

  /** Removes what no object has: a process was killed between writing the file and recording it. */
  removeUnknown(isKnown: (file: string) => boolean): void {
    const before = Date.now();
    for (const group of readdirSync(this.#folder).filter((name) => name.length === 2))
      for (const name of readdirSync(join(this.#folder, group))) {
        const file = join(group, name);
        const stats = statSync(join(this.#folder, file), { throwIfNoEntry: false });
        if (stats !== undefined && stats.ctimeMs < before && !isKnown(file)) this.remove([file]);
      }
  }
}

/** So much is written at once, while as much is computed of what comes next. */
const batchBytes = 1024 * 1024;

class BatchWriter {
  readonly #handle: FileHandle;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes >= batchBytes) await this.#flush();
  }

  /** All that was given is in the file. */
  async end(): Promise<void> {
    await this.#flush();
    await this.#writing;
  }

  async #flush(): Promise<void> {
    await this.#writing;
    const pieces = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#writing = this.#writeAll(pieces);
    // A failure is thrown where it is waited for.
    this.#writing.catch(() => undefined);
  }

  /** A disk that is full may take a part. */
  async #writeAll(pieces: readonly Uint8Array[]): Promise<void> {
    const { bytesWritten } = await this.#handle.writev([...pieces]);
    if (bytesWritten === pieces.reduce((sum, { length }) => sum + length, 0)) return;
    await this.#handle.writeFile(Buffer.concat(pieces).subarray(bytesWritten));
  }
}

async function writeDraft(
  draft: string,
  content: Streamed | undefined,
  expected: ExpectedDigests & { readonly sizeBytes?: number },
): Promise<Omit<WrittenContent, 'file'>> {
  const md5 = startDigest('MD5');
  const checksum = expected.algorithm === undefined ? undefined : startDigest(expected.algorithm);
  let sizeBytes = 0;
  {
    await using handle = await open(draft, 'wx', privateFile);
    const writer = new BatchWriter(handle);
    for await (const bytes of content ?? []) {
      md5.update(bytes);
      checksum?.update(bytes);
      sizeBytes += bytes.length;
      await writer.write(bytes);
    }
    await writer.end();
  }
  if (expected.sizeBytes !== undefined && expected.sizeBytes !== sizeBytes) throw s3Error('IncompleteBody');
  const digest = md5.bytes();
  const base64 = digest.toString('base64');
  if (expected.md5 !== undefined && expected.md5 !== base64)
    throw s3Error('BadDigest', { members: { ExpectedDigest: expected.md5, CalculatedDigest: base64 } });
  const value = checksum?.bytes().toString('base64');
  if (expected.value !== undefined && expected.value !== value)
    throw s3Error('BadDigest', {
      message: `The ${expected.algorithm ?? ''} you specified did not match the calculated checksum.`,
    });
  const plain = { sizeBytes, md5: digest.toString('hex') };
  if (value === undefined || expected.algorithm === undefined) return plain;
  return { ...plain, checksum: { algorithm: expected.algorithm, value, type: 'FULL_OBJECT' } };
}

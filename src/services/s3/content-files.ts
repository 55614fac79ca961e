// The contents of objects as files, under random names. A file is complete when the index of the store has it.
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
import { join } from 'node:path';
import type { Streamed } from '../../aws/wire/message.ts';
import { privateFolder } from '../../state/private-files.ts';
import type { ByteRange } from './byte-range.ts';
import { startDigest, type ChecksumAlgorithm } from '../../lib/content-digest.ts';
import type { Checksum, ExpectedDigests } from './checksums.ts';
import { ContentWriter, type DigestedContent } from './content-writer.ts';
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

export class ContentFiles implements AsyncDisposable {
  readonly #folder: string;
  readonly #groups = new Set<string>();
  readonly #writer = new ContentWriter();

  /** @param folder absolute path; made when needed */
  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: privateFolder });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writer[Symbol.asyncDispose]();
  }

  /** On disk when it resolves. Rejects with an AwsError, and leaves nothing, when it is not the content that was expected. */
  async write(
    content: Streamed | undefined,
    expected: ExpectedDigests & { readonly sizeBytes?: number },
  ): Promise<WrittenContent> {
    const file = this.#newName();
    const path = join(this.#folder, file);
    try {
      const digested = await this.#writer.write(content, { file: path, algorithm: expected.algorithm });
      return { file, ...checkExpected(digested, expected) };
    } catch (error) {
      rmSync(path, { force: true });
      throw error;
    }
  }

  /** Its folder exists. */
  #newName(): string {
    const name = randomBytes(16).toString('hex');
    const group = name.slice(0, 2);
    if (!this.#groups.has(group))
      mkdirSync(join(this.#folder, group), { recursive: true, mode: privateFolder });
    this.#groups.add(group);
    return join(group, name.slice(2));
  }

  /** @throws AwsError when the file of one is gone, before anything of them is answered */
  checkThere(parts: readonly ContentPart[]): void {
    if (!parts.every(({ file }) => existsSync(join(this.#folder, file)))) throw s3Error('InternalError');
  }

  /** The same content under another name. */
  copy({ file, sizeBytes }: ContentPart): ContentPart {
    const other = this.#newName();
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

/** @throws AwsError when it is not the content that was expected */
function checkExpected(
  { sizeBytes, md5, checksum }: DigestedContent,
  expected: ExpectedDigests & { readonly sizeBytes?: number },
): Omit<WrittenContent, 'file'> {
  if (expected.sizeBytes !== undefined && expected.sizeBytes !== sizeBytes) throw s3Error('IncompleteBody');
  const digest = Buffer.from(md5);
  const base64 = digest.toString('base64');
  if (expected.md5 !== undefined && expected.md5 !== base64)
    throw s3Error('BadDigest', { members: { ExpectedDigest: expected.md5, CalculatedDigest: base64 } });
  const value = checksum === undefined ? undefined : Buffer.from(checksum).toString('base64');
  if (expected.value !== undefined && expected.value !== value)
    throw s3Error('BadDigest', {
      message: `The ${expected.algorithm ?? ''} you specified did not match the calculated checksum.`,
    });
  const plain = { sizeBytes, md5: digest.toString('hex') };
  if (value === undefined || expected.algorithm === undefined) return plain;
  return { ...plain, checksum: { algorithm: expected.algorithm, value, type: 'FULL_OBJECT' } };
}

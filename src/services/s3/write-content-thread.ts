// The thread's side of content-writer: pieces of several contents come in, each in its order; what was computed of them goes back.
import { open, type FileHandle } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { startDigest, type Digest } from '../../lib/content-digest.ts';
import { defined } from '../../lib/defined.ts';
import { unreachable } from '../../lib/unreachable.ts';
import { privateFile } from '../../state/private-files.ts';
import type { ContentMessage, ContentReply, ContentToWrite, SystemFailure } from './content-writer.ts';

/** So often the disk begins with what was written, so that little is left for it to do at the end. */
const syncEveryBytes = 64 * 1024 * 1024;

class OpenContent {
  readonly #id: number;
  readonly #handle: Promise<FileHandle>;
  readonly #md5 = startDigest('MD5');
  readonly #checksum: Digest | undefined;
  /** One after the other. */
  #work: Promise<void>;
  #syncing: Promise<void> = Promise.resolve();
  #unsyncedBytes = 0;
  #hasFailed = false;

  constructor(id: number, { file, algorithm }: ContentToWrite) {
    this.#id = id;
    this.#handle = open(file, 'wx', privateFile);
    this.#checksum = algorithm === undefined ? undefined : startDigest(algorithm);
    this.#work = this.#handle.then(() => undefined);
    this.#work.catch((error: unknown) => this.#fail(error));
  }

  take(pieces: readonly Uint8Array[]): void {
    this.#then(async () => {
      const bytes = pieces.reduce((sum, { length }) => sum + length, 0);
      const written = this.#write(pieces, bytes);
      for (const piece of pieces) {
        this.#md5.update(piece);
        this.#checksum?.update(piece);
      }
      await written;
      // The memory is given back now, and not when it is next looked for.
      for (const { buffer } of pieces) if (buffer instanceof ArrayBuffer) buffer.transfer(0);
      reply({ type: 'taken', id: this.#id, bytes });
    });
  }

  end(): void {
    this.#then(async () => {
      const handle = await this.#handle;
      await this.#syncing;
      await handle.datasync();
      await handle.close();
      const digested = { md5: this.#md5.bytes(), ...defined({ checksum: this.#checksum?.bytes() }) };
      contents.delete(this.#id);
      reply({ type: 'ended', id: this.#id, digested });
    });
  }

  /** Resolves when it writes no more. Again it does nothing. */
  async drop(): Promise<void> {
    await Promise.allSettled([this.#work]);
    await Promise.allSettled([this.#syncing]);
    await this.#handle.then(async (handle) => handle.close()).catch(() => undefined);
  }

  #then(work: () => Promise<void>): void {
    this.#work = this.#work.then(work);
    this.#work.catch((error: unknown) => this.#fail(error));
  }

  async #write(pieces: readonly Uint8Array[], bytes: number): Promise<void> {
    const handle = await this.#handle;
    const { bytesWritten } = await handle.writev([...pieces]);
    // A disk that is full may take a part; the rest says why.
    if (bytesWritten < bytes) await handle.writeFile(Buffer.concat(pieces).subarray(bytesWritten));
    this.#unsyncedBytes += bytes;
    if (this.#unsyncedBytes < syncEveryBytes) return;
    this.#unsyncedBytes = 0;
    this.#syncing = Promise.all([this.#syncing, handle.datasync()]).then(() => undefined);
    this.#syncing.catch(() => undefined);
  }

  #fail(error: unknown): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    reply({ type: 'failed', id: this.#id, failure: failureOf(error) });
  }
}

function failureOf(error: unknown): SystemFailure {
  const { message, code, path } = error as NodeJS.ErrnoException;
  return { message, ...defined({ code, path }) };
}

function reply(message: ContentReply): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(message);
}

const contents = new Map<number, OpenContent>();

parentPort?.on('message', (message: ContentMessage) => {
  const content = contents.get(message.id);
  switch (message.type) {
    case 'open':
      contents.set(message.id, new OpenContent(message.id, message));
      return;
    case 'pieces':
      return content?.take(message.pieces);
    case 'end':
      return content?.end();
    case 'drop':
      contents.delete(message.id);
      void content?.drop().then(() => reply({ type: 'dropped', id: message.id }));
      return;
    default:
      return unreachable(message);
  }
});

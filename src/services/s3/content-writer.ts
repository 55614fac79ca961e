// A content on its way to disk: written, made durable and digested in one pass. A small one here, a large one by a thread, so that
// calls are answered meanwhile and its digests keep no other call waiting.
import { open } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { Streamed } from '../../aws/wire/message.ts';
import { startDigest, type ChecksumAlgorithm } from '../../lib/content-digest.ts';
import { defined } from '../../lib/defined.ts';
import { unreachable } from '../../lib/unreachable.ts';
import { privateFile } from '../../state/private-files.ts';

export interface DigestedContent {
  readonly sizeBytes: number;
  readonly md5: Uint8Array;
  /** Of the algorithm that was asked for. */
  readonly checksum?: Uint8Array;
}

export interface ContentToWrite {
  /** Absolute path; there is no such file yet. */
  readonly file: string;
  readonly algorithm: ChecksumAlgorithm | undefined;
}

/** To the thread. Pieces are handed over: their memory is the thread's afterwards. */
export type ContentMessage =
  | ({ readonly type: 'open'; readonly id: number } & ContentToWrite)
  | { readonly type: 'pieces'; readonly id: number; readonly pieces: readonly Uint8Array[] }
  | { readonly type: 'end' | 'drop'; readonly id: number };

/** From it. */
export type ContentReply =
  | { readonly type: 'taken'; readonly id: number; readonly bytes: number }
  | { readonly type: 'dropped'; readonly id: number }
  | { readonly type: 'ended'; readonly id: number; readonly digested: Omit<DigestedContent, 'sizeBytes'> }
  | { readonly type: 'failed'; readonly id: number; readonly failure: SystemFailure };

/** What is lost of an error between threads. */
export interface SystemFailure {
  readonly message: string;
  readonly code?: string;
  readonly path?: string;
}

/** So much is written at once. A content that is not larger is written without the thread. */
const batchBytes = 1024 * 1024;

/** So much of all contents is with the thread at most: their clients wait when the disk or the digests are slower. */
const mostUnderWay = 8 * batchBytes;

export class ContentWriter implements AsyncDisposable {
  #thread: ContentThread | undefined;

  /**
   * On disk when it resolves. What it has begun is left in the file when it rejects.
   * @param content its pieces are handed over: nothing else may use their memory
   */
  async write(content: Streamed | undefined, to: ContentToWrite): Promise<DigestedContent> {
    const waiting: Uint8Array[] = [];
    let waitingBytes = 0;
    let sizeBytes = 0;
    let large: LargeContent | undefined;
    try {
      for await (const bytes of content ?? []) {
        sizeBytes += bytes.length;
        waitingBytes += bytes.length;
        waiting.push(bytes);
        if (waitingBytes <= batchBytes) continue;
        large ??= this.#open(to);
        waitingBytes = 0;
        await large.give(waiting.splice(0));
      }
      if (large === undefined) return { sizeBytes, ...(await writeSmall(waiting, to)) };
      await large.give(waiting);
      return { sizeBytes, ...(await large.end()) };
    } catch (error) {
      await large?.drop();
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#thread?.[Symbol.asyncDispose]();
  }

  #open(to: ContentToWrite): LargeContent {
    // One that has died is replaced.
    if (this.#thread?.isOver() !== false) this.#thread = new ContentThread();
    return this.#thread.open(to);
  }
}

async function writeSmall(pieces: readonly Uint8Array[], { file, algorithm }: ContentToWrite) {
  const md5 = startDigest('MD5');
  const checksum = algorithm === undefined ? undefined : startDigest(algorithm);
  for (const bytes of pieces) {
    md5.update(bytes);
    checksum?.update(bytes);
  }
  await using handle = await open(file, 'wx', privateFile);
  for (const bytes of pieces) await handle.writeFile(bytes);
  await handle.datasync();
  return { md5: md5.bytes(), ...defined({ checksum: checksum?.bytes() }) };
}

/** The thread as its contents see it. */
class ContentThread implements AsyncDisposable {
  readonly #worker = new Worker(threadFile());
  readonly #contents = new Map<number, LargeContent>();
  readonly #room = new Room();
  #newest = 0;
  #isOver = false;

  constructor() {
    this.#worker.on('message', (reply: ContentReply) => this.#contents.get(reply.id)?.receive(reply));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('the thread that writes contents has ended')));
    this.#worker.unref();
  }

  isOver(): boolean {
    return this.#isOver;
  }

  open(to: ContentToWrite): LargeContent {
    this.#newest += 1;
    const id = this.#newest;
    const send = (message: ContentMessage, memory: readonly ArrayBuffer[] = []) => {
      this.#worker.postMessage(message, memory);
    };
    const onOver = () => {
      this.#contents.delete(id);
      if (this.#contents.size === 0) this.#worker.unref();
    };
    const content = new LargeContent(id, { send, onOver, room: this.#room });
    this.#contents.set(id, content);
    this.#worker.ref();
    send({ type: 'open', id, ...to });
    return content;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: Error): void {
    this.#isOver = true;
    for (const content of this.#contents.values()) content.lose(error);
  }
}

/** Memory that all contents share. */
class Room {
  #underWay = 0;
  readonly #waiting: (() => void)[] = [];

  /** Resolves when more may come. */
  async take(bytes: number): Promise<void> {
    this.#underWay += bytes;
    if (this.#underWay < mostUnderWay) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    await promise;
  }

  giveBack(bytes: number): void {
    this.#underWay -= bytes;
    if (this.#underWay < mostUnderWay) for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

interface LargeContentOptions {
  readonly room: Room;
  readonly send: (message: ContentMessage, memory?: readonly ArrayBuffer[]) => void;
  readonly onOver: () => void;
}

class LargeContent {
  readonly #id: number;
  readonly #options: LargeContentOptions;
  readonly #ended = Promise.withResolvers<Omit<DigestedContent, 'sizeBytes'>>();
  readonly #dropped = Promise.withResolvers<void>();
  #isLost = false;
  #underWay = 0;

  constructor(id: number, options: LargeContentOptions) {
    this.#id = id;
    this.#options = options;
    // It is thrown where it is waited for.
    this.#ended.promise.catch(() => undefined);
  }

  /** Resolves when more may come. */
  async give(pieces: readonly Uint8Array[]): Promise<void> {
    const own = pieces.map(ownMemory);
    const bytes = own.reduce((sum, { length }) => sum + length, 0);
    this.#underWay += bytes;
    const hasRoom = this.#options.room.take(bytes);
    this.#options.send(
      { type: 'pieces', id: this.#id, pieces: own },
      own.map(({ buffer }) => buffer),
    );
    await Promise.race([hasRoom, this.#ended.promise]);
  }

  async end(): Promise<Omit<DigestedContent, 'sizeBytes'>> {
    this.#options.send({ type: 'end', id: this.#id });
    return await this.#ended.promise;
  }

  /** Nothing more comes, and nothing of it is wanted. Resolves when the file is written to no more. */
  async drop(): Promise<void> {
    if (this.#isLost) return;
    this.#options.send({ type: 'drop', id: this.#id });
    await this.#dropped.promise;
    this.#giveBack(this.#underWay);
    this.#options.onOver();
  }

  #giveBack(bytes: number): void {
    this.#underWay -= bytes;
    this.#options.room.giveBack(bytes);
  }

  receive(reply: ContentReply): void {
    switch (reply.type) {
      case 'taken':
        return this.#giveBack(reply.bytes);
      case 'ended':
        this.#options.onOver();
        return this.#ended.resolve(reply.digested);
      case 'failed':
        return this.#ended.reject(Object.assign(new Error(reply.failure.message), reply.failure));
      case 'dropped':
        return this.#dropped.resolve();
      default:
        return unreachable(reply);
    }
  }

  /** The thread is gone. */
  lose(error: Error): void {
    this.#isLost = true;
    this.#giveBack(this.#underWay);
    this.#dropped.resolve();
    this.#ended.reject(error);
    this.#options.onOver();
  }
}

/** A piece of a larger memory is copied out of it. */
function ownMemory(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength
    ? new Uint8Array(buffer)
    : new Uint8Array(bytes);
}

/** Compiled next to this file in a published package. */
function threadFile(): URL {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new URL(`./write-content-thread.${extension}`, import.meta.url);
}
